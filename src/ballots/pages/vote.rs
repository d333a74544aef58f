//! Voting: rank the names, check, put the paper into the box.

use std::collections::BTreeMap;

use actix_web::{
    cookie::time::Duration,
    web::{self, Path, ServiceConfig},
};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    super::{
        casting,
        choice::Choice,
        ranking::{Ranking, Slip},
        secret, store,
    },
    receipt::cookie_of,
    voter::{Admitted, Voter},
};
use crate::{
    audit::{Act, Actor},
    clock,
    db::BallotId,
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Once, Posted, Problem, See, see},
};

type Marked = BTreeMap<String, String>;

pub fn routes(to: &mut ServiceConfig) {
    to.route("/vote/check", web::post().to(check_with_key))
        .route("/vote/papers", web::post().to(cast_with_key))
        .route("/ballots/{ballot}/paper", web::get().to(paper))
        .route("/ballots/{ballot}/paper", web::post().to(paper_again))
        .route("/ballots/{ballot}/check", web::post().to(check))
        .route("/ballots/{ballot}/papers", web::post().to(cast));
}

/// The fields of the paper are called `f-rank-1`, `f-rank-2` …, so that the summary of faults can lead to them.
pub const FIELD: &str = "f-rank";

fn field(number: i32) -> String {
    format!("{FIELD}-{number}")
}

/// The paper.
#[derive(Debug, Serialize)]
pub struct PaperPage {
    title: String,
    question: String,
    closes_at: Option<DateTime<Utc>>,
    /// Where its forms go: "/vote", or the ballot's own address.
    base: String,
    key: String,
    choices: Vec<Line>,
    form: Filled,
}

/// A name on the paper, with the number beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub id: i32,
    pub name: String,
    pub more: String,
    pub rank: Option<String>,
}

impl Page for PaperPage {
    const TEMPLATE: &'static str = "ballots/paper.html";
    fn title(&self) -> String {
        format!("Your paper: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let line = |id, name: &str, rank: Option<&str>| Line {
            id,
            name: name.into(),
            more: "Nurse".into(),
            rank: rank.map(Into::into),
        };
        let page = |form| PaperPage {
            title: "Candidate for Millbank ward".into(),
            question: "Who shall stand for us in Millbank?".into(),
            closes_at: Some(DateTime::UNIX_EPOCH),
            base: "/vote".into(),
            key: "ABCD".into(),
            choices: vec![line(1, "Ama Okoro", Some("1")), line(2, "Tom Lewis", None)],
            form,
        };
        let wrong = Filled::default().but(Faults::at("rank-1", "Ama and Tom both have number 1."));
        vec![page(Filled::default()), PaperPage { closes_at: None, ..page(wrong) }]
    }
}

