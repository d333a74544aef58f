//! Issuing printed papers, marking their return, and telling them by two tellers who do not see each other's reading.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    Batch,
    batch::Returns,
    reading::{self, Mismatch},
    rules::{self, NotOnPaper},
    store,
};
use crate::{
    audit::{Act, hex},
    ballots::{
        Ballot,
        ballot::{Way, path},
        bearer::Bearer,
        closing::Paper,
        election::find_election,
        marks::Marks,
        roll::RollEntry,
        shape::Shape,
        store as ballots,
    },
    branch, clock,
    db::{BallotId, BranchId, Conn, Instant, MemberId, PaperId},
    members,
    web::{Faults, Problem},
};

/// How a reading of a batch ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// The other teller has not read it yet.
    Alone,
    /// Both have, and they differ.
    Differ(Vec<Mismatch>),
    /// Both read the same, so the batch is sealed.
    Sealed { papers: usize },
}

/// Gives a printed paper to a member in place of the link, which opens nothing from now on.
///
/// # Errors
/// Refuses what [`rules::may_issue`] refuses.
pub fn issue(act: &mut Act<'_>, ballot: BallotId, member: MemberId, way: Way) -> Result<(), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    let name = name_of(act.conn(), branch, member)?;
    let entry = ballots::entry_of(act.conn(), &found, member)?.ok_or(NotOnPaper::NotOnRoll { name: name.clone() })?;
    rules::may_issue(&found, &entry, &name, act.at())?;
    store::set_issued(act, entry.id, way)?;
    act.record("paper.issued", path(ballot), json!({ "roll_number": entry.number, "way": way.as_str() }));
    Ok(())
}

