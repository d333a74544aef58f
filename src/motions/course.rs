//! The deeds that move a motion on: each with the message that goes with it.

use super::{Motion, motion::Submission, notices, rules, store};
use crate::{
    audit::Act,
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
    rules::may_take(meeting)?;
    store::rule_in(act, motion, meeting.id)?;
    meetings::add_item(act, meeting.id, &format!("Motion {}: {}", motion.label(), motion.title), Some(&motion.href()))?;
    Ok(notices::ruled_in(act, motion, meeting)?)
}
