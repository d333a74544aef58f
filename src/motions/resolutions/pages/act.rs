//! What officers do with a resolution: ask somebody to act, note letters and replies, set the day to look at it again, let it lapse.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    super::{
        Resolution, State, course,
        resolution::NewsKind,
        rules::{self, NotNoted},
        store,
    },
    show::ResolutionPage,
};
use crate::{
    accounts::{Holding, RuleOnMotions},
    audit::Act,
    db::ResolutionId,
    members,
    web::{Answer, Desk, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/resolutions/{resolution}/actions", web::post().to(ask))
        .route("/resolutions/{resolution}/news", web::post().to(note))
        .route("/resolutions/{resolution}/review", web::post().to(review))
        .route("/resolutions/{resolution}/standing", web::post().to(settle));
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    what: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    due: String,
}

async fn ask(desk: Desk, who: Holding<RuleOnMotions>, resolution: Path<ResolutionId>, posted: Posted<Asking>) -> Answer {
    let (typed, id, form) = (posted.typed(), *resolution, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let (branch, due) = (act.branch(), day(&form.due)?);
        rules::what(&form.what)?;
        let owner = members::naming::named(act.conn(), branch, &form.who, "who")?;
        course::ask(act, id, owner, &form.what, due)?;
        Ok(see(address(id)).saying("It is asked for, and whoever does it is written to."))
    });
    desk.or_again(answer.await, typed, move |look, form| ResolutionPage::of(look, id, true, form)).await
}

/// A day as a form sends it; nothing typed is no day.
fn day(typed: &str) -> Result<Option<NaiveDate>, NotNoted> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| NotNoted::NoDay),
    }
}

fn address(id: ResolutionId) -> String {
    format!("/resolutions/{id}")
}

fn found(act: &mut Act<'_>, id: ResolutionId) -> Result<Resolution, Problem> {
    let branch = act.branch();
    Ok(store::find(act.conn(), branch, id)?)
}

#[derive(Deserialize)]
struct Noting {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    words: String,
}

async fn note(desk: Desk, who: Holding<RuleOnMotions>, resolution: Path<ResolutionId>, posted: Posted<Noting>) -> Answer {
    let (typed, id, form) = (posted.typed(), *resolution, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let kind: NewsKind = form.kind.parse().map_err(|_| NotNoted::NoKind)?;
        let resolution = found(act, id)?;
        store::note(act, &resolution, kind, rules::news(&form.words)?)?;
        Ok(see(address(id)).saying("It is noted."))
    });
    desk.or_again(answer.await, typed, move |look, form| ResolutionPage::of(look, id, true, form)).await
}

#[derive(Deserialize)]
struct Reviewing {
    #[serde(default)]
    due: String,
}

async fn review(desk: Desk, who: Holding<RuleOnMotions>, resolution: Path<ResolutionId>, posted: Posted<Reviewing>) -> Answer {
    let (typed, id, due) = (posted.typed(), *resolution, posted.form.due);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let (resolution, on) = (found(act, id)?, day(&due)?);
        store::set_review(act, &resolution, on)?;
        let words = if on.is_some() { "The day to look at it again is set." } else { "It has no day to be looked at again." };
        Ok(see(address(id)).saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| ResolutionPage::of(look, id, true, form)).await
}

#[derive(Deserialize)]
struct Settling {
    #[serde(default)]
    state: String,
    /// The resolution that takes its place: "R2027/2".
    #[serde(default)]
    by: String,
}

async fn settle(desk: Desk, who: Holding<RuleOnMotions>, resolution: Path<ResolutionId>, posted: Posted<Settling>) -> Answer {
    let (typed, id, form) = (posted.typed(), *resolution, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let resolution = found(act, id)?;
        let (state, by) = match form.state.as_str() {
            "in-force" => (State::InForce, None),
            "superseded" => (State::Superseded, Some(successor(act, &resolution, form.by.trim())?)),
            _ => (State::Lapsed, None),
        };
        store::set_state(act, &resolution, state, by)?;
        Ok(see(address(id)).saying(format!("Resolution {} is {}.", resolution.label(), state.words())))
    });
    desk.or_again(answer.await, typed, move |look, form| ResolutionPage::of(look, id, true, form)).await
}

fn successor(act: &mut Act<'_>, resolution: &Resolution, label: &str) -> Result<ResolutionId, Problem> {
    let branch = act.branch();
    let wanted = label.to_uppercase();
    let wanted = wanted.trim_start_matches('R');
    let by = store::list(act.conn(), branch)?.into_iter().find(|other| other.label().trim_start_matches('R') == wanted);
    match by {
        None => Err(NotNoted::NoSuch(label.to_owned()).into()),
        Some(by) if by.id == resolution.id => Err(NotNoted::Itself.into()),
        Some(by) => Ok(by.id),
    }
}
