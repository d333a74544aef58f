//! What the executive recommends to the meeting about a motion: to carry it, not to, or to refer it, and why.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{motion::Recommendation, rules, store},
    show::MotionPage,
};
use crate::{
    accounts::{Holding, RuleOnMotions},
    db::MotionId,
    render::words::capitalised,
    web::{Answer, Choice, Desk, Faults, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/recommendation", web::post().to(recommend));
}

/// So many letters at most: it is read aloud before the vote.
const LONGEST: usize = 500;

/// What can be recommended, nothing first.
pub fn offered() -> Vec<Choice> {
    let choice = |one: &Recommendation| Choice::of(one.as_str(), capitalised(one.words()));
    [Choice::of("", "Nothing")].into_iter().chain(Recommendation::ALL.iter().map(choice)).collect()
}

#[derive(Deserialize)]
struct Recommended {
    #[serde(default)]
    recommendation: String,
    #[serde(default)]
    because: String,
}

async fn recommend(desk: Desk, who: Holding<RuleOnMotions>, motion: Path<MotionId>, posted: Posted<Recommended>) -> Answer {
    let (typed, id, form, visitor) = (posted.typed(), *motion, posted.form, (**who).clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let motion = store::find(act.conn(), branch, id)?;
        rules::may_recommend(&motion)?;
        let because = form.because.trim();
        if because.chars().count() > LONGEST {
            let words = format!("Say it in at most {LONGEST} letters: it is read aloud before the vote.");
            return Err(Problem::Faults(Faults::at("because", words)));
        }
        let what: Option<Recommendation> = form.recommendation.parse().ok();
        store::recommend(act, &motion, what.map(|what| (what, because)))?;
        let words = if what.is_some() { "It stands beside the motion." } else { "Nothing is recommended any more." };
        Ok(see(motion.href()).saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| MotionPage::of(look, &visitor, id, form)).await
}
