//! Taking a list back: every field that nobody has changed since, and nobody who has begun to take part.

use std::collections::{HashMap, HashSet};

use diesel::{Connection, prelude::*};
use serde_json::json;

use super::super::{
    Member, class,
    history::History,
    import::{Bucket, Change, Import, Outcome, State},
    listed,
    reconcile::Field,
};
use super::{
    applying::save,
    by_hand::Since,
    dues::forget_payment,
    history::{end_home, end_spell, histories, remove_home, remove_spell, set_class, set_joined_from, set_ward},
    imports::{changes, mark, settle},
    joining::Wards,
    people::known,
    wording::unword,
};
use crate::{
    accounts,
    audit::Act,
    db::{
        AccountId, Conn, Instant, MemberId, RowId,
        schema::{import_changes, member_looks, members, membership_periods, office_terms, residences, suspensions, welcomes},
    },
};

/// What an undo did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undone {
    pub restored: usize,
    pub taken_out: usize,
    /// Lines that somebody has changed since; they stay as they are.
    pub kept: usize,
}

/// Takes back what an import did, line by line.
pub fn undo(act: &mut Act<'_>, import: &Import) -> QueryResult<Undone> {
    let lines =
        changes(act.conn(), import.branch_id, import.id, &[Bucket::New, Bucket::Changed, Bucket::Moved, Bucket::Joined])?;
    let (entered, changed): (Vec<Change>, Vec<Change>) =
        lines.into_iter().filter(|line| line.outcome == Outcome::Taken).partition(|line| line.bucket == Bucket::New);
    let restored = restore(act, import, &changed)?;
    let removed = take_out(act, &entered)?;
    let (undone, kept): (Vec<&Change>, Vec<&Change>) =
        changed.iter().chain(&entered).partition(|line| restored.contains(&line.id) || removed.contains(&line.member_id));
    settle(act, &ids(&undone), Outcome::Undone)?;
    settle(act, &ids(&kept), Outcome::Kept)?;
    mark(act, import.id, State::Undone)?;
    let done = Undone { restored: restored.len(), taken_out: removed.len(), kept: kept.len() };
    let facts = json!({ "restored": done.restored, "taken-out": done.taken_out, "kept": done.kept });
    act.record("import.undone", format!("/members/import/{}", import.id), facts);
    Ok(done)
}

fn ids(lines: &[&Change]) -> Vec<RowId> {
    lines.iter().map(|line| line.id).collect()
}

/// Gives fields their old values where they still have the new ones; returns the lines that were taken back.
fn restore(act: &mut Act<'_>, import: &Import, changed: &[Change]) -> QueryResult<HashSet<RowId>> {
    let mut people: HashMap<MemberId, Member> =
        known(act.conn(), import.branch_id)?.into_iter().map(|member| (member.id, member)).collect();
    let mut histories = histories(act.conn(), import.branch_id)?;
    let mut wards = Wards::of(act.conn(), import.branch_id)?;
    let since = Since::of(act.conn(), import.branch_id)?;
    let mut restored = HashSet::new();
    for lines in changed.chunk_by(|one, next| one.member_id == next.member_id) {
        let Some(now) = people.remove(&lines[0].member_id) else { continue };
        let history = histories.remove(&now.id).unwrap_or_default();
        let mut before = now.clone();
        let put_right =
            |line: &&Change| Field::named(&line.field).is_some_and(|field| since.is_put_right(line.member_id, field, line.id));
        for line in lines.iter().filter(|line| !put_right(line)) {
            if restore_line(act, &mut wards, (&now, &history), &mut before, line)? {
                restored.insert(line.id);
            }
        }
        if before != now {
            save(act, &now, &before)?;
        }
    }
    Ok(restored)
}

