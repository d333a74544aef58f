//! The roll: who is entitled on a day, and why everybody else is not.

use diesel::QueryResult;
use serde::Serialize;

use super::store;
use crate::{
    branch::Branch,
    db::{Conn, MemberId},
    rulebook::{Eligibility, Facts, Question},
};

/// One person's line, entitled or not, with the reasons.
#[derive(Debug, Clone, Serialize)]
pub struct RollLine {
    pub member: MemberId,
    pub name: String,
    pub eligibility: Eligibility,
}

/// Every member with the answer to `question`, by name. One pass: the facts of all are read together.
pub fn roll_on(conn: &mut Conn, branch: &Branch, question: &Question) -> QueryResult<Vec<RollLine>> {
    let facts = store::facts_of_all(conn, branch.id)?;
    let lines = facts.into_iter().map(|(member, name, facts)| RollLine {
        member,
        name,
        eligibility: branch.rulebook.may_vote(question, &facts),
    });
    Ok(lines.collect())
}

/// Those of the roll who are entitled.
pub fn entitled(conn: &mut Conn, branch: &Branch, question: &Question) -> QueryResult<Vec<RollLine>> {
    let mut lines = roll_on(conn, branch, question)?;
    lines.retain(|line| line.eligibility.is_yes());
    Ok(lines)
}

/// One member's answer to `question`, with the facts it rests on.
pub fn standing(conn: &mut Conn, branch: &Branch, member: MemberId, question: &Question) -> QueryResult<(Eligibility, Facts)> {
    let facts = store::facts_of(conn, branch.id, member)?;
    Ok((branch.rulebook.may_vote(question, &facts), facts))
}
