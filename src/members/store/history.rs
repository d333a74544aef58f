//! Dated facts with their sources: reading them, and letting one follow another.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::history::{History, Home, Spell};
use super::joining::{NewHome, NewSpell};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, RowId, WardId,
        schema::{membership_periods, residences, wards},
    },
    native,
};

/// What a change did to the dated facts: the one it opened, and the one it ended or altered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traces {
    pub made: Option<RowId>,
    pub ended: Option<RowId>,
}

type SpellRow = (MemberId, RowId, String, NaiveDate, Option<NaiveDate>, String);
type HomeRow = (MemberId, RowId, String, Option<NaiveDate>, Option<NaiveDate>, String);

/// The dated facts of everybody in the branch: two queries, however many people.
pub fn histories(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<MemberId, History>> {
    let spells = spells().filter(membership_periods::branch_id.eq(branch)).load(conn)?;
    let homes = homes().filter(residences::branch_id.eq(branch)).load(conn)?;
    Ok(gathered(spells, homes))
}

/// The dated facts of one member.
pub fn history(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<History> {
    let spells = spells().filter(membership_periods::branch_id.eq(branch)).filter(membership_periods::member_id.eq(member));
    let spells = spells.load(conn)?;
    let homes = homes().filter(residences::branch_id.eq(branch)).filter(residences::member_id.eq(member)).load(conn)?;
    Ok(gathered(spells, homes).remove(&member).unwrap_or_default())
}

#[diesel::dsl::auto_type]
fn spells() -> _ {
    membership_periods::table.order((membership_periods::from_on, membership_periods::id)).select((
        membership_periods::member_id,
        membership_periods::id,
        membership_periods::class,
        membership_periods::from_on,
        membership_periods::to_on,
        membership_periods::source,
    ))
}

#[diesel::dsl::auto_type]
fn homes() -> _ {
    residences::table.inner_join(wards::table).order((residences::from_on, residences::id)).select((
        residences::member_id,
        residences::id,
        wards::name,
        residences::from_on,
        residences::to_on,
        residences::source,
    ))
}

fn gathered(spells: Vec<SpellRow>, homes: Vec<HomeRow>) -> HashMap<MemberId, History> {
    let mut all: HashMap<MemberId, History> = HashMap::new();
    for (member, id, class, from_on, to_on, source) in spells {
        all.entry(member).or_default().spells.push(Spell { id, class, from_on, to_on, source });
    }
    for (member, id, ward, from_on, to_on, source) in homes {
        all.entry(member).or_default().homes.push(Home { id, ward, from_on, to_on, source });
    }
    // PostgreSQL puts an unknown first day last, SQLite first; it is the oldest.
    all.values_mut().for_each(|history| history.homes.sort_by_key(|home| home.from_on));
    all
}

/// Puts a member into a class from a day on: the old class ends the day before. Where the old one began on that day or
/// later, it is put right instead, for nobody held it a whole day.
pub fn change_class(
    act: &mut Act<'_>,
    member: MemberId,
    history: &History,
    (class, from_on): (&str, NaiveDate),
    source: &str,
) -> QueryResult<Traces> {
    let current = history.current();
    if let Some(spell) = current.filter(|spell| spell.from_on >= from_on) {
        set_class(act, spell.id, class)?;
        return Ok(Traces { made: None, ended: Some(spell.id) });
    }
    if let Some(spell) = current {
        end_spell(act, spell.id, from_on.pred_opt())?;
    }
    let id = RowId::fresh();
    let spell = NewSpell { id, branch_id: act.branch(), member_id: member, class, from_on, source };
    native!(act.conn(), native => diesel::insert_into(membership_periods::table).values(&spell).execute(native))?;
    Ok(Traces { made: Some(id), ended: current.map(|spell| spell.id) })
}

/// Lets a membership be over from a day on; somebody who joined on that very day was a member for it.
pub fn end_membership(act: &mut Act<'_>, history: &History, over_from: NaiveDate) -> QueryResult<Traces> {
    let Some(spell) = history.current() else { return Ok(Traces::default()) };
    let last_on = over_from.pred_opt().map(|last| last.max(spell.from_on));
    end_spell(act, spell.id, last_on)?;
    Ok(Traces { made: None, ended: Some(spell.id) })
}

/// The same for whoever is a member still.
pub fn end_membership_of(act: &mut Act<'_>, member: MemberId, over_from: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    let history = history(act.conn(), branch, member)?;
    end_membership(act, &history, over_from).map(|_| ())
}

/// Lets a member live in a ward from a day on, by the same rule.
pub fn move_home(
    act: &mut Act<'_>,
    member: MemberId,
    history: &History,
    (ward, from_on): (Option<WardId>, NaiveDate),
    source: &str,
) -> QueryResult<Traces> {
    let current = history.home();
    let earlier = current.filter(|home| home.from_on.is_some_and(|began| began >= from_on));
    if let (Some(home), Some(ward)) = (earlier, ward) {
        set_ward(act, home.id, ward)?;
        return Ok(Traces { made: None, ended: Some(home.id) });
    }
    if let Some(home) = current {
        end_home(act, home.id, from_on.pred_opt())?;
    }
    let Some(ward_id) = ward else { return Ok(Traces { made: None, ended: current.map(|home| home.id) }) };
    let id = RowId::fresh();
    // A first ward says nothing about since when; a move does.
    let from_on = current.map(|_| from_on);
    let home = NewHome { id, branch_id: act.branch(), member_id: member, ward_id, from_on, source };
    native!(act.conn(), native => diesel::insert_into(residences::table).values(&home).execute(native))?;
    Ok(Traces { made: Some(id), ended: current.map(|home| home.id) })
}

pub fn set_class(act: &mut Act<'_>, spell: RowId, class: &str) -> QueryResult<()> {
    let update = diesel::update(membership_periods::table.find(spell)).set(membership_periods::class.eq(class));
    update.execute(act.conn()).map(|_| ())
}

pub fn set_joined(act: &mut Act<'_>, spell: RowId, from_on: NaiveDate) -> QueryResult<()> {
    let update = diesel::update(membership_periods::table.find(spell)).set(membership_periods::from_on.eq(from_on));
    update.execute(act.conn()).map(|_| ())
}

/// The same, with where the day is known from.
pub fn set_joined_from(act: &mut Act<'_>, spell: RowId, from_on: NaiveDate, source: &str) -> QueryResult<()> {
    set_joined(act, spell, from_on)?;
    let update = diesel::update(membership_periods::table.find(spell)).set(membership_periods::source.eq(source));
    update.execute(act.conn()).map(|_| ())
}

/// Ends a spell with a day, or, without one, lets it last again.
pub fn end_spell(act: &mut Act<'_>, spell: RowId, last_on: Option<NaiveDate>) -> QueryResult<()> {
    let update = diesel::update(membership_periods::table.find(spell)).set(membership_periods::to_on.eq(last_on));
    update.execute(act.conn()).map(|_| ())
}

pub fn remove_spell(act: &mut Act<'_>, spell: RowId) -> QueryResult<()> {
    diesel::delete(membership_periods::table.find(spell)).execute(act.conn()).map(|_| ())
}

pub fn set_ward(act: &mut Act<'_>, home: RowId, ward: WardId) -> QueryResult<()> {
    diesel::update(residences::table.find(home)).set(residences::ward_id.eq(ward)).execute(act.conn()).map(|_| ())
}

pub fn end_home(act: &mut Act<'_>, home: RowId, last_on: Option<NaiveDate>) -> QueryResult<()> {
    diesel::update(residences::table.find(home)).set(residences::to_on.eq(last_on)).execute(act.conn()).map(|_| ())
}

pub fn remove_home(act: &mut Act<'_>, home: RowId) -> QueryResult<()> {
    diesel::delete(residences::table.find(home)).execute(act.conn()).map(|_| ())
}
