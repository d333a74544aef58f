//! The table `meeting_roll`: written once, when the meeting is called.

use std::collections::HashSet;

use diesel::prelude::*;
use serde_json::Value;

use super::super::roll::Seat;
use crate::{
    audit::Act,
    db::{BranchId, Conn, Json, MeetingId, MemberId, schema::meeting_roll},
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

#[derive(Insertable)]
#[diesel(table_name = meeting_roll)]
struct NewSeat {
    meeting_id: MeetingId,
    member_id: MemberId,
    branch_id: BranchId,
    may_vote: bool,
    reasons: Json<Value>,
}

/// Writes down who was entitled, and why; the calling of the meeting records it.
pub(super) fn freeze(act: &mut Act<'_>, meeting_id: MeetingId, roll: &[Seat]) -> QueryResult<()> {
    let branch_id = act.branch();
    let kept = |seat: &Seat| NewSeat {
        meeting_id,
        member_id: seat.member,
        branch_id,
        may_vote: seat.may_vote,
        reasons: Json(serde_json::to_value(&seat.reasons).unwrap_or_default()),
    };
    let seats: Vec<NewSeat> = roll.iter().map(kept).collect();
    for rows in seats.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(meeting_roll::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// How many could vote when the meeting was called.
pub fn count_entitled(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<u32> {
    let number: i64 = meeting_roll::table
        .filter(meeting_roll::branch_id.eq(branch))
        .filter(meeting_roll::meeting_id.eq(meeting))
        .filter(meeting_roll::may_vote.eq(true))
        .count()
        .get_result(conn)?;
    Ok(u32::try_from(number).unwrap_or_default())
}

/// Those who could vote when the meeting was called.
pub fn voters(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<HashSet<MemberId>> {
    let members: Vec<MemberId> = meeting_roll::table
        .filter(meeting_roll::branch_id.eq(branch))
        .filter(meeting_roll::meeting_id.eq(meeting))
        .filter(meeting_roll::may_vote.eq(true))
        .select(meeting_roll::member_id)
        .load(conn)?;
    Ok(members.into_iter().collect())
}

/// Everybody who was given notice of the meeting.
pub fn on_roll(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<MemberId>> {
    meeting_roll::table
        .filter(meeting_roll::branch_id.eq(branch))
        .filter(meeting_roll::meeting_id.eq(meeting))
        .order(meeting_roll::member_id)
        .select(meeting_roll::member_id)
        .load(conn)
}

/// Whether a member could vote when the meeting was called, with the reasons; none for whoever was not on the roll.
pub fn seat_of(conn: &mut Conn, branch: BranchId, meeting: MeetingId, member: MemberId) -> QueryResult<Option<(bool, Value)>> {
    let found: Option<(bool, Json<Value>)> = meeting_roll::table
        .filter(meeting_roll::branch_id.eq(branch))
        .filter(meeting_roll::meeting_id.eq(meeting))
        .filter(meeting_roll::member_id.eq(member))
        .select((meeting_roll::may_vote, meeting_roll::reasons))
        .first(conn)
        .optional()?;
    Ok(found.map(|(may_vote, reasons)| (may_vote, reasons.0)))
}