/// Takes one line back, unless the field says something else by now.
fn restore_line(
    act: &mut Act<'_>,
    wards: &mut Wards,
    (now, history): (&Member, &History),
    before: &mut Member,
    line: &Change,
) -> QueryResult<bool> {
    let Some(field) = Field::named(&line.field) else { return Ok(false) };
    // A date of joining that came with a new spell goes with it.
    let came_along = field == Field::JoinedOn && line.ended_id.is_none();
    let is_over =
        field == Field::Class && line.made_id.is_none() && class::is_ended(&line.after) && history.current().is_none();
    // The day itself is looked at: the membership that it began may be over by the same list.
    let joined = line.ended_id.filter(|_| field == Field::JoinedOn).and_then(|id| history.spells.iter().find(|s| s.id == id));
    let says = joined.map_or_else(|| listed::text(now, history, field), |spell| spell.from_on.to_string());
    let unchanged = came_along || is_over || same(field, &says, &line.after);
    if !unchanged || !is_still_there(history, line) {
        return Ok(false);
    }
    match (field, line.made_id, line.ended_id) {
        (Field::Class, None, Some(spell)) if is_over => end_spell(act, spell, None)?,
        (Field::Class, None, Some(_)) => history.current().map_or(Ok(()), |spell| set_class(act, spell.id, &line.before))?,
        (Field::Class, Some(made), ended) => {
            let earlier = ended.and_then(|ended| before_it(history, made, ended));
            remove_spell(act, made)?;
            earlier.map_or(Ok(()), |spell| end_spell(act, spell, None))?;
        }
        (Field::Ward, None, Some(home)) if line.after.is_empty() => end_home(act, home, None)?,
        (Field::Ward, None, Some(home)) => {
            let ward = wards.named(act, &line.before)?;
            set_ward(act, home, ward)?;
        }
        (Field::Ward, Some(made), ended) => {
            remove_home(act, made)?;
            ended.map_or(Ok(()), |home| end_home(act, home, None))?;
        }
        (Field::JoinedOn, _, Some(_)) => {
            if let (Ok(from_on), Some(spell)) = (line.before.parse(), joined) {
                set_joined_from(act, spell.id, from_on, spell.sourced_before())?;
            }
        }
        (Field::PaidTo, made, _) => {
            listed::set(before, field, &line.before);
            made.map_or(Ok(()), |payment| forget_payment(act, payment))?;
        }
        _ => listed::set(before, field, &line.before),
    }
    Ok(true)
}

/// Classes are kept as the rulebook writes them, so capitals do not tell whether somebody changed one.
fn same(field: Field, now: &str, after: &str) -> bool {
    now == after || (matches!(field, Field::Class | Field::Ward) && now.to_lowercase() == after.to_lowercase())
}

/// The spell that ended when a list opened another: the one that it was, or the one that was put in its place since because
/// its first day was wrong.
fn before_it(history: &History, made: RowId, ended: RowId) -> Option<RowId> {
    let opened = history.spells.iter().find(|spell| spell.id == made)?;
    let mut spells = history.spells.iter();
    let itself = spells.clone().find(|spell| spell.id == ended);
    itself.or_else(|| spells.find(|spell| spell.to_on == opened.from_on.pred_opt())).map(|spell| spell.id)
}

/// Whether the dated facts that a line opened or altered have not been removed since. A spell that was put in the place of
/// another has its class.
fn is_still_there(history: &History, line: &Change) -> bool {
    let is_there =
        |id: RowId| history.spells.iter().any(|spell| spell.id == id) || history.homes.iter().any(|home| home.id == id);
    match (Field::named(&line.field), line.made_id, line.ended_id) {
        (Some(Field::PaidTo), ..) => true,
        (Some(Field::Class), Some(made), ended) => {
            is_there(made) && ended.is_none_or(|ended| before_it(history, made, ended).is_some())
        }
        (Some(Field::Class), None, Some(_)) if history.current().is_some() => true,
        (_, made, ended) => made.into_iter().chain(ended).all(is_there),
    }
}

/// Takes out those members whom nobody has touched since they were entered; returns who is gone.
fn take_out(act: &mut Act<'_>, entered: &[Change]) -> QueryResult<HashSet<MemberId>> {
    let wanted: Vec<MemberId> = entered.iter().map(|line| line.member_id).collect();
    let untouched = untouched(act.conn(), &wanted)?;
    let mut gone = Vec::new();
    for portion in untouched.chunks(ROWS_AT_ONCE) {
        let ids: Vec<MemberId> = portion.iter().map(|(member, _)| *member).collect();
        if removed(act, &ids)? {
            gone.extend_from_slice(portion);
            continue;
        }
        // Something else in the branch speaks of one of them: that one stays, the others go.
        for one in portion {
            if removed(act, &[one.0])? {
                gone.push(*one);
            }
        }
    }
    let closed: Vec<AccountId> = gone.iter().filter_map(|(_, account)| *account).collect();
    accounts::close_all(act, &closed)?;
    Ok(gone.into_iter().map(|(member, _)| member).collect())
}

