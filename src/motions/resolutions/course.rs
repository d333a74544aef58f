//! The deeds of the register: each asks the rules, is written down, and sends the message that goes with it.

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use super::{Action, Resolution, State, notices, rules, store};
use crate::{
    audit::{Act, hex},
    branch,
    db::{MeetingId, MemberId, MotionId, ResolutionId},
    motions::{self, Motion},
    web::Problem,
};

/// A motion that a meeting has just carried.
#[derive(Debug, Clone, Copy)]
pub struct Carried<'a> {
    /// With the text as it was voted on.
    pub motion: &'a Motion,
    pub meeting: MeetingId,
    /// "18 for, 6 against", or "without a vote".
    pub figures: &'a str,
    /// Without a quorum: the rule by which the next quorate meeting has to ratify it.
    pub to_ratify: Option<&'a str>,
}

/// Enters what was carried into the register, and tells its mover. What a second count has confirmed, or found, keeps the number
/// that it has.
///
/// # Errors
/// What the database says.
pub fn enter(act: &mut Act<'_>, carried: Carried<'_>) -> Result<Resolution, Problem> {
    let (branch, at) = (act.branch(), act.at());
    if let Some(found) = store::of_motion(act.conn(), branch, carried.motion.id)? {
        store::count_again(act, &found, State::InForce, carried.figures)?;
        return Ok(found);
    }
    let day = branch::find(act.conn(), branch)?.date_of(at);
    let entered = Resolution {
        id: ResolutionId::fresh(),
        motion: carried.motion.id,
        meeting: carried.meeting,
        year: day.year(),
        number: 0,
        title: carried.motion.title.clone(),
        text: carried.motion.text.clone(),
        fingerprint: fingerprint(&carried.motion.text),
        figures: carried.figures.to_owned(),
        carried_at: at,
        state: State::InForce,
        to_ratify: carried.to_ratify.map(str::to_owned),
        ratified_at: None,
        review_on: None,
        superseded_by: None,
    };
    let resolution = store::insert(act, &entered)?;
    notices::resolved(act, &resolution, carried.motion.mover)?;
    Ok(resolution)
}

/// A second count found that a motion was lost: what the register has of it binds nobody.
///
/// # Errors
/// What the database says.
pub fn annul(act: &mut Act<'_>, motion: MotionId, figures: &str) -> Result<(), Problem> {
    let branch = act.branch();
    if let Some(found) = store::of_motion(act.conn(), branch, motion)? {
        store::count_again(act, &found, State::Annulled, figures)?;
        let mover = motions::find(act.conn(), branch, motion)?.mover;
        notices::annulled(act, &found, mover, figures)?;
    }
    Ok(())
}

/// SHA-256 of a text, in hexadecimal figures.
fn fingerprint(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// A quorate meeting has ratified a resolution, or has not: then it binds nobody.
///
/// # Errors
/// A resolution that waits for no ratification.
pub fn ratify(act: &mut Act<'_>, id: ResolutionId, state: State) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, id)?;
    rules::may_ratify(&found)?;
    match state {
        State::InForce => store::set_ratified(act, &found)?,
        other => store::set_state(act, &found, other, None)?,
    }
    Ok(())
}

/// A meeting asks somebody to do something, who is written to.
///
/// # Errors
/// Nothing to do, or too much of it to read.
pub fn promise(
    act: &mut Act<'_>,
    meeting: MeetingId,
    owner: MemberId,
    what: &str,
    due_on: Option<NaiveDate>,
) -> Result<Action, Problem> {
    let action = store::ask(act, meeting, None, owner, rules::what(what)?, due_on)?;
    notices::asked(act, &action)?;
    Ok(action)
}

/// A resolution asks somebody to do something, who is written to.
///
/// # Errors
/// A resolution that is not in force, and nothing to do.
pub fn ask(
    act: &mut Act<'_>,
    id: ResolutionId,
    owner: MemberId,
    what: &str,
    due_on: Option<NaiveDate>,
) -> Result<Action, Problem> {
    let branch = act.branch();
    let resolution = store::find(act.conn(), branch, id)?;
    rules::may_ask(&resolution)?;
    let action = store::ask(act, resolution.meeting, Some(id), owner, rules::what(what)?, due_on)?;
    notices::asked(act, &action)?;
    Ok(action)
}
