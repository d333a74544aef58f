//! The roll of a meeting: who is entitled to its notice, and who of them may vote.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;

use crate::{
    branch::Branch,
    db::{Conn, MemberId},
    members,
    rulebook::{Eligibility, MeetingKind, Question, Reason, Rulebook},
};

/// One person's place on the roll.
#[derive(Debug, Clone, Serialize)]
pub struct Seat {
    pub member: MemberId,
    pub may_vote: bool,
    pub reasons: Vec<Reason>,
}

/// Who is on the roll of a meeting on that day. A meeting of all members goes to every member, whether they may vote or
/// not: dues can be paid at the door, and who may not vote may still come. Others go to those who vote in them.
pub fn drawn(conn: &mut Conn, branch: &Branch, kind: MeetingKind, on: NaiveDate) -> QueryResult<Vec<Seat>> {
    let lines = members::roll_on(conn, branch, &question(&branch.rulebook, kind, on))?;
    let ids: Vec<MemberId> = lines.iter().map(|line| line.member).collect();
    let current: HashSet<MemberId> = members::persons(conn, branch.id, &ids)?
        .into_iter()
        .filter(|person| person.class.is_some())
        .map(|person| person.id)
        .collect();
    let is_for_all = is_for_all(kind);
    let seats = lines.into_iter().filter_map(|line| {
        let may_vote = line.eligibility.is_yes();
        let is_on = may_vote || (is_for_all && current.contains(&line.member));
        is_on.then_some(Seat { member: line.member, may_vote, reasons: line.eligibility.reasons })
    });
    Ok(seats.collect())
}

/// What the rulebook is asked about each person.
pub fn question(book: &Rulebook, kind: MeetingKind, on: NaiveDate) -> Question {
    Question::about(rule_of(book, kind), on)
}

/// The rule that says who votes in such a meeting; that of a general meeting where the rulebook has none of its own.
fn rule_of(book: &Rulebook, kind: MeetingKind) -> &'static str {
    let own = match kind {
        MeetingKind::General | MeetingKind::Annual | MeetingKind::Special => "local-vote",
        MeetingKind::Executive => "executive-vote",
        MeetingKind::Delegate => "delegate-vote",
        MeetingKind::Unit => "unit-vote",
    };
    if book.eligibility.contains_key(own) { own } else { "local-vote" }
}

/// Whether every member is invited.
fn is_for_all(kind: MeetingKind) -> bool {
    matches!(kind, MeetingKind::General | MeetingKind::Annual | MeetingKind::Special | MeetingKind::Unit)
}

/// The kinds of meeting that can be called under a rulebook.
pub fn kinds(book: &Rulebook) -> Vec<MeetingKind> {
    let has = |rule: &str| book.eligibility.contains_key(rule);
    MeetingKind::ALL
        .into_iter()
        .filter(|kind| match kind {
            MeetingKind::Executive => has("executive-vote"),
            MeetingKind::Delegate => has("delegate-vote"),
            // A meeting of one ward needs the ward named, which the form does not ask for yet.
            MeetingKind::Unit => false,
            _ => true,
        })
        .collect()
}

/// What stands at the door beside a name: nothing for those who may vote, else what stands in the way.
pub fn says(eligibility: &Eligibility) -> String {
    eligibility.obstacles().map(|reason| reason.says.as_str()).collect::<Vec<_>>().join(" ")
}