const ROWS_AT_ONCE: usize = 500;

/// Members who are as they were entered: no field changed by hand or by another list, no office, no suspension, one
/// class, one home, nobody signed in.
fn untouched(conn: &mut Conn, wanted: &[MemberId]) -> QueryResult<Vec<(MemberId, Option<AccountId>)>> {
    let mut untouched = Vec::new();
    for portion in wanted.chunks(ROWS_AT_ONCE) {
        let rows: Vec<(MemberId, Option<AccountId>, Instant, Instant)> = members::table
            .filter(members::id.eq_any(portion.to_vec()))
            .select((members::id, members::account_id, members::entered_at, members::changed_at))
            .load(conn)?;
        let touched = touched(conn, portion)?;
        let accounts: Vec<AccountId> = rows.iter().filter_map(|row| row.1).collect();
        let used: HashSet<AccountId> = accounts::in_use(conn, &accounts)?.into_iter().collect();
        let as_entered = rows.into_iter().filter(|(member, account, entered, changed)| {
            entered == changed && !touched.contains(member) && account.is_none_or(|account| !used.contains(&account))
        });
        untouched.extend(as_entered.map(|(member, account, _, _)| (member, account)));
    }
    Ok(untouched)
}

fn touched(conn: &mut Conn, portion: &[MemberId]) -> QueryResult<HashSet<MemberId>> {
    let in_office = office_terms::table.filter(office_terms::member_id.eq_any(portion.to_vec()));
    let mut touched: HashSet<MemberId> = in_office.select(office_terms::member_id).load(conn)?.into_iter().collect();
    let barred = suspensions::table.filter(suspensions::member_id.eq_any(portion.to_vec()));
    touched.extend(barred.select(suspensions::member_id).load::<MemberId>(conn)?);
    let by_a_list = import_changes::table
        .filter(import_changes::member_id.eq_any(portion.to_vec()))
        .filter(import_changes::bucket.ne_all([Bucket::New, Bucket::Missing]))
        .filter(import_changes::outcome.eq_any([Outcome::Taken, Outcome::Kept]));
    touched.extend(by_a_list.select(import_changes::member_id).distinct().load::<MemberId>(conn)?);
    let spells = membership_periods::table.filter(membership_periods::member_id.eq_any(portion.to_vec()));
    touched.extend(twice(&spells.select(membership_periods::member_id).load(conn)?));
    let homes = residences::table.filter(residences::member_id.eq_any(portion.to_vec()));
    touched.extend(twice(&homes.select(residences::member_id).load(conn)?));
    Ok(touched)
}

/// Who stands in a list more than once.
fn twice(members: &[MemberId]) -> Vec<MemberId> {
    let mut seen = HashSet::new();
    members.iter().filter(|member| !seen.insert(**member)).copied().collect()
}

/// Removes members with their dated facts, all or none: a vote, a paper or a shift that speaks of one of them refuses.
fn removed(act: &mut Act<'_>, ids: &[MemberId]) -> QueryResult<bool> {
    use diesel::result::{DatabaseErrorKind::ForeignKeyViolation, Error};
    let gone = act.conn().transaction(|conn| {
        diesel::delete(welcomes::table.filter(welcomes::member_id.eq_any(ids.to_vec()))).execute(conn)?;
        diesel::delete(member_looks::table.filter(member_looks::member_id.eq_any(ids.to_vec()))).execute(conn)?;
        diesel::delete(residences::table.filter(residences::member_id.eq_any(ids.to_vec()))).execute(conn)?;
        diesel::delete(membership_periods::table.filter(membership_periods::member_id.eq_any(ids.to_vec()))).execute(conn)?;
        unword(conn, ids)?;
        diesel::delete(members::table.filter(members::id.eq_any(ids.to_vec()))).execute(conn)
    });
    match gone {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(ForeignKeyViolation, _)) => Ok(false),
        Err(other) => Err(other),
    }
}
