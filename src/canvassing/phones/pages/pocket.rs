//! The page that is kept on the phone: it holds no name and no door, only what draws them.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use crate::{
    accounts::SignedIn,
    canvassing::contacts::{self, Intention, Outcome},
    db::RoundId,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/pocket", web::get().to(show));
}

/// A button.
#[derive(Debug, Serialize)]
struct Button {
    value: &'static str,
    label: &'static str,
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
}

impl Page for PocketPage {
    const TEMPLATE: &'static str = "canvassing/pocket.html";
    fn title(&self) -> String {
        format!("Round {}", self.code)
    }
    fn samples() -> Vec<Self> {
        vec![Self::of(RoundId::fresh(), "NSB1-01".into())]
    }
}

impl PocketPage {
    fn of(round: RoundId, code: String) -> Self {
        let outcome = |outcome: &Outcome| Button {
            value: outcome.as_str(),
            label: outcome.words(),
            picture: outcome.picture(),
            in_bar: matches!(outcome, Outcome::NoAnswer | Outcome::Spoke | Outcome::Refused),
        };
        let intention = |said: &Intention| Button {
            value: said.as_str(),
            label: said.words(),
            picture: contacts::Picture::Done,
            in_bar: false,
        };
        Self {
            round,
            code,
            outcomes: Outcome::ALL.iter().map(outcome).collect(),
            intentions: Intention::ALL.iter().map(intention).collect(),
        }
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    desk.page(move |look| {
        let opened = contacts::open(look.conn, look.branch.id, &who, *id, look.now)?;
        Ok(PocketPage::of(opened.round.id, opened.round.code))
    })
    .await
}