/// Marks that the printed paper of the entry with this number came back.
///
/// # Errors
/// Refuses what [`rules::may_return`] refuses.
pub fn mark_returned(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<(), Problem> {
    let (found, entry, name) = numbered(act, ballot, number)?;
    rules::may_return(&found, &entry, &name)?;
    let today = branch::find(act.conn(), found.branch_id)?.date_of(act.at());
    store::set_returned(act, entry.id, Some(today))?;
    act.record("paper.returned", path(ballot), json!({ "roll_number": number }));
    Ok(())
}

/// Takes such a mark back.
///
/// # Errors
/// Refuses what [`rules::may_take_back`] refuses.
pub fn take_back(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<(), Problem> {
    let (found, entry, name) = numbered(act, ballot, number)?;
    let returns = store::returns(act.conn(), &found)?;
    rules::may_take_back(&found, &entry, &name, returns)?;
    store::set_returned(act, entry.id, None)?;
    act.record("paper.unmarked", path(ballot), json!({ "roll_number": number }));
    Ok(())
}

/// Makes a member a teller of this ballot.
///
/// # Errors
/// Refuses somebody who stands.
pub fn name_teller(act: &mut Act<'_>, ballot: BallotId, member: MemberId) -> Result<(), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    let choices = ballots::choices_of(act.conn(), &found)?;
    let teller = members::find(act.conn(), branch, member)?;
    rules::may_be_teller(&choices, &Bearer::of(&teller), &teller.name())?;
    if !store::tellers_of(act.conn(), &found)?.contains(&member) {
        store::add_teller(act, ballot, member)?;
    }
    act.record("teller.named", path(ballot), json!({}));
    Ok(())
}

/// Begins a batch and returns its number.
///
/// # Errors
/// Refuses what [`rules::may_tell`] refuses.
pub fn begin_batch(act: &mut Act<'_>, ballot: BallotId) -> Result<i32, Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    let tellers = store::tellers_of(act.conn(), &found)?;
    rules::may_tell(&found, tellers.len(), act.at())?;
    let number = store::begin_batch(act, &found)?;
    act.record("batch.begun", path(ballot), json!({ "batch": number }));
    Ok(number)
}

/// Keeps what a teller read; where the other teller read the same, seals the batch.
///
/// # Errors
/// Lines that are no papers, at the field `papers`; and what [`rules::may_read`] and [`rules::may_seal`] refuse.
pub fn read(act: &mut Act<'_>, ballot: BallotId, number: i32, teller: MemberId, text: &str) -> Result<Read, Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    let batch = store::batch(act.conn(), &found, number)?;
    let tellers = store::tellers_of(act.conn(), &found)?;
    let readings = store::readings_of(act.conn(), &found, batch.id)?;
    let readers: Vec<MemberId> = readings.iter().map(|(reader, _)| *reader).collect();
    rules::may_tell(&found, tellers.len(), act.at())?;
    rules::may_read(&tellers, &readers, teller, batch.papers)?;
    let own = papers(act.conn(), &found, text)?;
    store::write_reading(act, batch.id, teller, &reading::written(&own))?;
    act.record("batch.read", path(ballot), json!({ "batch": number }));
    let Some((_, other)) = readings.iter().find(|(reader, _)| *reader != teller) else { return Ok(Read::Alone) };
    let mismatches = reading::compare(&own, &papers(act.conn(), &found, other)?);
    if !mismatches.is_empty() {
        return Ok(Read::Differ(mismatches));
    }
    seal(act, &found, &batch, &own)?;
    Ok(Read::Sealed { papers: own.len() })
}

/// Lays the papers of the sealed batches into the box, under random keys like all others, and forgets the order of the piles.
pub fn lay_into_the_box(act: &mut Act<'_>, ballot: &Ballot) -> Result<(), Problem> {
    let returns = store::returns(act.conn(), ballot)?;
    rules::may_open_the_box(ballot, returns, act.at())?;
    for text in store::sealed_readings(act.conn(), ballot)? {
        let told = papers(act.conn(), ballot, &text)?;
        let told: Vec<Paper> =
            told.iter().map(|marks| Paper { id: PaperId(clock::random_id()), marks: marks.written() }).collect();
        ballots::put_all_in(act, ballot.id, &told)?;
    }
    store::forget_readings(act, ballot)?;
    Ok(())
}

/// Whether a ballot whose time is over waits for somebody to tell its printed papers.
pub fn waits_for_tellers(conn: &mut Conn, ballot: &Ballot, now: Instant) -> diesel::QueryResult<bool> {
    let is_over = !ballot.takes_papers(now);
    Ok(is_over && store::returns(conn, ballot)?.issued() > 0)
}

fn seal(act: &mut Act<'_>, ballot: &Ballot, batch: &Batch, papers: &[Marks]) -> Result<(), Problem> {
    let returns: Returns = store::returns(act.conn(), ballot)?;
    rules::may_seal(returns, papers.len())?;
    let hash = hex(&Sha256::digest(reading::written(papers)));
    store::seal(act, batch.id, papers.len(), &hash)?;
    act.record("batch.sealed", ballot.path(), json!({ "batch": batch.number, "papers": papers.len(), "hash": hash }));
    Ok(())
}

/// The papers of a reading.
fn papers(conn: &mut Conn, ballot: &Ballot, text: &str) -> Result<Vec<Marks>, Problem> {
    let choices = ballots::choices_of(conn, ballot)?;
    reading::read(text, &choices, Shape::of_ballot(ballot, &choices)).map_err(|unread| {
        let says: Vec<String> = unread.iter().map(|line| format!("Paper {}: {}", line.paper, line.says)).collect();
        Problem::Faults(Faults::at("papers", says.join(" ")))
    })
}

/// The ballot, the line with a number on its roll, and the name that stands on it.
fn numbered(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<(Ballot, RollEntry, String), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    let entry = ballots::entry_numbered(act.conn(), &found, number)?;
    let name = name_of(act.conn(), branch, entry.member_id)?;
    Ok((found, entry, name))
}

fn name_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> diesel::QueryResult<String> {
    Ok(members::names(conn, branch, &[member])?.remove(&member).unwrap_or_default())
}
