//! Casting: the one place where a person and a paper are in the same room.
//!
//! The act marks the roll to the day and drops the papers under random keys. It records that somebody's entry was marked, in
//! words that are the same for everybody, and it refuses to run under anybody's name. Papers that come at the same moment go
//! in by one act, so that they share one sync to the disk, and the order in which they came is nowhere.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::{
    Ballot,
    ballot::Channel,
    closing::Paper,
    rules::{self, NoVote},
    store,
};
use crate::{
    audit::{Act, Actor},
    branch::{self, Branch},
    clock,
    db::{BallotId, Conn, MemberId, PaperId, RollEntryId},
    web::Problem,
};

/// A paper on its way into the box, and the line on the roll that it marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    pub ballot: BallotId,
    pub entry: RollEntryId,
    pub paper: PaperId,
    pub marks: String,
    pub channel: Channel,
}

/// What became of papers that were cast together.
#[derive(Debug, Default)]
pub struct Cast {
    /// An answer to each, in their order. A paper that lies in the box already is in the box.
    pub answers: Vec<Result<(), NoVote>>,
    /// How many went in now.
    pub went_in: usize,
}

/// A member's paper in an election: the numbers of the choices, the most preferred first.
///
/// # Errors
/// As [`cast`].
pub fn cast_ranked(act: &mut Act<'_>, ballot: BallotId, member: MemberId, ranked: &[i32]) -> Result<(), Problem> {
    let marks: Vec<String> = ranked.iter().map(i32::to_string).collect();
    let branch = act.branch();
    let branch = branch::find(act.conn(), branch)?;
    let vote = vote_of(act.conn(), &branch, ballot, member, marks.join(" "), Channel::Site)?;
    cast(act, vote)
}

/// The paper of a member, under a key of its own.
///
/// # Errors
/// [`NoVote::NotOnRoll`]; whether the paper is taken is asked when it is cast.
pub fn vote_of(
    conn: &mut Conn,
    branch: &Branch,
    ballot: BallotId,
    member: MemberId,
    marks: String,
    channel: Channel,
) -> Result<Vote, Problem> {
    let found = store::find(conn, branch.id, ballot)?;
    let entry = store::entry_of(conn, &found, member)?.ok_or(NoVote::NotOnRoll { ballot })?;
    Ok(Vote { ballot, entry: entry.id, paper: PaperId(clock::random_id()), marks, channel })
}

/// Marks the roll and puts one paper into the box.
///
/// # Errors
/// [`NoVote`] where the rules say no, also of a paper that lies there already, and as [`cast_together`].
pub fn cast(act: &mut Act<'_>, vote: Vote) -> Result<(), Problem> {
    let ballot = vote.ballot;
    let cast = cast_together(act, &[vote])?;
    cast.answers.into_iter().collect::<Result<(), NoVote>>()?;
    if cast.went_in == 0 { Err(NoVote::AlreadyVoted { ballot }.into()) } else { Ok(()) }
}

/// Marks the roll and puts papers into the box, each that the rules allow.
///
/// # Errors
/// The database's. An act under an account is a fault of the program and stops here.
pub fn cast_together(act: &mut Act<'_>, votes: &[Vote]) -> Result<Cast, Problem> {
    if act.actor() != Actor::Visitor {
        return Err(Problem::broken("a paper must be cast by an act that names nobody"));
    }
    let branch = act.branch();
    let branch = branch::find(act.conn(), branch)?;
    let mut answers: HashMap<PaperId, Result<(), NoVote>> = HashMap::with_capacity(votes.len());
    let mut went_in = 0;
    let ballots: HashSet<BallotId> = votes.iter().map(|vote| vote.ballot).collect();
    for ballot in ballots {
        let ballot = store::find(act.conn(), branch.id, ballot)?;
        let of_it: Vec<&Vote> = votes.iter().filter(|vote| vote.ballot == ballot.id).collect();
        let accepted = judged(act, &branch, &ballot, &of_it, &mut answers)?;
        put_in(act, &branch, &ballot, &accepted)?;
        went_in += accepted.len();
    }
    let answer = |vote: &Vote| answers.get(&vote.paper).cloned().unwrap_or(Err(NoVote::NotOnRoll { ballot: vote.ballot }));
    Ok(Cast { answers: votes.iter().map(answer).collect(), went_in })
}

/// Answers each paper of one ballot, and gives those that are to go in.
fn judged<'a>(
    act: &mut Act<'_>,
    branch: &Branch,
    ballot: &Ballot,
    votes: &[&'a Vote],
    answers: &mut HashMap<PaperId, Result<(), NoVote>>,
) -> diesel::QueryResult<Vec<&'a Vote>> {
    let lines = store::entries_among(act.conn(), ballot, &votes.iter().map(|vote| vote.entry).collect::<Vec<_>>())?;
    let mut there = store::papers_among(act.conn(), ballot, &votes.iter().map(|vote| vote.paper).collect::<Vec<_>>())?;
    let mut marked: HashSet<RollEntryId> = HashSet::new();
    let mut accepted = Vec::with_capacity(votes.len());
    for vote in votes {
        if there.contains(&vote.paper) {
            answers.entry(vote.paper).or_insert(Ok(()));
            continue;
        }
        let answer = match rules::may_cast(ballot, lines.get(&vote.entry), act.at(), branch.zone) {
            Ok(_) if marked.contains(&vote.entry) => Err(NoVote::AlreadyVoted { ballot: ballot.id }),
            other => other.map(|_| ()),
        };
        if answer.is_ok() {
            marked.insert(vote.entry);
            there.insert(vote.paper);
            accepted.push(*vote);
        }
        answers.insert(vote.paper, answer);
    }
    Ok(accepted)
}

/// Marks the lines and drops the papers. The branch has one writer at a time, so what was judged still holds.
fn put_in(act: &mut Act<'_>, branch: &Branch, ballot: &Ballot, votes: &[&Vote]) -> Result<(), Problem> {
    let today = branch.date_of(act.at());
    for channel in [Channel::Link, Channel::Site, Channel::Room] {
        let by_it: Vec<RollEntryId> = votes.iter().filter(|vote| vote.channel == channel).map(|vote| vote.entry).collect();
        if store::mark(act, &by_it, today, channel)? != by_it.len() {
            return Err(Problem::broken("a line was marked by somebody else within one act"));
        }
    }
    let papers: Vec<Paper> = votes.iter().map(|vote| Paper { id: vote.paper, marks: vote.marks.clone() }).collect();
    store::put_all_in(act, ballot.id, &papers)?;
    votes.iter().for_each(|_| act.record("roll.marked", ballot.path(), json!({})));
    Ok(())
}
