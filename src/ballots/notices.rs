//! What this module sends: the personal link to a paper, once at the opening and again as a reminder; and to whoever is asked
//! to watch a ballot, what that means.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Ballot, room, secret::Secrets};
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice, Recipient},
    members,
};

/// What the papers are called in the outbox, and how their letters are found.
pub const PAPER: &str = "ballot paper";

/// A link and a code to each of these members; a letter with the code to those without an address.
pub fn papers(act: &mut Act<'_>, ballot: &Ballot, papers: &[(MemberId, Secrets)]) -> diesel::QueryResult<()> {
    send(act, ballot, papers, "ballots/mail/paper")
}

/// The same to those who have not voted. It counts as a paper: one that mail does not bring in time becomes a letter, because
/// the link before it opens nothing any more.
pub fn reminders(act: &mut Act<'_>, ballot: &Ballot, papers: &[(MemberId, Secrets)]) -> diesel::QueryResult<()> {
    send(act, ballot, papers, "ballots/mail/reminder")
}

/// To a member who was named a scrutineer: what she watches, and where she says what she has seen.
pub fn named_scrutineer(act: &mut Act<'_>, ballot: &Ballot, member: MemberId) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = json!({
        "title": ballot.title,
        "closes_at": ballot.closes_at,
        "link": act.link(format!("{}/scrutiny", ballot.path())),
    });
    let letters: Vec<(Recipient, Value)> =
        members::reach(act.conn(), branch, &[member])?.into_iter().map(|(_, one)| (one, facts.clone())).collect();
    let notice = Notice {
        kind: "scrutineer named",
        category: Category::Service,
        about: ballot.path(),
        template: "ballots/mail/scrutineer",
        deadline: None,
    };
    mail::queue(act, &notice, &letters).map(|_| ())
}

fn send(act: &mut Act<'_>, ballot: &Ballot, papers: &[(MemberId, Secrets)], template: &'static str) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let ids: Vec<MemberId> = papers.iter().map(|(member, _)| *member).collect();
    let secrets: HashMap<MemberId, &Secrets> = papers.iter().map(|(member, secrets)| (*member, secrets)).collect();
    let reached = members::reach(act.conn(), branch, &ids)?;
    let letters: Vec<(Recipient, Value)> = reached
        .into_iter()
        .filter_map(|(member, recipient)| secrets.get(&member).map(|secrets| (recipient, facts(act, ballot, secrets))))
        .collect();
    let notice =
        Notice { kind: PAPER, category: Category::Statutory, about: ballot.path(), template, deadline: ballot.closes_at };
    mail::queue_secret(act, &notice, &letters).map(|_| ())
}

/// The secret stands in the fragment, which no server log, proxy or scanner sees.
fn facts(act: &Act<'_>, ballot: &Ballot, secrets: &Secrets) -> Value {
    json!({
        "title": ballot.title,
        "question": ballot.question,
        "closes_at": ballot.closes_at,
        "in_the_room": room::is_the_place_of(ballot).then_some(room::HOW),
        "link": act.link(format!("/vote#{}", secrets.token)),
        "page": act.link("/vote"),
        "code": secrets.printed_code(),
    })
}
