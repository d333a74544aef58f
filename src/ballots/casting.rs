//! Casting: the one place where a person and a paper are in the same room.
//!
//! The act marks the roll to the day and drops the paper under a random key. It records that somebody's entry was marked, in
//! words that are the same for everybody, and it refuses to run under anybody's name.

use serde_json::json;

use super::{
    Ballot,
    ballot::Channel,
    roll::RollEntry,
    rules::{self, NoVote},
    store,
};
use crate::{
    audit::{Act, Actor},
    branch, clock,
    db::{BallotId, MemberId, PaperId},
    web::Problem,
};

/// A member's paper in an election: the numbers of the choices, the most preferred first.
///
/// # Errors
/// As [`cast`].
pub fn cast_ranked(act: &mut Act<'_>, ballot: BallotId, member: MemberId, ranked: &[i32]) -> Result<(), Problem> {
    let branch = act.branch();
    let ballot = store::find(act.conn(), branch, ballot)?;
    let entry = store::entry_of(act.conn(), &ballot, member)?;
    let marks: Vec<String> = ranked.iter().map(i32::to_string).collect();
    cast(act, &ballot, entry.as_ref(), PaperId(clock::random_id()), &marks.join(" "), Channel::Site)
}

/// Marks the roll and puts the paper into the box.
///
/// # Errors
/// [`NoVote`] where the rules say no. An act under an account is a fault of the program and stops here.
pub fn cast(
    act: &mut Act<'_>,
    ballot: &Ballot,
    entry: Option<&RollEntry>,
    paper: PaperId,
    marks: &str,
    channel: Channel,
) -> Result<(), Problem> {
    if act.actor() != Actor::Visitor {
        return Err(Problem::broken("a paper must be cast by an act that names nobody"));
    }
    let branch = branch::find(act.conn(), ballot.branch_id)?;
    let entry = rules::may_cast(ballot, entry, act.at(), branch.zone)?;
    let today = branch.date_of(act.at());
    if !store::mark(act, entry.id, today, channel)? {
        return Err(NoVote::AlreadyVoted { ballot: ballot.id }.into());
    }
    store::put_in(act, ballot.id, paper, marks)?;
    act.record("roll.marked", ballot.path(), json!({}));
    Ok(())
}
