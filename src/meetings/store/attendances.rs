//! The table `attendances`: each stay in the room is a row.

use diesel::prelude::*;
use serde_json::json;

use super::super::{attendance::Attendance, roll, rules};
use crate::{
    audit::Act,
    branch,
    db::{BranchId, Conn, MeetingId, MemberId, RowId, schema::attendances},
    members,
    web::Problem,
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

/// Somebody comes in. The rulebook is asked at this moment, so dues that were paid at the door count.
/// Whoever is in already stays in.
pub fn check_in(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<Attendance, Problem> {
    let (branch, at) = (act.branch(), act.at());
    let called = super::find(act.conn(), branch, meeting)?;
    rules::may_pass_the_door(&called)?;
    if let Some(stay) = stay_of(act.conn(), branch, meeting, member)? {
        act.record("attendance.repeated", called.href(), json!({ "member": member }));
        return Ok(stay);
    }
    let body = branch::find(act.conn(), branch)?;
    let question = roll::question(&body.rulebook, called.kind, called.on(&body));
    let (eligibility, _) = members::standing(act.conn(), &body, member, &question)?;
    let stay = Attendance {
        id: RowId::fresh(),
        member,
        may_vote: eligibility.is_yes(),
        says: roll::says(&eligibility),
        joined_at: at,
        left_at: None,
    };
    insert(act, meeting, &stay)?;
    act.record("attendance.begun", called.href(), json!({ "member": member, "may_vote": stay.may_vote }));
    Ok(stay)
}

/// Somebody goes; whoever is not in the room stays out.
pub fn check_out(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<(), Problem> {
    let (branch, at) = (act.branch(), act.at());
    rules::may_pass_the_door(&super::find(act.conn(), branch, meeting)?)?;
    diesel::update(here(branch, meeting, member)).set(attendances::left_at.eq(Some(at))).execute(act.conn())?;
    act.record("attendance.ended", format!("/meetings/{meeting}"), json!({ "member": member }));
    Ok(())
}

/// Takes back a tap on the wrong name: the stay is struck out, the record keeps both taps.
pub fn strike(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<(), Problem> {
    let branch = act.branch();
    rules::may_pass_the_door(&super::find(act.conn(), branch, meeting)?)?;
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

fn stay_of(conn: &mut Conn, branch: BranchId, meeting: MeetingId, member: MemberId) -> QueryResult<Option<Attendance>> {
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
        ))
        .execute(act.conn())
        .map(|_| ())
}
