//! Cuts of a polling district into rounds: a snapshot that is published once and never changed.
//!
//! A new cut takes the place of the one before; rounds of the old one stay open to those who carry them.

mod pages;
mod round;
mod rules;
mod store;

pub use pages::{routes, samples};
pub use round::{Proposed, Round, RoundDoor, propose};
pub use rules::{NoCut, may_cut};
pub use store::{current_rounds, doors_by_round, doors_of, find, publish};

use crate::{
    audit::Act,
    canvassing::{cut::Pace, electors},
    db::{CutId, DistrictId},
    places,
    web::Problem,
};

/// Cuts a polling district into rounds of about `per_round` doors and publishes them at once.
///
/// # Errors
/// What [`may_cut`] refuses, and what the database says.
pub fn cut(act: &mut Act<'_>, district: DistrictId, per_round: usize) -> Result<CutId, Problem> {
    let branch = act.branch();
    let code = places::district(act.conn(), branch, district)?;
    let doors = electors::doors_in(act.conn(), branch, district)?;
    let number = store::next_number(act.conn(), branch, district)?;
    let proposed = propose(&doors, &code, per_round, number, Pace::default());
    may_cut(proposed.len(), per_round)?;
    Ok(publish(act, district, number, per_round, &proposed)?)
}
