//! What follows from a decision beyond the evening: the motion, or its amendment, knows what became of it.

use super::event::{Asked, Asks};
use super::procedural::Procedural;
use crate::{
    audit::Act,
    db::MotionId,
    motions::{
        self, Decision,
        amending::{self, State},
    },
    rulebook::Outcome,
    web::Problem,
};

/// Lets the motion know. Gives the numbers of the amendments that fell with one that was carried.
///
/// # Errors
/// What the rules of motions and amendments say, and the database.
pub fn settle(act: &mut Act<'_>, asked: &Asked, outcome: Outcome) -> Result<Vec<i32>, Problem> {
    let (is_carried, Some(motion)) = (outcome == Outcome::Carried, asked.motion) else { return Ok(Vec::new()) };
    match &asked.asks {
        Asks::Motion => {
            motions::decide(act, motion, if is_carried { Decision::Carried } else { Decision::Lost })?;
            Ok(Vec::new())
        }
        Asks::Amendment { id, .. } => {
            let state = if is_carried { State::Carried } else { State::Lost };
            let (_, fallen) = amending::decide(act, (motion, *id), state)?;
            Ok(fallen.iter().map(|amendment| amendment.number).collect())
        }
        Asks::Procedural { motion: procedural, .. } => {
            if is_carried {
                leave(act, motion, *procedural)?;
            }
            Ok(Vec::new())
        }
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
