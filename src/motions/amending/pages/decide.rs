//! Entering what the meeting made of an amendment, and putting it right.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::{Amendment, State, amendment::Place, course, rules};
use crate::{
    accounts::{Holding, RuleOnMotions},
    web::{Answer, Desk, Faults, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/amendments/{amendment}/decision", web::post().to(decide));
}

#[derive(Deserialize)]
struct Decided {
    #[serde(default)]
    decision: String,
}

async fn decide(desk: Desk, who: Holding<RuleOnMotions>, place: Path<Place>, posted: Posted<Decided>) -> Answer {
    let (place, decision) = (*place, posted.form.decision.parse());
    desk.act(who.actor(), &posted.once, move |act| {
        let state = match decision {
            Ok(state @ (State::Carried | State::Lost | State::Fallen | State::Proposed)) => state,
            _ => return Err(Problem::refused(Faults::at("decision", "Say whether it is carried or lost.").in_words())),
        };
        let (amendment, fallen) = course::decide(act, place, state)?;
        Ok(see(amendment.href()).saying(told(&amendment, state, &fallen)))
    })
    .await
}

/// "Amendment 1 is carried. With it falls 2."
fn told(amendment: &Amendment, state: State, fallen: &[Amendment]) -> String {
    let now = format!("Amendment {} {}.", amendment.number, state.says());
    let numbers: Vec<i32> = fallen.iter().map(|one| one.number).collect();
    match numbers.len() {
        0 => now,
        1 => format!("{now} With it falls {}.", rules::numbers(&numbers)),
        _ => format!("{now} With it fall {}.", rules::numbers(&numbers)),
    }
}
