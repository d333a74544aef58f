//! Who chooses: everybody who has a vote in the ballot of a selection, or would have once there is one.

use super::{Selection, drafting};
use crate::{
    ballots,
    branch::Branch,
    db::{Conn, MemberId},
    members,
};

/// Those who have a vote.
pub fn entitled(conn: &mut Conn, branch: &Branch, selection: &Selection) -> diesel::QueryResult<Vec<MemberId>> {
    if let Some(ballot) = selection.ballot_id {
        return ballots::entitled(conn, branch, ballot);
    }
    let frozen_on = drafting::frozen_on(branch, selection).unwrap_or(selection.called_on);
    let wards: Vec<String> = if selection.ward.is_empty() { Vec::new() } else { vec![selection.ward.clone()] };
    let days = (selection.called_on, frozen_on);
    let question = ballots::question(&branch.rulebook, drafting::rule(branch), days, &wards);
    Ok(members::entitled(conn, branch, &question)?.into_iter().map(|line| line.member).collect())
}
