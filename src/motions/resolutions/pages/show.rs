//! One resolution: its words, its votes, who does what for it, and what came of it; and a letter of it to print.

use actix_web::web::{self, Path, Query, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Resolution, State,
        resolution::{News, NewsKind, sample},
        store,
    },
    line::Line,
};
use crate::{
    accounts::{Permission, SignedIn},
    db::{Instant, ResolutionId},
    meetings::{self, Meeting},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/resolutions/{resolution}", web::get().to(show)).route("/resolutions/{resolution}/letter", web::get().to(letter));
}

/// One resolution.
#[derive(Debug, Serialize)]
pub struct ResolutionPage {
    resolution: Resolution,
    label: String,
    state: &'static str,
    is_in_force: bool,
    waits: bool,
    paragraphs: Vec<String>,
    meeting: Meeting,
    actions: Vec<Line>,
    news: Vec<Told>,
    /// The one that took its place: its number and its address.
    successor: Option<(String, String)>,
    may_rule: bool,
    kinds: Vec<Choice>,
    form: Filled,
}

/// News with its words.
#[derive(Debug, Serialize)]
struct Told {
    kind: &'static str,
    words: String,
    at: Instant,
}

impl Page for ResolutionPage {
    const TEMPLATE: &'static str = "motions/resolutions/show.html";
    fn title(&self) -> String {
        format!("{} {}", self.label, self.resolution.title)
    }
    fn samples() -> Vec<Self> {
        let page = |resolution: Resolution, may_rule| ResolutionPage {
            label: resolution.label(),
            state: resolution.state.words(),
            is_in_force: resolution.state == State::InForce,
            waits: resolution.waits_for_ratification(),
            paragraphs: resolution.paragraphs(),
            meeting: super::super::super::pages::sample_meeting(),
            actions: Line::samples(),
            news: vec![Told { kind: "Reply", words: "They will look at it.".to_owned(), at: resolution.carried_at }],
            successor: resolution.superseded_by.map(|_| ("R2026/5".to_owned(), "/resolutions".to_owned())),
            may_rule,
            kinds: kinds(),
            form: Filled::default(),
            resolution,
        };
        let waits = Resolution { to_ratify: Some("Standing order C".to_owned()), ..sample() };
        let past = Resolution { state: State::Superseded, superseded_by: Some(ResolutionId::random()), ..sample() };
        let ratified = Resolution { ratified_at: Some(sample().carried_at), ..waits.clone() };
        let wrong = Filled::default().but(Faults::at("what", "Write what is to be done."));
        vec![
            page(sample(), false),
            page(waits, true),
            page(ratified, false),
            page(past, true),
            ResolutionPage { form: wrong, actions: Vec::new(), news: Vec::new(), ..page(sample(), true) },
        ]
    }
}

fn kinds() -> Vec<Choice> {
    NewsKind::ALL.iter().map(|kind| Choice::of(kind.as_str(), kind.words())).collect()
}

async fn show(desk: Desk, who: SignedIn, resolution: Path<ResolutionId>) -> Answer {
    let may_rule = who.may(Permission::RuleOnMotions);
    desk.page(move |look| ResolutionPage::of(look, *resolution, may_rule, Filled::default())).await
}

impl ResolutionPage {
    pub fn of(look: &mut Look<'_>, id: ResolutionId, may_rule: bool, form: Filled) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let resolution = store::find(look.conn, branch, id)?;
        let actions = store::of_resolution(look.conn, branch, id)?;
        let successor = resolution.superseded_by.map(|by| store::find(look.conn, branch, by)).transpose()?;
        let told = |news: News| Told { kind: news.kind.words(), words: news.words, at: news.at };
        Ok(Self {
            label: resolution.label(),
            state: resolution.state.words(),
            is_in_force: resolution.state == State::InForce,
            waits: resolution.waits_for_ratification(),
            paragraphs: resolution.paragraphs(),
            meeting: meetings::find(look.conn, branch, resolution.meeting)?,
            actions: Line::all(look, actions)?,
            news: store::news(look.conn, branch, id)?.into_iter().map(told).collect(),
            successor: successor.map(|by| (by.label(), by.href())),
            may_rule,
            kinds: kinds(),
            form,
            resolution,
        })
    }
}

/// A letter that tells somebody outside what the branch resolved.
#[derive(Debug, Serialize)]
pub struct LetterPage {
    resolution: Resolution,
    paragraphs: Vec<String>,
    meeting: Meeting,
    /// To whom, in lines.
    to: Vec<String>,
    on: NaiveDate,
    branch: String,
}

impl Page for LetterPage {
    const TEMPLATE: &'static str = "motions/resolutions/letter.html";
    fn title(&self) -> String {
        format!("Letter: {}", self.resolution.title)
    }
    fn samples() -> Vec<Self> {
        let page = |to: &[&str]| LetterPage {
            paragraphs: sample().paragraphs(),
            resolution: sample(),
            meeting: super::super::super::pages::sample_meeting(),
            to: to.iter().map(|line| (*line).to_owned()).collect(),
            on: NaiveDate::default(),
            branch: "Northmoor".to_owned(),
        };
        vec![page(&[]), page(&["The Leader of the Council", "County Hall"])]
    }
}

#[derive(Deserialize)]
struct To {
    #[serde(default)]
    to: String,
}

async fn letter(desk: Desk, _who: SignedIn, resolution: Path<ResolutionId>, to: Query<To>) -> Answer {
    let lines: Vec<String> = to.into_inner().to.lines().map(|line| line.trim().to_owned()).collect();
    desk.page(move |look| {
        let found = store::find(look.conn, look.branch.id, *resolution)?;
        Ok(LetterPage {
            paragraphs: found.paragraphs(),
            meeting: meetings::find(look.conn, look.branch.id, found.meeting)?,
            to: lines.into_iter().filter(|line| !line.is_empty()).take(8).collect(),
            on: look.today(),
            branch: look.branch.name.clone(),
            resolution: found,
        })
    })
    .await
}