impl PaperPage {
    /// The paper of `voter`, with what was written on it before.
    pub fn of(look: &mut Look<'_>, voter: &Voter, typed: &Filled) -> Result<Self, Problem> {
        let Admitted { ballot, choices, .. } = voter.admit(look)?;
        let line = |choice: &Choice| Line {
            id: choice.number,
            name: choice.name.clone(),
            // What is wrong with a number stands where the eye is: under the name it was written beside.
            more: typed.faults.get(&format!("rank-{}", choice.number)).unwrap_or(&choice.statement).clone(),
            rank: Some(typed.value(&field(choice.number)).to_owned()).filter(|rank| !rank.is_empty()),
        };
        Ok(Self {
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

/// "This goes into the box."
#[derive(Debug, Serialize)]
pub struct CheckPage {
    title: String,
    base: String,
    key: String,
    /// Drawn by this page and exchanged for the paper's key.
    slip: String,
    /// The names in the order given.
    ranked: Vec<String>,
    unranked: Vec<String>,
    /// The fields to carry on: name and value.
    marks: Vec<(String, String)>,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "ballots/check.html";
    fn title(&self) -> String {
        format!("Check your paper: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |ranked: &[&str]| CheckPage {
            title: "Chair".into(),
            base: "/vote".into(),
            key: "ABCD".into(),
            slip: "5".into(),
            ranked: ranked.iter().map(|name| (*name).to_owned()).collect(),
            unranked: vec!["Tom Lewis".into()],
            marks: vec![("f-rank-1".into(), "1".into())],
        };
        vec![page(&["Ama Okoro"]), page(&[]), CheckPage { unranked: vec![], ..page(&["Ama Okoro"]) }]
    }
}

async fn paper(desk: Desk, who: SignedInMember, ballot: Path<BallotId>) -> Answer {
    let voter = Voter::Member(*ballot, who.member.id);
    desk.page(move |look| PaperPage::of(look, &voter, &Filled::default())).await
}

async fn paper_again(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Marked>) -> Answer {
    let voter = Voter::Member(*ballot, who.member.id);
    let typed = posted.typed();
    desk.page(move |look| PaperPage::of(look, &voter, &typed)).await
}

async fn check_with_key(desk: Desk, posted: Posted<Marked>) -> Answer {
    let voter = Voter::Key(posted.typed().value("key").to_owned());
    checked(desk, voter, posted).await
}

async fn check(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Marked>) -> Answer {
    checked(desk, Voter::Member(*ballot, who.member.id), posted).await
}

async fn cast_with_key(desk: Desk, posted: Posted<Marked>) -> Answer {
    let voter = Voter::Key(posted.typed().value("key").to_owned());
    dropped(desk, voter, posted).await
}

async fn cast(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Marked>) -> Answer {
    dropped(desk, Voter::Member(*ballot, who.member.id), posted).await
}

/// Shows what would go into the box, or the paper again with its slips pointed out.
async fn checked(desk: Desk, voter: Voter, posted: Posted<Marked>) -> Answer {
    let typed = posted.typed();
    let (again, voter_again) = (typed.clone(), voter.clone());
    let answer = desk.page(move |look| check_page(look, &voter, &typed)).await;
    desk.or_again(answer, again, move |look, form| PaperPage::of(look, &voter_again, &form)).await
}

fn check_page(look: &mut Look<'_>, voter: &Voter, typed: &Filled) -> Result<CheckPage, Problem> {
    let Admitted { ballot, choices, .. } = voter.admit(look)?;
    let ranking = ranking(&choices, typed)?;
    let name = |number: &i32| choices.iter().find(|choice| choice.number == *number).map(|choice| choice.name.clone());
    let unranked = choices.iter().filter(|choice| !ranking.numbers().contains(&choice.number));
    Ok(CheckPage {
        title: ballot.title,
        base: voter.base(),
        key: voter.key().to_owned(),
        slip: clock::secret_token(),
        ranked: ranking.numbers().iter().filter_map(name).collect(),
        unranked: unranked.map(|choice| choice.name.clone()).collect(),
        marks: choices.iter().map(|choice| (field(choice.number), typed.value(&field(choice.number)).to_owned())).collect(),
    })
}

/// Puts the paper into the box. The form's token is not remembered, because the moment it was answered would be kept beside
/// it; the slip does that service: a second copy of the form means the same paper and gets the same receipt.
async fn dropped(desk: Desk, voter: Voter, posted: Posted<Marked>) -> Answer {
    let (typed, cookies) = (posted.typed(), desk.cookies());
    let deed = move |act: &mut Act<'_>| {
        let branch = act.branch();
        let (ballot, entry) = voter.found(act.conn(), branch)?;
        let slip = typed.value("slip");
        if slip.len() != 64 {
            return Err(Problem::Garbled("a paper came without its slip".to_owned()));
        }
        let paper = secret::paper_key(ballot.id, slip);
        let mut receipt = cookies.bake(&cookie_of(ballot.id), secret::tracker(paper), 0);
        receipt.set_max_age(Duration::minutes(10));
        let onward = see(format!("{}/receipt", ballot.path())).with_cookie(receipt);
        if store::has_paper(act.conn(), branch, ballot.id, paper)? {
            return Err(Problem::Answered(Box::<See>::new(onward)));
        }
        let choices = store::choices_of(act.conn(), &ballot)?;
        let ranking = ranking(&choices, &typed)?;
        casting::cast(act, &ballot, entry.as_ref(), paper, &ranking.marks(), voter.channel())?;
        Ok(onward)
    };
    desk.act(Actor::Visitor, &Once::not_needed(), deed).await
}

fn ranking(choices: &[Choice], typed: &Filled) -> Result<Ranking, Problem> {
    Ranking::parse(choices, |number| typed.value(&field(number)).to_owned()).map_err(|slips| {
        let mut faults = Faults::default();
        for Slip { choice, says } in slips {
            faults.add(&format!("rank-{choice}"), says);
        }
        Problem::Faults(faults)
    })
}
