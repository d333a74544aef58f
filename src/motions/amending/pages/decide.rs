//! Entering what the meeting made of an amendment, and putting it right.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::{Followed, State, amendment::Place, course, rules};
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
        let followed = course::decide(act, place, state)?;
        Ok(see(followed.amendment.href()).saying(told(&followed, state)))
    })
    .await
}

/// "Amendment 1 is carried. With it is carried 3. With it fall 2 and 4."
fn told(followed: &Followed, state: State) -> String {
    let mut told = vec![format!("Amendment {} {}.", followed.amendment.number, state.says())];
    told.extend(with(&followed.carried, "is carried", "are carried"));
    told.extend(with(&followed.fell, "falls", "fall"));
    told.join(" ")
}

fn with(numbers: &[i32], one: &str, many: &str) -> Option<String> {
    match numbers {
        [] => None,
        [_] => Some(format!("With it {one} {}.", rules::numbers(numbers))),
        _ => Some(format!("With it {many} {}.", rules::numbers(numbers))),
    }
}
