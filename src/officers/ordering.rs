//! The order in which offices are filled: whoever is elected to an earlier one may be passed over in the later ones, so a meeting
//! may want another office decided first.

use super::{
    Contest,
    rules::{self, NotSo},
    store,
};
use crate::{
    audit::Act,
    db::{ContestId, MemberId},
    web::Problem,
};

/// Which way an office is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// Before the office that is filled just before it.
    Earlier,
    Later,
}

/// The office that changes places with one that is moved; none at the end of the order.
pub fn neighbour(contests: &[Contest], contest: ContestId, towards: Towards) -> Option<&Contest> {
    let at = contests.iter().position(|one| one.id == contest)?;
    match towards {
        Towards::Earlier => contests.get(at.checked_sub(1)?),
        Towards::Later => contests.get(at + 1),
    }
}

/// Moves an office by one in the order.
///
/// # Errors
/// An officer who stands, the end of the order, and what is on the paper or declared.
pub fn move_it(act: &mut Act<'_>, contest: ContestId, officer: Option<MemberId>, towards: Towards) -> Result<Contest, Problem> {
    let branch = act.branch();
    let found = store::contest(act.conn(), branch, contest)?;
    let contests = store::contests_of(act.conn(), branch, found.election_id)?;
    rules::may_run(&store::nominations_of(act.conn(), branch, found.election_id)?, officer)?;
    let other = neighbour(&contests, contest, towards).ok_or(NotSo::EndOfTheOrder)?;
    rules::may_change(&found)?;
    rules::may_change(other)?;
    store::change_places(act, &found, other)?;
    Ok(found)
}
