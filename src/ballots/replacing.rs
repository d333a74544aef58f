//! Papers that mail did not bring: their secret is out of our hands, so whoever has not voted gets another one, by letter.

use std::collections::HashSet;

use serde_json::json;

use super::{Ballot, notices, reminding::with_other_secrets, store};
use crate::{
    audit::Act,
    db::{Conn, MemberId},
    mail,
    web::Problem,
};

/// Whose paper in an open ballot came back, and who has not voted by another one.
pub fn lost(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Vec<MemberId>> {
    let lost: HashSet<MemberId> = mail::lost_secrets(conn, ballot.branch_id, &ballot.path(), notices::PAPER)?
        .into_iter()
        .map(|person| MemberId(person.0))
        .collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::unmarked(conn, ballot)?.into_iter().filter(|member| lost.contains(member)).collect())
}

/// Writes each of those a letter with another code.
pub fn replace(act: &mut Act<'_>, ballot: &Ballot) -> Result<usize, Problem> {
    let lost = lost(act.conn(), ballot)?;
    let papers = with_other_secrets(act, ballot, lost)?;
    act.record("ballot.papers-replaced", ballot.path(), json!({ "letters": papers.len() }));
    notices::papers_by_letter(act, ballot, &papers)?;
    Ok(papers.len())
}
