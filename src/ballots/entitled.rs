//! Who has a vote: by the frozen roll, or before that by the rulebook as the roll would be frozen.

use chrono::NaiveDate;

use super::{
    Ballot, State,
    election::roll_of,
    roll::{Ground, RollEntry},
    store,
};
use crate::{
    branch::Branch,
    db::{BallotId, Conn, MemberId},
    members,
    rulebook::{Eligibility, Question, Reason, Rulebook, Verdict},
};

/// The rulebook's question for a ballot of this sort, called and frozen on these days, in these wards.
pub fn question(book: &Rulebook, sort: &str, (called_on, freeze_on): (NaiveDate, NaiveDate), wards: &[String]) -> Question {
    let rule = book.ballots.get(sort).and_then(|rule| rule.eligibility.as_deref()).unwrap_or("ballot");
    let question = Question::about(rule, freeze_on).noticed_on(called_on);
    wards.iter().fold(question, |question, ward| question.in_area(ward))
}

/// Everybody who has a vote in a ballot.
pub fn entitled(conn: &mut Conn, branch: &Branch, ballot: BallotId) -> diesel::QueryResult<Vec<MemberId>> {
    let ballot: Ballot = store::find(conn, branch.id, ballot)?;
    if ballot.state == State::Draft {
        let lines = roll_of(conn, branch, &ballot)?;
        return Ok(lines.into_iter().filter(|line| line.eligibility.is_yes()).map(|line| line.member).collect());
    }
    let entries = store::entries_of(conn, &ballot)?;
    Ok(entries.into_iter().filter(|entry| entry.entitled).map(|entry| entry.member_id).collect())
}

/// What one member's vote in a ballot rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// The roll, as it was frozen.
    Roll,
    /// What the register says: the roll is not frozen yet.
    Register,
    /// What the register says of somebody who was not in it when the roll was frozen.
    NoRoll,
}

/// Whether one member has a vote in a ballot, with the reasons, the clause, and what the answer rests on.
pub fn standing_in(
    conn: &mut Conn,
    branch: &Branch,
    ballot: &Ballot,
    member: MemberId,
) -> diesel::QueryResult<(Eligibility, String, Rests)> {
    let question = question(&branch.rulebook, &ballot.rule, (ballot.called_on, ballot.freeze_on), &ballot.wards());
    let clause = branch.rulebook.eligibility.get(&question.rule).map(|rule| rule.src.clone()).unwrap_or_default();
    let is_frozen = ballot.state != State::Draft;
    let entry = if is_frozen { store::entry_of(conn, ballot, member)? } else { None };
    Ok(match entry {
        Some(entry) => (by_the_roll(entry), clause, Rests::Roll),
        None => {
            let (answer, _) = members::standing(conn, branch, member, &question)?;
            (answer, clause, if is_frozen { Rests::NoRoll } else { Rests::Register })
        }
    })
}

fn by_the_roll(entry: RollEntry) -> Eligibility {
    let reason = |Ground { holds, says, remedy, clause }| Reason { holds, says, remedy, clause };
    let verdict = if entry.entitled { Verdict::Yes } else { Verdict::No };
    Eligibility { verdict, reasons: entry.grounds.0.into_iter().map(reason).collect() }
}
