//! What follows from a decision beyond the evening: the motion, its amendment, the register know what became of it.

use super::{
    event::{Asked, Asks},
    procedural::Procedural,
};
use crate::{
    audit::Act,
    db::{MeetingId, MotionId},
    motions::{
        self, Decision,
        amending::{self, State},
        resolutions::{self, Carried},
    },
    rulebook::Outcome,
    web::Problem,
};

/// Lets everything know that hangs on what a meeting decided; `figures` are the votes in words. Gives the numbers of the amendments
/// that fell with one that was carried.
///
/// # Errors
/// What the rules of motions and amendments say, and the database.
pub fn settle(
    act: &mut Act<'_>,
    meeting: MeetingId,
    asked: &Asked,
    outcome: Outcome,
    figures: &str,
) -> Result<Vec<i32>, Problem> {
    let is_carried = outcome == Outcome::Carried;
    match (&asked.asks, asked.motion) {
        (Asks::Motion, Some(motion)) if is_carried => {
            let branch = act.branch();
            let standing = motions::as_it_stands(act.conn(), branch, motion)?;
            motions::decide(act, motion, Decision::Carried)?;
            let carried = Carried { motion: &standing, meeting, figures, to_ratify: asked.to_ratify.as_deref() };
            resolutions::enter(act, carried)?;
        }
        (Asks::Motion, Some(motion)) => motions::decide(act, motion, Decision::Lost)?,
        (Asks::Amendment { id, .. }, Some(motion)) => {
            let state = if is_carried { State::Carried } else { State::Lost };
            let (_, fallen) = amending::decide(act, (motion, *id), state)?;
            return Ok(fallen.iter().map(|amendment| amendment.number).collect());
        }
        (Asks::Procedural { motion: procedural, .. }, Some(motion)) if is_carried => leave(act, motion, *procedural)?,
        (Asks::Ratification { resolution, .. }, _) => {
            let state = if is_carried { resolutions::State::InForce } else { resolutions::State::NotRatified };
            resolutions::ratify(act, *resolution, state)?;
        }
        _ => {}
    }
    Ok(Vec::new())
}

/// A procedural motion can take what is before the meeting away from it.
fn leave(act: &mut Act<'_>, motion: MotionId, procedural: Procedural) -> Result<(), Problem> {
    match procedural {
        Procedural::NextBusiness => motions::decide(act, motion, Decision::NextBusiness),
        Procedural::Refer => motions::decide(act, motion, Decision::Referred),
        Procedural::Defer => motions::defer(act, motion),
        _ => Ok(()),
    }
}
