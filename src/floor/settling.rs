//! What follows from a decision beyond the evening: the motion, its amendment, the register know what became of it.

use super::{
    event::{Asked, Asks, Beside},
    procedural::Procedural,
};
use crate::{
    audit::Act,
    db::{MeetingId, MotionId},
    motions::{
        self, Decision,
        amending::{self, Followed, State},
        resolutions::{self, Carried},
    },
    rulebook::Outcome,
    web::Problem,
};

/// Lets everything know that hangs on what a meeting decided; `figures` are the votes in words. Gives the amendments
/// that shared the fate of one that was decided.
///
/// # Errors
/// What the rules of motions and amendments say, and the database.
pub fn settle(
    act: &mut Act<'_>,
    meeting: MeetingId,
    asked: &Asked,
    outcome: Outcome,
    figures: &str,
) -> Result<Beside, Problem> {
    let is_carried = outcome == Outcome::Carried;
    match (&asked.asks, asked.motion) {
        (Asks::Motion, Some(motion)) => {
            let decision = if is_carried { Decision::Carried } else { Decision::Lost };
            decide(act, motion, decision, asked.again)?;
            if is_carried {
                let branch = act.branch();
                let standing = motions::as_it_stands(act.conn(), branch, motion)?;
                let carried = Carried { motion: &standing, meeting, figures, to_ratify: asked.to_ratify.as_deref() };
                resolutions::enter(act, carried)?;
            } else if asked.again.is_some() {
                resolutions::annul(act, motion, figures)?;
            }
        }
        (Asks::Amendment { .. }, Some(_)) if asked.again == Some(outcome) => {}
        (Asks::Amendment { id, .. }, Some(motion)) => {
            let state = if is_carried { State::Carried } else { State::Lost };
            let Followed { fell, carried, .. } = amending::decide(act, (motion, *id), state)?;
            return Ok(Beside { fell, carried });
        }
        (Asks::Procedural { motion: Procedural::TakeEmergency, .. }, Some(motion)) if !is_carried => {
            motions::defer(act, motion)?
        }
        (Asks::Procedural { motion: procedural, .. }, Some(motion)) if is_carried => leave(act, motion, *procedural)?,
        (Asks::Ratification { resolution, .. }, _) => {
            let state = if is_carried { resolutions::State::InForce } else { resolutions::State::NotRatified };
            resolutions::ratify(act, *resolution, state)?;
        }
        _ => {}
    }
    Ok(Beside::default())
}

/// The first count decides a motion; a second one can only find otherwise.
fn decide(act: &mut Act<'_>, motion: MotionId, decision: Decision, again: Option<Outcome>) -> Result<(), Problem> {
    match again {
        None => motions::decide(act, motion, decision),
        Some(_) => motions::decide_again(act, motion, decision),
    }
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
