//! Objecting to a roll, deciding it, and sealing the roll anew where the objection was right.

use serde_json::json;

use super::{
    Ruling, Tally,
    objection::Objection,
    rules::{self, NoObjection, Stands, Whose},
    store,
};
use crate::{
    audit::Act,
    ballots::{
        Ballot,
        election::{find_election, runs},
        entitled::{Rests, standing_in},
        notices,
        roll::{self, Ground},
        secret::Secrets,
        store::{self as ballots, NewEntry},
        terms,
    },
    branch::{self, Branch},
    db::{AccountId, BallotId, Conn, Instant, Json, MemberId},
    members,
    render::dates,
    web::{Problem, Visitor},
};

/// How the objections to the roll of a ballot stand.
pub fn tally(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Tally> {
    Ok(Tally::of(&store::all(conn, ballot)?))
}

/// The ballots that a visitor runs and on whose rolls objections wait for her decision, the soonest to close first.
pub fn waiting_for(conn: &mut Conn, branch: &Branch, visitor: &Visitor, now: Instant) -> diesel::QueryResult<Vec<Ballot>> {
    let mut waiting = store::waiting(conn, branch.id)?;
    waiting.retain(|ballot| ballot.takes_papers(now) && runs(conn, branch.id, visitor, ballot.id));
    Ok(waiting)
}

/// A member says why she should have a vote. The record tells that she did; her words stay with the ballot.
///
/// # Errors
/// Refuses what [`rules::may_object`] refuses, and an objection without words.
pub fn object(act: &mut Act<'_>, ballot: BallotId, member: MemberId, says: &str) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, find_election(act.conn(), id, ballot)?);
    let before = store::of(act.conn(), &found, member)?;
    let (stands, stood) = on_the_roll(act.conn(), &branch, &found, member)?;
    rules::may_object(&found, stands, before.as_ref(), act.at())?;
    if says.is_empty() {
        return Err(NoObjection::NoWords.into());
    }
    let today = branch.date_of(act.at());
    store::add(act, &found, member, (says, &stood), today)?;
    act.record("roll.objected", found.path(), json!({ "member": member }));
    Ok(())
}

/// What a member has on the sealed roll, and in words why she has no vote.
fn on_the_roll(conn: &mut Conn, branch: &Branch, ballot: &Ballot, member: MemberId) -> Result<(Stands, String), Problem> {
    let (answer, _, rests) = standing_in(conn, branch, ballot, member)?;
    if rests != Rests::NoRoll && answer.is_yes() {
        return Ok((Stands::WithAVote, String::new()));
    }
    let obstacles = answer.obstacles().map(|reason| reason.says.as_str());
    let missing = (rests == Rests::NoRoll).then_some("Not in the register when the roll was sealed.");
    Ok((Stands::WithoutAVote, missing.into_iter().chain(obstacles).collect::<Vec<_>>().join(" ")))
}

/// An officer decides an objection. Where it was right the member gets a vote and a paper, and the roll is sealed anew.
///
/// # Errors
/// Refuses what [`rules::may_decide`] refuses, and an objection that nobody made.
pub fn decide(
    act: &mut Act<'_>,
    (ballot, member): (BallotId, MemberId),
    officer: AccountId,
    (ruling, because): (Ruling, &str),
) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, find_election(act.conn(), id, ballot)?);
    let objection = store::of(act.conn(), &found, member)?.ok_or(Problem::NotFound)?;
    let decides = members::of_account(act.conn(), id, officer)?.map(|decides| decides.id);
    let whose = if decides == Some(member) { Whose::Own } else { Whose::Another };
    rules::may_decide(&found, &objection, whose, act.at())?;
    let today = branch.date_of(act.at());
    store::decide(act, ballot, member, (ruling, because), today)?;
    act.record("roll.objection-decided", found.path(), json!({ "member": member, "ruling": ruling }));
    let decided = Objection { ruling: Some(ruling), because: because.to_owned(), decided_on: Some(today), ..objection };
    notices::objection_decided(act, &found, &decided)?;
    match ruling {
        Ruling::Granted => give_a_vote(act, &found, &decided),
        Ruling::Refused => Ok(()),
    }
}

/// Gives a member a line with a vote, or gives the line that she has a vote; then seals the roll anew.
fn give_a_vote(act: &mut Act<'_>, ballot: &Ballot, decided: &Objection) -> Result<(), Problem> {
    let (member, secrets) = (decided.member_id, Secrets::drawn());
    let grounds = vec![by_decision(decided)];
    match ballots::entry_of(act.conn(), ballot, member)? {
        Some(entry) => ballots::give_a_vote(act, entry.id, grounds, &secrets)?,
        None => {
            let last = ballots::entries_of(act.conn(), ballot)?.last().map_or(0, |entry| entry.number);
            let entry = NewEntry {
                grounds: Json(grounds),
                token_hash: Some(secrets.token_hash()),
                code_hash: Some(secrets.code_hash()),
                ..NewEntry::present(ballot, member, last + 1)
            };
            ballots::write_roll(act, &[entry])?;
        }
    }
    seal_anew(act, ballot, member)?;
    notices::papers(act, ballot, &[(member, secrets)])?;
    Ok(())
}

/// What stands on the roll of whoever has her vote by a decision.
fn by_decision(decided: &Objection) -> Ground {
    let on = decided.decided_on.map(dates::day).unwrap_or_default();
    Ground {
        holds: true,
        says: format!("Has a vote by the decision on her objection, of {on}: {}", decided.because),
        remedy: None,
        clause: String::new(),
    }
}

/// The roll's new fingerprint goes into the record with the line that changed, and the terms that count those entitled follow.
fn seal_anew(act: &mut Act<'_>, ballot: &Ballot, member: MemberId) -> Result<(), Problem> {
    let entries = ballots::entries_of(act.conn(), ballot)?;
    let fingerprint = roll::fingerprint(entries.iter().map(|entry| (entry.number, &entry.member_id, entry.entitled)));
    let entitled = entries.iter().filter(|entry| entry.entitled).count();
    ballots::set_sealed(act, ballot.id, &fingerprint, &terms::on_a_roll_of(&ballot.terms, entitled))?;
    let number = entries.iter().find(|entry| entry.member_id == member).map(|entry| entry.number);
    let facts =
        json!({ "number": number, "member": member, "roll": entries.len(), "entitled": entitled, "fingerprint": fingerprint });
    act.record("roll.changed", ballot.path(), facts);
    Ok(())
}
