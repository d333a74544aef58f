//! The table `motions`.

use diesel::prelude::*;
use serde_json::json;

use super::{
    Decision, Motion, State,
    motion::{Recommendation, Submission},
};
use crate::{
    audit::Act,
    db::{BranchId, Conn, MeetingId, MemberId, MotionId, schema::motions},
};

/// One motion.
pub fn find(conn: &mut Conn, branch: BranchId, id: MotionId) -> QueryResult<Motion> {
    motions::table.filter(motions::branch_id.eq(branch)).find(id).select(Motion::as_select()).first(conn)
}

/// All motions, the newest first.
pub fn list(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Motion>> {
    motions::table
        .filter(motions::branch_id.eq(branch))
        .order((motions::year.desc(), motions::number.desc()))
        .select(Motion::as_select())
        .load(conn)
}

/// The motions for a meeting, whatever their state, in the order of their numbers.
pub fn for_meeting(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Motion>> {
    motions::table
        .filter(motions::branch_id.eq(branch))
        .filter(motions::meeting_id.eq(meeting))
        .order((motions::year, motions::number))
        .select(Motion::as_select())
        .load(conn)
}

/// The motions that wait for an officer's ruling, the oldest first.
pub fn waiting_for_ruling(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Motion>> {
    motions::table
        .filter(motions::branch_id.eq(branch))
        .filter(motions::state.eq(State::Seconded))
        .order((motions::year, motions::number))
        .select(Motion::as_select())
        .load(conn)
}

/// The motions that a member was asked to second and has not answered yet.
pub fn to_second(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Motion>> {
    motions::table
        .filter(motions::branch_id.eq(branch))
        .filter(motions::seconder_id.eq(member))
        .filter(motions::state.eq(State::WaitingForSeconder))
        .order((motions::year, motions::number))
        .select(Motion::as_select())
        .load(conn)
}

/// How many motions a ward or affiliated body has sent to a meeting: `but` for one, and for those that do not come before it.
pub fn count_from(
    conn: &mut Conn,
    branch: BranchId,
    (meeting, sponsor): (MeetingId, &str),
    but: Option<MotionId>,
) -> QueryResult<u32> {
    let mut sent = motions::table
        .filter(motions::branch_id.eq(branch))
        .filter(motions::meeting_id.eq(meeting))
        .filter(motions::sponsor.eq(sponsor))
        .filter(motions::state.ne_all(vec![State::OutOfOrder, State::Withdrawn]))
        .into_boxed();
    if let Some(but) = but {
        sent = sent.filter(motions::id.ne(but));
    }
    let number: i64 = sent.count().get_result(conn)?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Takes a motion in under the next number of its year.
pub fn submit(act: &mut Act<'_>, submission: &Submission, words: u32) -> QueryResult<Motion> {
    let (id, branch, at) = (MotionId::fresh(), act.branch(), act.at());
    let number = next_number(act.conn(), branch, submission.year)?;
    diesel::insert_into(motions::table)
        .values((
            motions::id.eq(id),
            motions::branch_id.eq(branch),
            motions::year.eq(submission.year),
            motions::number.eq(number),
            motions::title.eq(&submission.title),
            motions::text.eq(&submission.text),
            motions::mover_id.eq(submission.mover),
            motions::seconder_id.eq(submission.seconder),
            motions::meeting_id.eq(submission.meeting),
            motions::state.eq(submission.state),
            motions::submitted_at.eq(at),
            motions::emergency_reason.eq(&submission.emergency_reason),
            motions::changes.eq(&submission.changes),
            motions::sponsor.eq(submission.sponsor.as_ref().map(|sponsor| &sponsor.name)),
            motions::sponsored_on.eq(submission.sponsor.as_ref().map(|sponsor| sponsor.agreed_on)),
        ))
        .execute(act.conn())?;
    let facts = json!({
        "number": number, "words": words, "mover": submission.mover, "asked": submission.seconder, "meeting": submission.meeting,
        "emergency": submission.emergency_reason.is_some(), "changes": submission.changes,
        "sponsor": submission.sponsor.as_ref().map(|sponsor| &sponsor.name),
    });
    act.record("motion.submitted", format!("/motions/{id}"), facts);
    find(act.conn(), branch, id)
}

fn next_number(conn: &mut Conn, branch: BranchId, year: i32) -> QueryResult<i32> {
    let last: Option<i32> = motions::table
        .filter(motions::branch_id.eq(branch))
        .filter(motions::year.eq(year))
        .select(diesel::dsl::max(motions::number))
        .first(conn)?;
    Ok(last.unwrap_or_default() + 1)
}

/// Changes one motion of the branch; rules were asked before.
macro_rules! change {
    ($act:expr, $id:expr, $($set:expr),+ $(,)?) => {{
        let branch = $act.branch();
        diesel::update(motions::table.filter(motions::branch_id.eq(branch)).filter(motions::id.eq($id)))
            .set(($($set,)+))
            .execute($act.conn())?;
    }};
}

/// The member who was asked seconds the motion.
pub fn second(act: &mut Act<'_>, motion: &Motion, member: MemberId) -> QueryResult<()> {
    let at = act.at();
    change!(act, motion.id, motions::state.eq(State::Seconded), motions::seconded_at.eq(Some(at)));
    act.record("motion.seconded", motion.href(), json!({ "seconder": member }));
    Ok(())
}

/// The member who was asked would rather not; the mover can ask somebody else.
pub fn decline(act: &mut Act<'_>, motion: &Motion, member: MemberId) -> QueryResult<()> {
    change!(act, motion.id, motions::seconder_id.eq(None::<MemberId>));
    act.record("seconding.declined", motion.href(), json!({ "member": member }));
    Ok(())
}

/// The mover asks another member to second.
pub fn ask(act: &mut Act<'_>, motion: &Motion, other: MemberId) -> QueryResult<()> {
    change!(act, motion.id, motions::seconder_id.eq(Some(other)));
    act.record("seconder.asked", motion.href(), json!({ "asked": other }));
    Ok(())
}

/// The mover takes the motion back.
pub fn withdraw(act: &mut Act<'_>, motion: &Motion) -> QueryResult<()> {
    change!(act, motion.id, motions::state.eq(State::Withdrawn));
    act.record("motion.withdrawn", motion.href(), json!({}));
    Ok(())
}

/// It is put together with others, and decided as the motion that came of that.
pub fn composite(act: &mut Act<'_>, motion: &Motion, into: MotionId) -> QueryResult<()> {
    change!(act, motion.id, motions::state.eq(State::Composited));
    act.record("motion.composited", motion.href(), json!({ "into": into }));
    Ok(())
}

/// An officer rules the motion in order, for a meeting.
pub fn rule_in(act: &mut Act<'_>, motion: &Motion, meeting: MeetingId) -> QueryResult<()> {
    let at = act.at();
    let (state, for_meeting) = (motions::state.eq(State::InOrder), motions::meeting_id.eq(Some(meeting)));
    change!(act, motion.id, state, for_meeting, motions::ruled_at.eq(Some(at)));
    act.record("motion.ruled-in", motion.href(), json!({ "meeting": meeting }));
    Ok(())
}

/// An officer rules the motion out of order, by a rule and with the reason.
pub fn rule_out(act: &mut Act<'_>, motion: &Motion, clause: &str, reason: &str) -> QueryResult<()> {
    let at = act.at();
    let (by, why) = (motions::ruling_clause.eq(Some(clause)), motions::ruling_reason.eq(Some(reason)));
    change!(act, motion.id, motions::state.eq(State::OutOfOrder), by, why, motions::ruled_at.eq(Some(at)));
    act.record("motion.ruled-out", motion.href(), json!({ "clause": clause }));
    Ok(())
}

/// The executive recommends something to the meeting, or nothing any more.
pub fn recommend(act: &mut Act<'_>, motion: &Motion, what: Option<(Recommendation, &str)>) -> QueryResult<()> {
    let (recommendation, because) = what.unzip();
    change!(act, motion.id, motions::recommendation.eq(recommendation), motions::recommended_because.eq(because));
    act.record("motion.recommended", motion.href(), json!({ "recommendation": recommendation }));
    Ok(())
}

/// The meeting has decided.
pub fn decide(act: &mut Act<'_>, motion: &Motion, decision: Decision) -> QueryResult<()> {
    let at = act.at();
    let (state, deed) = match decision {
        Decision::Carried => (State::Carried, "motion.carried"),
        Decision::Lost => (State::Lost, "motion.lost"),
        Decision::Referred => (State::Referred, "motion.referred"),
        Decision::NextBusiness => (State::NextBusiness, "motion.left"),
    };
    change!(act, motion.id, motions::state.eq(state), motions::decided_at.eq(Some(at)));
    act.record(deed, motion.href(), json!({ "meeting": motion.meeting }));
    Ok(())
}

/// The meeting that it was for does not take place, or has put it off. What an officer had ruled in order waits to be put on
/// another agenda.
pub fn leave(act: &mut Act<'_>, motion: &Motion) -> QueryResult<()> {
    let state = if motion.state == State::InOrder { State::Seconded } else { motion.state };
    change!(act, motion.id, motions::state.eq(state), motions::meeting_id.eq(None::<MeetingId>));
    act.record("motion.deferred", motion.href(), json!({ "meeting": motion.meeting }));
    Ok(())
}
