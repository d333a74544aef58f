//! What this module sends: the personal link to a paper, once at the opening and again as a reminder; to whoever is asked
//! to watch a ballot, what that means; and to whoever objected to a roll, how that was decided.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    Ballot,
    objections::{Objection, Ruling},
    room,
    secret::Secrets,
};
use crate::{
    audit::{Act, Scribe},
    branch::Branch,
    db::MemberId,
    mail::{self, Category, Notice, Recipient},
    members,
    web::Problem,
};

/// What the papers are called in the outbox, and how their letters are found.
pub const PAPER: &str = "ballot paper";
const PAPER_TEMPLATE: &str = "ballots/mail/paper";
const REMINDER: &str = "ballots/mail/reminder";

/// How a paper goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// By letter to those without an address.
    MailOrLetter,
    Letter,
}

/// A link and a code to each of these members; a letter with the code to those without an address.
pub fn papers(act: &mut Act<'_>, ballot: &Ballot, papers: &[(MemberId, Secrets)]) -> diesel::QueryResult<()> {
    send(act, ballot, papers, PAPER_TEMPLATE, By::MailOrLetter)
}

/// A letter with the code to each of these members, whether they have an address or not: mail has failed with them.
pub fn papers_by_letter(act: &mut Act<'_>, ballot: &Ballot, papers: &[(MemberId, Secrets)]) -> diesel::QueryResult<()> {
    send(act, ballot, papers, PAPER_TEMPLATE, By::Letter)
}

/// The same to those who have not voted. It counts as a paper: one that mail does not bring in time becomes a letter, because
/// the link before it opens nothing any more.
pub fn reminders(act: &mut Act<'_>, ballot: &Ballot, papers: &[(MemberId, Secrets)]) -> diesel::QueryResult<()> {
    send(act, ballot, papers, REMINDER, By::MailOrLetter)
}

/// The text of the reminder with nobody's link and code in it, for whoever looks before it goes.
///
/// # Errors
/// Where the template cannot be filled.
pub fn reminder_before_it_goes(scribe: &Scribe, branch: &Branch, ballot: &Ballot) -> Result<String, Problem> {
    let facts = facts(ballot, &scribe.base_url(), &Opens::nothing());
    mail::preview(scribe.templates(), branch, REMINDER, ("each member’s name", &facts)).map_err(Problem::broken)
}

/// The reminder to the officer who wants to see it in her own mail. It opens no paper.
pub fn reminder_tested(act: &mut Act<'_>, ballot: &Ballot, to: Recipient) -> diesel::QueryResult<()> {
    let mut facts = facts(ballot, &act.link(""), &Opens::nothing());
    facts["is_test"] = json!(true);
    let notice = Notice {
        kind: "test of a reminder",
        category: Category::Service,
        about: format!("{}/reminder", ballot.path()),
        template: REMINDER,
        deadline: None,
    };
    mail::queue(act, &notice, &[(to, facts)]).map(|_| ())
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

/// To a member who objected to a roll: how it was decided, and why.
pub fn objection_decided(act: &mut Act<'_>, ballot: &Ballot, decided: &Objection) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = json!({
        "title": ballot.title,
        "is_granted": decided.ruling == Some(Ruling::Granted),
        "because": decided.because,
        "link": act.link(format!("{}/line", ballot.path())),
    });
    let reached = members::reach(act.conn(), branch, &[decided.member_id])?;
    let letters: Vec<(Recipient, Value)> = reached.into_iter().map(|(_, one)| (one, facts.clone())).collect();
    let notice = Notice {
        kind: "objection to a roll decided",
        category: Category::Service,
        about: ballot.path(),
        template: "ballots/mail/objection",
        deadline: None,
    };
    mail::queue(act, &notice, &letters).map(|_| ())
}

fn send(
    act: &mut Act<'_>,
    ballot: &Ballot,
    papers: &[(MemberId, Secrets)],
    template: &'static str,
    by: By,
) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let ids: Vec<MemberId> = papers.iter().map(|(member, _)| *member).collect();
    let secrets: HashMap<MemberId, &Secrets> = papers.iter().map(|(member, secrets)| (*member, secrets)).collect();
    let reached = members::reach(act.conn(), branch, &ids)?;
    let base = act.link("");
    let letters: Vec<(Recipient, Value)> = reached
        .into_iter()
        .map(|(member, one)| (member, if by == By::Letter { Recipient { address: None, ..one } } else { one }))
        .filter_map(|(member, recipient)| Some((recipient, facts(ballot, &base, &Opens::a_paper(secrets.get(&member)?)))))
        .collect();
    let notice =
        Notice { kind: PAPER, category: Category::Statutory, about: ballot.path(), template, deadline: ballot.closes_at };
    mail::queue_secret(act, &notice, &letters).map(|_| ())
}

/// What opens one paper, as it stands in a message.
struct Opens {
    /// Behind the address of the page. The secret stands in the fragment, which no server log, proxy or scanner sees.
    fragment: String,
    code: String,
}

impl Opens {
    fn a_paper(secrets: &Secrets) -> Self {
        Self { fragment: format!("#{}", secrets.token), code: secrets.printed_code() }
    }

    /// For those who look at a message and vote by another.
    fn nothing() -> Self {
        Self { fragment: String::new(), code: "each member’s own code".to_owned() }
    }
}

fn facts(ballot: &Ballot, base: &str, opens: &Opens) -> Value {
    json!({
        "title": ballot.title,
        "question": ballot.question,
        "closes_at": ballot.closes_at,
        "in_the_room": room::is_the_place_of(ballot).then_some(room::HOW),
        "link": format!("{base}/vote{}", opens.fragment),
        "page": format!("{base}/vote"),
        "code": opens.code,
        "is_test": false,
    })
}
