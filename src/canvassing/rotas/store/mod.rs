//! The tables `shifts`, `outings`, `shift_places`, `shift_attendances`, `shift_needs`, `shift_offers`, `shift_keys` and `assignments`.

mod attending;
mod keys;
mod offering;
mod outings;

pub use attending::{came_to, came_to_each, note_came, shifts_walked};
pub use keys::{Reminder, keep_keys, note_asked, note_reminded, sent_with, to_remind};
pub use offering::{
    give_places, has_offered, needs_of, offer, offers_for, say_needs, take_places_back, usual_districts, withdraw_offer,
};
pub use outings::{Outing, begin, due_to_tell, end, note_told, outings_in, resume, say_well};

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{NewShift, Shift, shift::walked_now};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MemberId, RoundId, RowId, ShiftId,
        schema::{assignments, shift_places, shifts},
    },
};

/// Makes a shift.
pub fn make(act: &mut Act<'_>, new: &NewShift) -> QueryResult<ShiftId> {
    let (branch, id) = (act.branch(), ShiftId::fresh());
    diesel::insert_into(shifts::table)
        .values((
            shifts::id.eq(id),
            shifts::branch_id.eq(branch),
            shifts::starts_at.eq(new.starts_at),
            shifts::ends_at.eq(new.ends_at),
            shifts::meeting_point.eq(&new.meeting_point),
            shifts::leader_id.eq(new.leader),
            shifts::note.eq(&new.note),
            shifts::telephone.eq(&new.telephone),
            shifts::by_telephone.eq(new.by_telephone),
        ))
        .execute(act.conn())?;
    act.record("shift.made", format!("/canvass/shifts/{id}"), json!({ "starts_at": new.starts_at, "leader": new.leader }));
    Ok(id)
}

