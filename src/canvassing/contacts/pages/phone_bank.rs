//! "Phone bank": the rounds on which somebody gave a number.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::phone_bank;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    db::RoundId,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/calls", web::get().to(show));
}

/// A round with somebody to call.
#[derive(Debug, Serialize)]
struct Line {
    round: RoundId,
    code: String,
    streets: String,
    todo: usize,
    back: usize,
    done: usize,
}

/// "Phone bank".
#[derive(Debug, Serialize)]
pub struct PhoneBankPage {
    rounds: Vec<Line>,
    todo: usize,
    people: usize,
}

impl Page for PhoneBankPage {
    const TEMPLATE: &'static str = "canvassing/phone_bank.html";
    fn title(&self) -> String {
        "Phone bank".into()
    }
    fn samples() -> Vec<Self> {
        let line = |todo, done| Line {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            streets: "Mill Lane".into(),
            todo,
            back: 1,
            done,
        };
        vec![Self::of(vec![line(2, 1), line(0, 4)]), Self::of(vec![line(0, 1)]), Self::of(Vec::new())]
    }
}

impl PhoneBankPage {
    fn of(rounds: Vec<Line>) -> Self {
        let (todo, all) =
            (rounds.iter().map(|line| line.todo).sum(), rounds.iter().map(|line| line.todo + line.back + line.done));
        Self { people: all.sum(), todo, rounds }
    }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(|look| {
        let rounds = phone_bank::rounds_to_call(look.conn, look.branch.id)?;
        let line = |each: phone_bank::RoundToCall| Line {
            round: each.round.id,
            code: each.round.code,
            streets: each.round.streets,
            todo: each.todo,
            back: each.back,
            done: each.done,
        };
        Ok(PhoneBankPage::of(rounds.into_iter().map(line).collect()))
    })
    .await
}
