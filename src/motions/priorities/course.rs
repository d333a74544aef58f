//! Asking, ticking, closing: each asks the rules and is written down.

use super::{
    super::{Motion, State, store as motions},
    counting,
    rules::{self, NoPriority},
    store,
};
use crate::{
    audit::Act,
    db::{BranchId, Conn, MeetingId, MemberId, MotionId},
    meetings,
    web::Problem,
};

/// The motions on a meeting's agenda that are still to be decided, in the order in which they stand there.
///
/// # Errors
/// What the database says.
pub fn on_agenda(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> Result<Vec<Motion>, Problem> {
    let mut found = motions::for_meeting(conn, branch, meeting)?;
    let items = meetings::items(conn, branch, meeting)?;
    let place = |motion: &Motion| items.iter().position(|item| item.link == Some(motion.href()));
    found.retain(|motion| motion.state == State::InOrder && place(motion).is_some());
    found.sort_by_key(place);
    Ok(found)
}

/// Asks the members who are called.
///
/// # Errors
/// [`NoPriority`].
pub fn ask(act: &mut Act<'_>, meeting: MeetingId, ticks: Option<i32>) -> Result<(), Problem> {
    let branch = act.branch();
    let found = meetings::find(act.conn(), branch, meeting)?;
    let (asked, motions) = (store::ask_of(act.conn(), branch, meeting)?, on_agenda(act.conn(), branch, meeting)?);
    let ticks = rules::may_ask(&found, asked.as_ref(), motions.len(), ticks)?;
    Ok(store::ask(act, meeting, ticks)?)
}

/// Takes a member's ticks, in place of those before.
///
/// # Errors
/// [`NoPriority`].
pub fn tick(act: &mut Act<'_>, meeting: MeetingId, member: MemberId, ticked: &[MotionId]) -> Result<(), Problem> {
    let branch = act.branch();
    let (found, asked) = (meetings::find(act.conn(), branch, meeting)?, store::ask_of(act.conn(), branch, meeting)?);
    let ask = rules::may_answer(&found, asked.as_ref())?;
    if !meetings::on_roll(act.conn(), branch, meeting)?.contains(&member) {
        return Err(NoPriority::NotCalled.into());
    }
    let there: Vec<MotionId> = on_agenda(act.conn(), branch, meeting)?.iter().map(|motion| motion.id).collect();
    let mut ticked: Vec<MotionId> = ticked.iter().copied().filter(|motion| there.contains(motion)).collect();
    ticked.sort_unstable();
    ticked.dedup();
    rules::may_tick(ask, ticked.len())?;
    Ok(store::tick(act, meeting, member, &ticked)?)
}

/// Closes it: the numbers are kept, who ticked what is not, and the agenda takes the order.
///
/// # Errors
/// [`NoPriority`].
pub fn close(act: &mut Act<'_>, meeting: MeetingId) -> Result<(), Problem> {
    let branch = act.branch();
    let (found, asked) = (meetings::find(act.conn(), branch, meeting)?, store::ask_of(act.conn(), branch, meeting)?);
    rules::may_answer(&found, asked.as_ref())?;
    let standing = on_agenda(act.conn(), branch, meeting)?;
    let ids: Vec<MotionId> = standing.iter().map(|motion| motion.id).collect();
    let counts = counting::counted(&store::ticks(act.conn(), branch, meeting)?, &ids);
    let order: Vec<String> = counting::ordered(&ids, &counts).iter().map(|id| format!("/motions/{id}")).collect();
    store::close(act, meeting, &counts)?;
    meetings::put_in_order(act, meeting, &order)
}
