//! Putting facts right by hand. A dated fact that somebody put right is a new one with a source of its own, so that a list
//! which made the old one and is taken back later finds that it is gone, and leaves the new one alone.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    Member,
    history::{History, Home, Spell},
    listed,
    reconcile::Field,
};
use super::{
    applying::save,
    corrections::note,
    history::{end_home, end_spell, remove_home, remove_spell},
    joining::{NewHome, NewSpell},
};
use crate::{
    audit::Act,
    db::{MemberId, RowId, WardId, schema::membership_periods, schema::residences},
    native,
};

/// What is put right together with a spell that takes another's place.
const WHOLE_SPELL: &[Field] = &[Field::Class, Field::JoinedOn];

/// Puts a member into a class from a day on: the class before ends the day before.
pub fn begin_class(
    act: &mut Act<'_>,
    member: MemberId,
    history: &History,
    (class, from_on): (&str, NaiveDate),
    source: &str,
) -> QueryResult<()> {
    if let Some(spell) = history.current() {
        end_spell(act, spell.id, from_on.pred_opt())?;
    }
    open_spell(act, member, (class, from_on, None), source)?;
    // A membership that begins has its day of joining with it.
    let fields: &[Field] = if history.current().is_some() { &[Field::Class] } else { WHOLE_SPELL };
    note(act, member, ("class", fields), source, json!({ "class": class, "from": from_on }))
}

/// Puts another class in the place of one that was wrong from its first day.
pub fn replace_class(act: &mut Act<'_>, member: MemberId, spell: &Spell, class: &str, source: &str) -> QueryResult<()> {
    remove_spell(act, spell.id)?;
    open_spell(act, member, (class, spell.from_on, spell.to_on), source)?;
    note(act, member, ("class", WHOLE_SPELL), source, json!({ "class": class, "from": spell.from_on }))
}

/// Lets a membership end with a day.
pub fn leave(act: &mut Act<'_>, member: MemberId, spell: &Spell, last_on: NaiveDate, source: &str) -> QueryResult<()> {
    remove_spell(act, spell.id)?;
    open_spell(act, member, (&spell.class, spell.from_on, Some(last_on)), source)?;
    note(act, member, ("leaving", WHOLE_SPELL), source, json!({ "last": last_on }))
}

/// Puts another day in the place of the date of joining.
pub fn put_joining_right(
    act: &mut Act<'_>,
    member: MemberId,
    spell: &Spell,
    joined_on: NaiveDate,
    source: &str,
) -> QueryResult<()> {
    remove_spell(act, spell.id)?;
    open_spell(act, member, (&spell.class, joined_on, spell.to_on), source)?;
    let days = json!({ "from": spell.from_on, "to": joined_on });
    note(act, member, ("date of joining", &[Field::JoinedOn]), source, days)
}

fn open_spell(
    act: &mut Act<'_>,
    member_id: MemberId,
    (class, from_on, to_on): (&str, NaiveDate, Option<NaiveDate>),
    source: &str,
) -> QueryResult<()> {
    let id = RowId::fresh();
    let spell = NewSpell { id, branch_id: act.branch(), member_id, class, from_on, source };
    native!(act.conn(), native => diesel::insert_into(membership_periods::table).values(&spell).execute(native))?;
    match to_on {
        Some(_) => end_spell(act, id, to_on),
        None => Ok(()),
    }
}

/// Lets a member live in a ward from a day on. Without a day, or with the first day of the home that is recorded, that
/// home was wrong and is replaced; otherwise it ends the day before.
pub fn rehouse(
    act: &mut Act<'_>,
    member: MemberId,
    home: Option<&Home>,
    (ward, from_on): (WardId, Option<NaiveDate>),
    source: &str,
) -> QueryResult<()> {
    let moved_on = from_on.filter(|from| home.is_none_or(|home| home.from_on.is_none_or(|began| began < *from)));
    match (home, moved_on) {
        (Some(home), Some(moved_on)) => end_home(act, home.id, moved_on.pred_opt())?,
        (Some(home), None) => remove_home(act, home.id)?,
        (None, _) => {}
    }
    let since = moved_on.or_else(|| home.and_then(|home| home.from_on));
    let home =
        NewHome { id: RowId::fresh(), branch_id: act.branch(), member_id: member, ward_id: ward, from_on: since, source };
    native!(act.conn(), native => diesel::insert_into(residences::table).values(&home).execute(native))?;
    note(act, member, ("ward", &[Field::Ward]), source, json!({ "ward": ward, "from": since }))
}

/// Lets the ward that a member lives in end with a day: they have left all wards of the branch.
pub fn move_out(act: &mut Act<'_>, member: MemberId, home: &Home, last_on: Option<NaiveDate>, source: &str) -> QueryResult<()> {
    end_home(act, home.id, last_on)?;
    note(act, member, ("ward", &[Field::Ward]), source, json!({ "last": last_on }))
}

/// Puts name, address, telephone and the like right; the account follows the mail address.
pub fn change_details(act: &mut Act<'_>, before: &Member, after: &Member, what: &[&str], source: &str) -> QueryResult<()> {
    save(act, before, after)?;
    let none = History::default();
    let differs = |field: &Field| listed::text(before, &none, *field) != listed::text(after, &none, *field);
    let fields: Vec<Field> = Field::ALL.into_iter().filter(|field| *field != Field::Name).filter(differs).collect();
    note(act, after.id, (&what.join(", "), &fields), source, json!({}))
}
