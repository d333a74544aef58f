//! The paper as a voter fills it in: numbers or crosses, with what is wrong said beside the name.

use std::collections::BTreeMap;

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    super::{
        Ballot,
        choice::Choice,
        marks::{Marks, Slip},
        shape::Shape,
        spoilt::Spoilt,
    },
    portrait,
    voter::{Admitted, Voter},
};
use crate::{
    db::BallotId,
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem},
};

/// What a browser sends of a paper, by the names of its fields.
pub type Typed = BTreeMap<String, String>;

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/paper", web::get().to(paper)).route("/ballots/{ballot}/paper", web::post().to(paper_again));
}

/// The name of the field beside a choice. Without its `f-` it is the field at which faults are said, so that the summary of
/// faults can lead there.
pub fn field(number: i32) -> String {
    format!("f-{}", fault_field(number))
}

/// The field at which a slip beside a choice is said.
pub fn fault_field(number: i32) -> String {
    format!("mark-{number}")
}

/// The field by which a voter says that the paper is to be spoilt.
pub const SPOIL: &str = "spoil";

/// The paper.
#[derive(Debug, Serialize)]
pub struct PaperPage {
    title: String,
    question: String,
    /// What to do with it.
    instruction: String,
    /// Whether their order was drawn; the lines of a question stand as they are asked.
    names_are_drawn: bool,
    /// Whether numbers are written on it; otherwise it is crossed.
    is_ranked: bool,
    /// Whose paper it is.
    addressee: String,
    closes_at: Option<DateTime<Utc>>,
    /// Where its forms go: "/vote", or the ballot's own address.
    base: String,
    key: String,
    choices: Vec<Line>,
    form: Filled,
}

/// A name on the paper, with what is written beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub id: i32,
    pub name: String,
    /// What stands under the name.
    pub more: String,
    /// What is wrong with its mark.
    pub fault: Option<String>,
    /// Where her picture is.
    pub picture: Option<String>,
    pub mark: Option<String>,
}

impl Page for PaperPage {
    const TEMPLATE: &'static str = "ballots/paper.html";
    fn title(&self) -> String {
        format!("Your paper: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let line = |id, name: &str, mark: Option<&str>| Line {
            id,
            name: name.into(),
            more: "Nurse".into(),
            fault: (id == 2).then(|| "Ama and Tom both have number 1.".to_owned()),
            picture: (id == 1).then(|| "/portraits/1".to_owned()),
            mark: mark.map(Into::into),
        };
        let page = |form| PaperPage {
            instruction: "Write 1 beside the name you want most.".into(),
            names_are_drawn: true,
            is_ranked: true,
            addressee: "Ruth Bell".into(),
            title: "Candidate for Millbank ward".into(),
            question: "Who shall stand for us in Millbank?".into(),
            closes_at: Some(DateTime::UNIX_EPOCH),
            base: "/vote".into(),
            key: "ABCD".into(),
            choices: vec![line(1, "Ama Okoro", Some("1")), line(2, "Tom Lewis", None)],
            form,
        };
        let wrong = Filled::default().but(Faults::at("mark-1", "Ama and Tom both have number 1."));
        let crossed = PaperPage { is_ranked: false, names_are_drawn: false, ..page(Filled::default()) };
        vec![page(Filled::default()), PaperPage { closes_at: None, ..page(wrong) }, crossed]
    }
}

impl PaperPage {
    /// The paper of `voter`, with what was written on it before.
    pub fn of(look: &mut Look<'_>, voter: &Voter, typed: &Filled) -> Result<Self, Problem> {
        let Admitted { ballot, choices, addressee } = voter.admit(look)?;
        let line = |choice: &Choice| Line {
            id: choice.number,
            name: choice.name.clone(),
            more: choice.statement.clone(),
            fault: typed.faults.get(&fault_field(choice.number)).cloned(),
            picture: choice.portrait_id.map(portrait::address),
            mark: Some(typed.value(&field(choice.number)).to_owned()).filter(|mark| !mark.is_empty()),
        };
        let shape = Shape::of_ballot(&ballot, &choices);
        Ok(Self {
            instruction: shape.instruction(choices.len()),
            names_are_drawn: !ballot.is_a_question(),
            is_ranked: shape == Shape::Ranked,
            addressee,
            choices: choices.iter().map(line).collect(),
            title: ballot.title,
            question: ballot.question,
            closes_at: ballot.closes_at.map(|closes| closes.0),
            base: voter.base(),
            key: voter.key().to_owned(),
            form: typed.clone(),
        })
    }
}

async fn paper(desk: Desk, who: SignedInMember, ballot: Path<BallotId>) -> Answer {
    let voter = Voter::Member(*ballot, who.member.id);
    desk.page(move |look| PaperPage::of(look, &voter, &Filled::default())).await
}

async fn paper_again(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Typed>) -> Answer {
    let voter = Voter::Member(*ballot, who.member.id);
    let typed = posted.typed();
    desk.page(move |look| PaperPage::of(look, &voter, &typed)).await
}

/// The marks that were sent.
///
/// # Errors
/// The slips of the pen, each at its field, unless the voter wants the paper spoilt.
pub fn marks(ballot: &Ballot, choices: &[Choice], typed: &Filled) -> Result<Marks, Problem> {
    if !typed.value(SPOIL).is_empty() {
        return Ok(Marks::Spoilt(Spoilt::OnPurpose));
    }
    Shape::of_ballot(ballot, choices).read(choices, |number| typed.value(&field(number)).to_owned()).map_err(|slips| {
        let mut faults = Faults::default();
        for Slip { choice, says } in slips {
            faults.add(&fault_field(choice), says);
        }
        Problem::Faults(faults)
    })
}
