//! The page that is kept on the phone: it holds no name and no door, only what draws them.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use crate::{
    accounts::SignedIn,
    canvassing::{
        contacts::{self, Code, Codes, Intention, Outcome, Question},
        follow_ups::Kind,
    },
    db::{RoundId, RowId},
    render::Page,
    web::{Answer, Choice, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/pocket", web::get().to(show));
}

/// A button.
#[derive(Debug, Serialize)]
struct Button {
    value: String,
    label: String,
    /// What it counts as.
    meaning: &'static str,
    /// How the door stands after it.
    picture: contacts::Picture,
    /// Whether it stands in the bar at the foot, or behind "More".
    in_bar: bool,
}

/// "Round NSB1-01", wherever there is no signal.
#[derive(Debug, Serialize)]
pub struct PocketPage {
    round: RoundId,
    code: String,
    outcomes: Vec<Button>,
    intentions: Vec<Button>,
    questions: Vec<Question>,
    /// What can be followed up.
    kinds: Vec<Choice>,
}

impl Page for PocketPage {
    const TEMPLATE: &'static str = "canvassing/pocket.html";
    fn title(&self) -> String {
        format!("Round {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let question = Question { id: RowId::fresh(), words: "Buses?".into(), choices: vec!["More".into(), "Fewer".into()] };
        let asking = Codes { questions: vec![question], ..Codes::default() };
        [Codes::default(), asking].map(|codes| Self::of(RoundId::fresh(), "NSB1-01".into(), codes)).into()
    }
}

/// The outcomes that stand in the bar, the first word of each.
const IN_BAR: [Outcome; 3] = [Outcome::NoAnswer, Outcome::Spoke, Outcome::Refused];

impl PocketPage {
    fn of(round: RoundId, code: String, codes: Codes) -> Self {
        let is_first = |code: &Code<Outcome>| {
            codes.results.iter().find(|each| each.meaning == code.meaning).is_some_and(|each| each.number == code.number)
        };
        let outcome = |code: &Code<Outcome>| Button {
            value: code.value(),
            label: code.words.clone(),
            meaning: code.meaning.as_str(),
            picture: code.meaning.picture(),
            in_bar: IN_BAR.contains(&code.meaning) && is_first(code),
        };
        let intention = |code: &Code<Intention>| Button {
            value: code.value(),
            label: code.words.clone(),
            meaning: code.meaning.as_str(),
            picture: contacts::Picture::Done,
            in_bar: false,
        };
        Self {
            round,
            code,
            outcomes: codes.results.iter().map(outcome).collect(),
            intentions: codes.intentions.iter().map(intention).collect(),
            questions: codes.questions,
            kinds: Kind::ALL.iter().map(|kind| Choice::of(kind.as_str(), kind.words())).collect(),
        }
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    desk.page(move |look| {
        let opened = contacts::open(look.conn, look.branch.id, &who, *id, look.now)?;
        let codes = contacts::codes(look.conn, look.branch.id)?;
        Ok(PocketPage::of(opened.round.id, opened.round.code, codes))
    })
    .await
}
