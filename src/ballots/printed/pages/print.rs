//! What comes out of the printer: the address of everybody whose paper goes by post, and the paper, the same for all.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;

use super::super::store;
use crate::{
    ballots::{Ballot, ballot::Way, election::find_election, pages::Running, shape::Shape, store as ballots},
    db::{BallotId, MemberId},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/printed/print", web::get().to(show));
}

/// Letters and the paper.
#[derive(Debug, Serialize)]
pub struct PrintPage {
    title: String,
    question: String,
    path: String,
    how: String,
    closes_at: Option<DateTime<Utc>>,
    choices: Vec<Printed>,
    letters: Vec<Envelope>,
    printed_on: NaiveDate,
}

/// A name with its number, as it stands on the printed paper.
#[derive(Debug, Serialize)]
struct Printed {
    name: String,
    more: String,
}

/// Somebody whose paper goes by post.
#[derive(Debug, Serialize)]
struct Envelope {
    name: String,
    /// Name and address, a line each.
    lines: Vec<String>,
}

impl Page for PrintPage {
    const TEMPLATE: &'static str = "ballots/print.html";
    fn title(&self) -> String {
        format!("Print: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let envelope = Envelope { name: "Ruth Bell".into(), lines: vec!["Ruth Bell".into(), "4 Albion Street".into()] };
        let page = |letters| PrintPage {
            title: "Chair".into(),
            question: "Who shall chair?".into(),
            path: "/ballots/1".into(),
            how: "Write 1 beside the name you want most.".into(),
            closes_at: Some(DateTime::UNIX_EPOCH),
            choices: vec![Printed { name: "1. Ama Okoro".into(), more: "Nurse".into() }],
            letters,
            printed_on: NaiveDate::default(),
        };
        vec![page(vec![envelope]), PrintPage { closes_at: None, question: String::new(), ..page(vec![]) }]
    }
}

/// Shows the letters after the record has noted who printed them: they hold addresses.
async fn show(desk: Desk, who: Running, ballot: Path<BallotId>) -> Answer {
    let id = *ballot;
    desk.deed(who.actor(), move |act| {
        let branch = act.branch();
        let found = find_election(act.conn(), branch, id)?;
        act.record("ballot-letters.looked-at", found.path(), json!({}));
        Ok(())
    })
    .await?;
    desk.page(move |look| print_page(look, id)).await
}

fn print_page(look: &mut Look<'_>, ballot: BallotId) -> Result<PrintPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let choices = ballots::choices_of(look.conn, &ballot)?;
    let how = Shape::of_ballot(&ballot, &choices).instruction(choices.len());
    Ok(PrintPage {
        path: ballot.path(),
        how,
        closes_at: ballot.closes_at.map(|at| at.0),
        letters: envelopes(look, &ballot)?,
        printed_on: look.today(),
        choices: choices
            .into_iter()
            .map(|choice| Printed { name: format!("{}. {}", choice.number, choice.name), more: choice.statement })
            .collect(),
        question: ballot.question,
        title: ballot.title,
    })
}

/// Those whose paper goes by post and has not come back.
fn envelopes(look: &mut Look<'_>, ballot: &Ballot) -> diesel::QueryResult<Vec<Envelope>> {
    let out = store::holders(look.conn, ballot)?;
    let out = out.into_iter().filter(|entry| entry.issued == Some(Way::Post) && entry.voted_on.is_none());
    let ids: Vec<MemberId> = out.map(|entry| entry.member_id).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let homes = members::postal_addresses(look.conn, look.branch.id, &ids)?;
    let envelope = |id: &MemberId| {
        let name = names.get(id).cloned().unwrap_or_default();
        let lines = std::iter::once(name.clone()).chain(homes.get(id).cloned().unwrap_or_default()).collect();
        Envelope { name, lines }
    };
    Ok(ids.iter().map(envelope).collect())
}
