//! Reminding those who have not voted, without telling anybody who they are.

use std::collections::HashSet;

use serde_json::json;

use super::{Ballot, ballot::path, election::find_election, notices, rules, secret::Secrets, store};
use crate::{
    audit::Act,
    branch,
    db::{BallotId, Conn, MemberId},
    mail, members,
    web::Problem,
};

/// Whom a reminder would reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Those who are entitled, have not voted and can be written to by mail.
    pub by_mail: Vec<MemberId>,
    /// How many more have not voted: their paper went by letter, and a second one would make the code of the first worthless.
    pub by_letter: usize,
}

/// Who has not voted in an open ballot.
pub fn waiting(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Waiting> {
    let unmarked = store::unmarked(conn, ballot)?;
    let letters = mail::letters(conn, ballot.branch_id, &ballot.path(), notices::PAPER)?;
    let by_letter: HashSet<MemberId> =
        letters.into_iter().filter_map(|letter| letter.person).map(|person| MemberId(person.0)).collect();
    let by_mail: Vec<MemberId> = unmarked.iter().copied().filter(|member| !by_letter.contains(member)).collect();
    let reached = members::reach(conn, ballot.branch_id, &by_mail)?;
    let by_mail: Vec<MemberId> =
        reached.into_iter().filter(|(_, recipient)| recipient.address.is_some()).map(|(member, _)| member).collect();
    Ok(Waiting { by_letter: unmarked.len() - by_mail.len(), by_mail })
}

/// Sends each of those who have not voted a new link and code. Returns how many messages that were.
///
/// # Errors
/// Refuses what [`rules::may_remind`] refuses.
pub fn remind(act: &mut Act<'_>, ballot: BallotId) -> Result<usize, Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    let zone = branch::find(act.conn(), branch)?.zone;
    let waiting = waiting(act.conn(), &found)?;
    rules::may_remind(&found, waiting.by_mail.len(), act.at(), zone)?;
    let papers = with_other_secrets(act, &found, waiting.by_mail)?;
    store::set_reminded(act, ballot)?;
    act.record("ballot.reminded", path(ballot), json!({ "messages": papers.len() }));
    notices::reminders(act, &found, &papers)?;
    Ok(papers.len())
}

/// Draws another link and code for each of these members. What opened their papers before opens nothing any more.
pub fn with_other_secrets(
    act: &mut Act<'_>,
    ballot: &Ballot,
    members: Vec<MemberId>,
) -> diesel::QueryResult<Vec<(MemberId, Secrets)>> {
    let renewed = members.into_iter().map(|member| {
        let secrets = Secrets::drawn();
        store::renew_secret_of(act, ballot, member, &secrets)?;
        Ok((member, secrets))
    });
    renewed.collect()
}