/// Calls a shift off.
pub fn call_off(act: &mut Act<'_>, id: ShiftId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(shifts::table.find(id))
        .filter(shifts::branch_id.eq(branch))
        .set(shifts::called_off_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("shift.called-off", format!("/canvass/shifts/{id}"), json!({}));
    Ok(())
}

/// Notes that those who came to a shift were thanked.
pub fn note_thanked(act: &mut Act<'_>, id: ShiftId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(shifts::table.find(id))
        .filter(shifts::branch_id.eq(branch))
        .set(shifts::thanked_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("shift.thanked", format!("/canvass/shifts/{id}"), json!({}));
    Ok(())
}

pub fn find(conn: &mut Conn, branch: BranchId, id: ShiftId) -> QueryResult<Shift> {
    shifts::table.filter(shifts::branch_id.eq(branch)).find(id).select(Shift::as_select()).first(conn)
}

/// Each of these shifts.
pub fn find_all(conn: &mut Conn, branch: BranchId, ids: &[ShiftId]) -> QueryResult<HashMap<ShiftId, Shift>> {
    let found = shifts::table.filter(shifts::branch_id.eq(branch)).filter(shifts::id.eq_any(ids.to_vec()));
    let found: Vec<Shift> = found.select(Shift::as_select()).load(conn)?;
    Ok(found.into_iter().map(|shift| (shift.id, shift)).collect())
}

/// Shifts that are not over and not called off, soonest first.
pub fn open_shifts(conn: &mut Conn, branch: BranchId, now: Instant) -> QueryResult<Vec<Shift>> {
    shifts::table
        .filter(shifts::branch_id.eq(branch))
        .filter(shifts::ends_at.gt(now))
        .filter(shifts::called_off_at.is_null())
        .order((shifts::starts_at, shifts::id))
        .select(Shift::as_select())
        .load(conn)
}

/// The shifts that began between two moments and were not called off, in their order.
pub fn begun_between(conn: &mut Conn, branch: BranchId, from: Instant, until: Instant) -> QueryResult<Vec<Shift>> {
    shifts::table
        .filter(shifts::branch_id.eq(branch))
        .filter(shifts::starts_at.ge(from))
        .filter(shifts::starts_at.lt(until))
        .filter(shifts::called_off_at.is_null())
        .order((shifts::starts_at, shifts::id))
        .select(Shift::as_select())
        .load(conn)
}

/// The last `most` shifts that are over or were called off, newest first.
pub fn past_shifts(conn: &mut Conn, branch: BranchId, now: Instant, most: i64) -> QueryResult<Vec<Shift>> {
    shifts::table
        .filter(shifts::branch_id.eq(branch))
        .filter(shifts::ends_at.le(now).or(shifts::called_off_at.is_not_null()))
        .order((shifts::starts_at.desc(), shifts::id))
        .limit(most)
        .select(Shift::as_select())
        .load(conn)
}

/// The next shift in which a member has a place.
pub fn next_shift_of(conn: &mut Conn, branch: BranchId, member: MemberId, now: Instant) -> QueryResult<Option<Shift>> {
    let taken = places_taken(conn, branch, member)?;
    Ok(open_shifts(conn, branch, now)?.into_iter().find(|shift| taken.contains(&shift.id)))
}

/// The shifts in which a member has a place.
pub fn places_taken(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<ShiftId>> {
    shift_places::table
        .filter(shift_places::branch_id.eq(branch))
        .filter(shift_places::member_id.eq(member))
        .filter(shift_places::left_at.is_null())
        .select(shift_places::shift_id)
        .load(conn)
}

/// Who comes to a shift, in the order in which they said so.
pub fn coming_to(conn: &mut Conn, branch: BranchId, shift: ShiftId) -> QueryResult<Vec<MemberId>> {
    Ok(coming_to_each(conn, branch, &[shift])?.remove(&shift).unwrap_or_default())
}

/// Who comes to each of these shifts, in the order in which they said so.
pub fn coming_to_each(conn: &mut Conn, branch: BranchId, ids: &[ShiftId]) -> QueryResult<HashMap<ShiftId, Vec<MemberId>>> {
    let places: Vec<(ShiftId, MemberId)> = shift_places::table
        .filter(shift_places::branch_id.eq(branch))
        .filter(shift_places::shift_id.eq_any(ids.to_vec()))
        .filter(shift_places::left_at.is_null())
        .order((shift_places::taken_at, shift_places::id))
        .select((shift_places::shift_id, shift_places::member_id))
        .load(conn)?;
    let mut coming: HashMap<ShiftId, Vec<MemberId>> = HashMap::new();
    for (shift, member) in places {
        coming.entry(shift).or_default().push(member);
    }
    Ok(coming)
}

/// How many come to each of these shifts.
pub fn numbers_coming(conn: &mut Conn, branch: BranchId, ids: &[ShiftId]) -> QueryResult<HashMap<ShiftId, i64>> {
    let counted: Vec<(ShiftId, i64)> = shift_places::table
        .filter(shift_places::branch_id.eq(branch))
        .filter(shift_places::shift_id.eq_any(ids.to_vec()))
        .filter(shift_places::left_at.is_null())
        .group_by(shift_places::shift_id)
        .select((shift_places::shift_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(counted.into_iter().collect())
}

/// Gives a member a place in a shift.
pub fn take_place(act: &mut Act<'_>, shift: ShiftId, member: MemberId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(shift_places::table)
        .values((
            shift_places::id.eq(RowId::fresh()),
            shift_places::branch_id.eq(branch),
            shift_places::shift_id.eq(shift),
            shift_places::member_id.eq(member),
            shift_places::taken_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("shift-place.taken", format!("/canvass/shifts/{shift}"), json!({ "member": member }));
    Ok(())
}

/// Ends a member's place in a shift, and with it the rounds given to the member there.
pub fn leave(act: &mut Act<'_>, shift: ShiftId, member: MemberId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(shift_places::table)
        .filter(shift_places::branch_id.eq(branch))
        .filter(shift_places::shift_id.eq(shift))
        .filter(shift_places::member_id.eq(member))
        .filter(shift_places::left_at.is_null())
        .set(shift_places::left_at.eq(Some(at)))
        .execute(act.conn())?;
    diesel::update(assignments::table)
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::shift_id.eq(shift))
        .filter(assignments::member_id.eq(member))
        .filter(assignments::ended_at.is_null())
        .set(assignments::ended_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("shift-place.left", format!("/canvass/shifts/{shift}"), json!({ "member": member }));
    Ok(())
}

/// Gives a round to those who walk it together, in the place of whoever had it in this shift.
pub fn assign(act: &mut Act<'_>, shift: ShiftId, round: RoundId, walkers: &[MemberId]) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    end_assignments(act, shift, round)?;
    for member in walkers {
        diesel::insert_into(assignments::table)
            .values((
                assignments::id.eq(RowId::fresh()),
                assignments::branch_id.eq(branch),
                assignments::shift_id.eq(shift),
                assignments::round_id.eq(round),
                assignments::member_id.eq(*member),
                assignments::given_at.eq(at),
            ))
            .execute(act.conn())?;
    }
    act.record("round.given", format!("/canvass/rounds/{round}"), json!({ "shift": shift, "members": walkers }));
    Ok(())
}

/// Takes a round back from those who had it in this shift.
pub fn take_back(act: &mut Act<'_>, shift: ShiftId, round: RoundId) -> QueryResult<()> {
    end_assignments(act, shift, round)?;
    act.record("round.taken-back", format!("/canvass/rounds/{round}"), json!({ "shift": shift }));
    Ok(())
}

fn end_assignments(act: &mut Act<'_>, shift: ShiftId, round: RoundId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(assignments::table)
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::shift_id.eq(shift))
        .filter(assignments::round_id.eq(round))
        .filter(assignments::ended_at.is_null())
        .set(assignments::ended_at.eq(Some(at)))
        .execute(act.conn())
        .map(|_| ())
}

/// A round in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    pub round: RoundId,
    pub members: Vec<MemberId>,
}

/// The rounds given out in a shift, each with who walks it, in the order in which they were given.
pub fn given_in(conn: &mut Conn, branch: BranchId, shift: ShiftId) -> QueryResult<Vec<Given>> {
    let rows: Vec<(RoundId, MemberId)> = assignments::table
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::shift_id.eq(shift))
        .filter(assignments::ended_at.is_null())
        .order((assignments::given_at, assignments::id))
        .select((assignments::round_id, assignments::member_id))
        .load(conn)?;
    let mut given: Vec<Given> = Vec::new();
    for (round, member) in rows {
        match given.iter_mut().find(|each| each.round == round) {
            Some(known) => known.members.push(member),
            None => given.push(Given { round, members: vec![member] }),
        }
    }
    Ok(given)
}

/// The rounds that a member holds, each with its shift, latest shift first.
pub fn given_to(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<(RoundId, Shift)>> {
    assignments::table
        .inner_join(shifts::table)
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::member_id.eq(member))
        .filter(assignments::ended_at.is_null())
        .filter(shifts::called_off_at.is_null())
        .order((shifts::starts_at.desc(), assignments::id))
        .select((assignments::round_id, Shift::as_select()))
        .load(conn)
}

/// Whether a member holds a round, or ever did.
pub fn ever_given(conn: &mut Conn, branch: BranchId, round: RoundId, member: MemberId) -> QueryResult<bool> {
    let given: i64 = assignments::table
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::round_id.eq(round))
        .filter(assignments::member_id.eq(member))
        .count()
        .get_result(conn)?;
    Ok(given > 0)
}

/// The shift in which a round is walked, to `member` where one is named: the one that is going on, else the last that was,
/// so that paper entered late counts where it was written; a shift to come only where there was none.
pub fn shift_walking(
    conn: &mut Conn,
    branch: BranchId,
    round: RoundId,
    member: Option<MemberId>,
    now: Instant,
) -> QueryResult<Option<Shift>> {
    let mut query = assignments::table
        .inner_join(shifts::table)
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::round_id.eq(round))
        .filter(assignments::ended_at.is_null())
        .filter(shifts::called_off_at.is_null())
        .order(shifts::starts_at)
        .select(Shift::as_select())
        .into_boxed();
    if let Some(member) = member {
        query = query.filter(assignments::member_id.eq(member));
    }
    let given: Vec<Shift> = query.load(conn)?;
    Ok(walked_now(&given, now).cloned())
}
