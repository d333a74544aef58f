//! The deeds that move a motion on: each asks the rules, is written down, and sends the message that goes with it.

use super::{Decision, Motion, motion::Submission, notices, rules, store};
use crate::{
    audit::Act,
    branch,
    db::{MeetingId, MemberId, MotionId},
    meetings::{self, Meeting},
    web::Problem,
};

/// Takes a motion in that was checked before, and asks whoever is to second it.
///
/// # Errors
/// What the database says.
pub fn hand_in(act: &mut Act<'_>, submission: &Submission) -> Result<Motion, Problem> {
    let motion = store::submit(act, submission, rules::words_of(&submission.text))?;
    if let Some(asked) = motion.seconder {
        notices::asked_to_second(act, &motion, asked)?;
    }
    Ok(motion)
}

/// Rules a motion in order: it goes onto the agenda, and its mover is told.
///
/// # Errors
/// A meeting or a motion that is past it, and what the database says.
pub fn put_on_agenda(act: &mut Act<'_>, motion: &Motion, meeting: &Meeting) -> Result<(), Problem> {
    let branch = act.branch();
    let book = branch::find(act.conn(), branch)?.rulebook;
    rules::may_take(&book, motion.changes.as_deref(), meeting)?;
    rules::may_rule(motion)?;
    if let Some(sponsor) = &motion.sponsor {
        book.may_send_another(store::count_from(act.conn(), branch, (meeting.id, sponsor), Some(motion.id))?)
            .map_err(rules::Refusal::from)?;
    }
    store::rule_in(act, motion, meeting.id)?;
    meetings::add_item(act, meeting.id, &format!("Motion {}: {}", motion.label(), motion.title), Some(&motion.href()))?;
    Ok(notices::ruled_in(act, motion, meeting)?)
}

/// The member who was asked seconds the motion.
///
/// # Errors
/// Whoever was not asked, and a motion that waits for nobody.
pub fn second(act: &mut Act<'_>, motion: &Motion, member: MemberId) -> Result<(), Problem> {
    rules::may_second(motion, member)?;
    Ok(store::second(act, motion, member)?)
}

/// The member who was asked would rather not, and the mover is told.
///
/// # Errors
/// Whoever was not asked, and a motion that waits for nobody.
pub fn decline(act: &mut Act<'_>, motion: &Motion, member: MemberId) -> Result<(), Problem> {
    rules::may_second(motion, member)?;
    store::decline(act, motion, member)?;
    Ok(notices::declined(act, motion, member)?)
}

/// The mover asks another member to second, who is written to.
///
/// # Errors
/// Anybody but the mover, the mover as seconder, and a motion that waits for nobody.
pub fn ask(act: &mut Act<'_>, motion: &Motion, mover: MemberId, other: MemberId) -> Result<(), Problem> {
    rules::may_ask(motion, mover, other)?;
    store::ask(act, motion, other)?;
    Ok(notices::asked_to_second(act, motion, other)?)
}

/// Rules a motion out of order, by a rule and with the reason, and its mover is told.
///
/// # Errors
/// A motion that does not wait for a ruling.
pub fn rule_out(act: &mut Act<'_>, motion: &Motion, clause: &str, reason: &str) -> Result<(), Problem> {
    rules::may_rule(motion)?;
    store::rule_out(act, motion, clause, reason)?;
    Ok(notices::ruled_out(act, motion, clause, reason)?)
}

/// The meeting has decided.
///
/// # Errors
/// A motion that is on no agenda.
pub fn decide(act: &mut Act<'_>, motion: MotionId, decision: Decision) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, motion)?;
    rules::may_decide(&found)?;
    Ok(store::decide(act, &found, decision)?)
}

/// A second count was taken: what it gives holds.
///
/// # Errors
/// A motion that no vote has decided.
pub fn decide_again(act: &mut Act<'_>, motion: MotionId, decision: Decision) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, motion)?;
    rules::may_decide_again(&found)?;
    Ok(store::decide(act, &found, decision)?)
}

/// A meeting does not take place: what was to come before it waits for another one.
///
/// # Errors
/// The database's.
pub fn leave(act: &mut Act<'_>, meeting: MeetingId) -> Result<(), Problem> {
    let branch = act.branch();
    for motion in store::for_meeting(act.conn(), branch, meeting)?.iter().filter(|motion| motion.state.is_to_come()) {
        store::leave(act, motion)?;
    }
    Ok(())
}

/// The meeting has put it off to a later one, whose agenda an officer puts it on.
///
/// # Errors
/// A motion that is on no agenda.
pub fn defer(act: &mut Act<'_>, motion: MotionId) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, motion)?;
    rules::may_decide(&found)?;
    Ok(store::leave(act, &found)?)
}
