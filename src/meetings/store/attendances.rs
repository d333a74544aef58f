//! The table `attendances`: each stay in the room is a row.

use diesel::prelude::*;
use serde_json::json;

use super::super::{Meeting, attendance::Attendance};
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, MeetingId, MemberId, schema::attendances},
};

/// Everybody who was in the room, in the order of coming.
pub fn attendance(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Attendance>> {
    attendances::table
        .filter(attendances::branch_id.eq(branch))
        .filter(attendances::meeting_id.eq(meeting))
        .order((attendances::joined_at, attendances::id))
        .select(Attendance::as_select())
        .load(conn)
}

/// Those in the room now who may vote.
pub fn present(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<MemberId>> {
    let here = attendance(conn, branch, meeting)?.into_iter().filter(|stay| stay.left_at.is_none() && stay.may_vote);
    Ok(here.map(|stay| stay.member).collect())
}

/// Whether a member is in the room now.
pub fn is_present(conn: &mut Conn, branch: BranchId, meeting: MeetingId, member: MemberId) -> QueryResult<bool> {
    Ok(stay_of(conn, branch, meeting, member)?.is_some())
}

/// Writes down that somebody came in.
pub fn begin_stay(act: &mut Act<'_>, meeting: &Meeting, stay: &Attendance) -> QueryResult<()> {
    insert(act, meeting.id, stay)?;
    act.record(
        "attendance.begun",
        meeting.href(),
        json!({ "member": stay.member, "may_vote": stay.may_vote, "whereabouts": stay.whereabouts }),
    );
    Ok(())
}

/// Writes down that somebody leaves now.
pub fn end_stay(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> QueryResult<()> {
    let at = act.at();
    end_stay_at(act, meeting, member, at)
}

/// Writes down that somebody left at that moment, which may be known only now.
pub fn end_stay_at(act: &mut Act<'_>, meeting: MeetingId, member: MemberId, at: Instant) -> QueryResult<()> {
    let (branch, now) = (act.branch(), act.at());
    diesel::update(here(branch, meeting, member))
        .set((attendances::left_at.eq(Some(at)), attendances::leaving_known_at.eq((at < now).then_some(now))))
        .execute(act.conn())?;
    act.record("attendance.ended", format!("/meetings/{meeting}"), json!({ "member": member }));
    Ok(())
}

/// Strikes a stay out.
pub fn strike_stay(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(here(branch, meeting, member)).execute(act.conn())?;
    act.record("attendance.struck", format!("/meetings/{meeting}"), json!({ "member": member }));
    Ok(())
}

/// The stay of a member that has not ended.
#[diesel::dsl::auto_type(no_type_alias)]
fn here(branch: BranchId, meeting: MeetingId, member: MemberId) -> _ {
    attendances::table
        .filter(attendances::branch_id.eq(branch))
        .filter(attendances::meeting_id.eq(meeting))
        .filter(attendances::member_id.eq(member))
        .filter(attendances::left_at.is_null())
}

/// The stay of a member that has not ended, if there is one.
pub fn stay_of(conn: &mut Conn, branch: BranchId, meeting: MeetingId, member: MemberId) -> QueryResult<Option<Attendance>> {
    here(branch, meeting, member).select(Attendance::as_select()).first(conn).optional()
}

fn insert(act: &mut Act<'_>, meeting: MeetingId, stay: &Attendance) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(attendances::table)
        .values((
            attendances::id.eq(stay.id),
            attendances::branch_id.eq(branch),
            attendances::meeting_id.eq(meeting),
            attendances::member_id.eq(stay.member),
            attendances::may_vote.eq(stay.may_vote),
            attendances::says.eq(&stay.says),
            attendances::joined_at.eq(stay.joined_at),
            attendances::whereabouts.eq(stay.whereabouts),
            attendances::arrival_known_at.eq(stay.arrival_known_at),
        ))
        .execute(act.conn())
        .map(|_| ())
}
