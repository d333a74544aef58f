//! Who has a vote: by the frozen roll, or before that by the rulebook as the roll would be frozen.

use chrono::NaiveDate;

use super::{Ballot, State, election::roll_of, store};
use crate::{
    branch::Branch,
    db::{BallotId, Conn, MemberId},
    rulebook::{Question, Rulebook},
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
