//! What must hold of every ballot since its roll was sealed, and of every closed one, looked at again.

use diesel::QueryResult;

use super::{Ballot, Kind, State, closing, sealed_roll::sealed_roll, store};
use crate::db::{BranchId, Conn};

/// What does not hold of the elections of a branch: a roll that is not the one sealed at the opening or by a decision since, papers that are not those
/// of the close, or not as many as were marked.
pub fn faults(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<String>> {
    let mut faults = Vec::new();
    for ballot in store::all(conn, branch)? {
        if sealed_roll(conn, &ballot)?.is_some_and(|roll| !roll.holds) {
            faults.push(format!("{}: the roll is not the one that was sealed", ballot.path()));
        }
        if ballot.kind == Kind::Election && ballot.state == State::Closed {
            faults.extend(faults_of(conn, branch, &ballot)?);
        }
    }
    Ok(faults)
}

fn faults_of(conn: &mut Conn, branch: BranchId, ballot: &Ballot) -> QueryResult<Vec<String>> {
    let path = ballot.path();
    let Some(result) = store::result_row(conn, branch, ballot.id)? else {
        return Ok(vec![format!("{path} is closed, and nothing was written down of its box")]);
    };
    let papers = store::papers_of(conn, branch, ballot.id)?;
    let turnout = store::turnout(conn, branch, ballot.id)?;
    let mut faults = Vec::new();
    if ballot.papers_gone_on.is_some() {
        // What was destroyed in its time can no longer be held against anything.
        return Ok(Vec::new());
    }
    if closing::hash_of(&papers) != result.box_hash {
        faults.push(format!("{path}: the papers in the box are not those that were in it at the close"));
    }
    if ballot.marks_gone_on.is_none() && i64::try_from(papers.len()).ok() != Some(turnout.voted) {
        faults.push(format!("{path}: {} papers are in the box and {} names are marked", papers.len(), turnout.voted));
    }
    Ok(faults)
}
