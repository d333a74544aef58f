//! A teller reads a batch: a paper a line. What the other teller read is seen only where both have read and differ.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    Batch,
    reading::{self, Mismatch},
    rules, store,
    telling::{self, Read},
};
use crate::{
    ballots::{Ballot, choice::Choice, election::find_election, marks::Marks, shape::Shape, store as ballots},
    db::{BallotId, MemberId},
    members::{self, SignedInMember},
    render::{Page, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/batches/{number}", web::get().to(show))
        .route("/ballots/{ballot}/batches/{number}", web::post().to(read));
}

/// One batch before one teller.
#[derive(Debug, Serialize)]
pub struct BatchPage {
    title: String,
    path: String,
    number: i32,
    is_ranked: bool,
    /// The names with their numbers, as printed.
    choices: Vec<(i32, String)>,
    /// How many papers it holds, once it is sealed.
    sealed: Option<i32>,
    /// Whether this teller has read it.
    has_read: bool,
    /// The other teller, who has read it too.
    other: Option<String>,
    /// Where the two differ.
    differ: Vec<Line>,
    form: Filled,
}

/// A paper that was read differently.
#[derive(Debug, Serialize)]
struct Line {
    paper: usize,
    own: String,
    other: String,
}

impl Page for BatchPage {
    const TEMPLATE: &'static str = "ballots/batch.html";
    fn title(&self) -> String {
        format!("Batch {}: {}", self.number, self.title)
    }
    fn samples() -> Vec<Self> {
        let line = Line { paper: 7, own: "3 1 2".into(), other: "3 2 1".into() };
        let page = |has_read, differ| BatchPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            number: 1,
            is_ranked: has_read,
            choices: vec![(1, "Ama Okoro".into()), (2, "Tom Lewis".into())],
            sealed: None,
            has_read,
            other: Some("Tom Lewis".into()),
            differ,
            form: Filled::default(),
        };
        let wrong = Filled::default().but(Faults::at("papers", "Paper 2: “9” is the number of nobody on the paper."));
        let alone = BatchPage { other: None, ..page(true, vec![]) };
        vec![
            page(false, vec![]),
            page(true, vec![line]),
            alone,
            BatchPage { form: wrong, ..page(false, vec![]) },
            BatchPage { sealed: Some(12), ..page(true, vec![]) },
        ]
    }
}

async fn show(desk: Desk, who: SignedInMember, place: Path<(BallotId, i32)>) -> Answer {
    let (ballot, number) = *place;
    let reader = who.member.id;
    desk.page(move |look| batch_page(look, ballot, number, reader, None)).await
}

fn batch_page(
    look: &mut Look<'_>,
    ballot: BallotId,
    number: i32,
    reader: MemberId,
    typed: Option<Filled>,
) -> Result<BatchPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let tellers = store::tellers_of(look.conn, &ballot)?;
    if !tellers.contains(&reader) {
        return Err(rules::NotOnPaper::NoTeller.into());
    }
    let batch = store::batch(look.conn, &ballot, number)?;
    let readings = store::readings_of(look.conn, &ballot, batch.id)?;
    let choices = ballots::choices_of(look.conn, &ballot)?;
    let own = readings.iter().find(|(teller, _)| *teller == reader).map(|(_, lines)| lines.clone());
    let other = readings.iter().find(|(teller, _)| *teller != reader);
    let differ = match (&own, other) {
        (Some(own), Some((_, other))) => differences(&ballot, &batch, &choices, own, other),
        _ => Vec::new(),
    };
    let names = other.map(|(teller, _)| members::names(look.conn, look.branch.id, &[*teller])).transpose()?;
    Ok(BatchPage {
        path: ballot.path(),
        number,
        is_ranked: Shape::of_ballot(&ballot, &choices) == Shape::Ranked,
        choices: choices.into_iter().map(|choice| (choice.number, choice.name)).collect(),
        sealed: batch.papers,
        has_read: own.is_some(),
        other: names.and_then(|names| names.into_values().next()),
        differ,
        form: typed.unwrap_or_else(|| Filled::with([("papers", own.unwrap_or_default())])),
        title: ballot.title,
    })
}

/// Where two readings differ; nothing once the batch is sealed.
fn differences(ballot: &Ballot, batch: &Batch, choices: &[Choice], own: &str, other: &str) -> Vec<Line> {
    let shape = Shape::of_ballot(ballot, choices);
    let (Ok(own), Ok(other)) = (reading::read(own, choices, shape), reading::read(other, choices, shape)) else {
        return Vec::new();
    };
    if batch.papers.is_some() {
        return Vec::new();
    }
    let says = |marks: Option<Marks>| match marks {
        None => "no such paper".to_owned(),
        Some(marks) => reading::written(&[marks]),
    };
    let line = |Mismatch { paper, one, other }| Line { paper, own: says(one), other: says(other) };
    reading::compare(&own, &other).into_iter().map(line).collect()
}

#[derive(Deserialize)]
struct Reading {
    #[serde(default)]
    papers: String,
}

async fn read(desk: Desk, who: SignedInMember, place: Path<(BallotId, i32)>, posted: Posted<Reading>) -> Answer {
    let (ballot, number) = *place;
    let (reader, typed, form) = (who.member.id, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let said = match telling::read(act, ballot, number, reader, &form.papers)? {
                Read::Alone => "Your reading is kept. The other teller reads the batch next.".to_owned(),
                Read::Differ(_) => "The two readings differ. Look at those papers again.".to_owned(),
                Read::Sealed { papers } => {
                    let papers = plural(i128::try_from(papers).unwrap_or(i128::MAX), "paper is", "papers are");
                    format!("Both readings are the same. The batch is sealed: {papers} told.")
                }
            };
            Ok(see(format!("/ballots/{ballot}/batches/{number}")).saying(said))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| batch_page(look, ballot, number, reader, Some(form))).await
}
