//! Keeping papers for longer, while a complaint about the ballot is pending.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Ballot, Hold,
        election::find_election,
        keeping::{hold, holds_on},
        rules,
    },
    running::Running,
};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/hold", web::get().to(ask))
        .route("/ballots/{ballot}/hold", web::post().to(keep))
        .route("/ballots/{ballot}/hold/end", web::post().to(end));
}

/// "Keep the papers for longer?"
#[derive(Debug, Serialize)]
pub struct HoldPage {
    title: String,
    path: String,
    is_held: bool,
    /// Complaints that keep them whatever is written here, each with its last day.
    complaints: Vec<String>,
    form: Filled,
}

impl Page for HoldPage {
    const TEMPLATE: &'static str = "ballots/hold.html";
    fn title(&self) -> String {
        format!("Keep the papers: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |is_held, form| HoldPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            is_held,
            complaints: if is_held { vec!["A complaint is not answered yet.".into()] } else { vec![] },
            form,
        };
        let wrong = Filled::default().but(Faults::at("because", "Say what the complaint is about."));
        vec![page(false, wrong), page(true, Filled::with([("because", "An appeal.".to_owned())]))]
    }
}

#[derive(Deserialize)]
struct Holds {
    #[serde(default)]
    because: String,
}

async fn ask(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| page(look, *ballot, None)).await
}

fn page(look: &mut Look<'_>, ballot: BallotId, typed: Option<Filled>) -> Result<HoldPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    rules::may_hold(&ballot)?;
    let today = look.today();
    let holds = holds_on(look.conn, &ballot, today)?;
    Ok(HoldPage {
        path: ballot.path(),
        complaints: holds.iter().map(Hold::in_words).collect(),
        is_held: !ballot.kept_because.is_empty(),
        form: typed.unwrap_or_else(|| standing(&ballot)),
        title: ballot.title,
    })
}

/// The reason as the form shows it.
fn standing(ballot: &Ballot) -> Filled {
    Filled::of_what_stands([("because", ballot.kept_because.clone())])
}

async fn keep(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Holds>) -> Answer {
    let (ballot, typed, opened) = (*ballot, posted.typed(), posted.opened());
    let because = posted.form.because.trim().to_owned();
    if because.is_empty() {
        let faults = Faults::at("because", "Say what the complaint is about.");
        return desk.again(typed, faults, move |look, form| page(look, ballot, Some(form))).await;
    }
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        opened.still_stands(&standing(&find_election(act.conn(), branch, ballot)?))?;
        hold(act, ballot, &because)?;
        Ok(see(format!("/ballots/{ballot}/result")).saying("The papers are kept until the complaint is settled."))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, ballot, Some(form))).await
}

async fn end(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        hold(act, *ballot, "")?;
        Ok(see(format!("/ballots/{ballot}/result")).saying("The papers go in their time again."))
    })
    .await
}
