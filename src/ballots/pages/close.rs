//! Closing before the time, with a reason, or after it without one.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::{
    election::{close_election, find_election},
    rules::NotNow,
    store,
};
use crate::{
    accounts::{Holding, RunBallots},
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/closing", web::get().to(ask)).route("/ballots/{ballot}/closing", web::post().to(close));
}

/// "Close it now?"
#[derive(Debug, Serialize)]
pub struct ClosePage {
    title: String,
    path: String,
    /// When it would close by itself.
    closes_at: Option<DateTime<Utc>>,
    voted: i64,
    entitled: i64,
    form: Filled,
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "ballots/close.html";
    fn title(&self) -> String {
        format!("Close: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |form, closes_at| ClosePage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            closes_at,
            voted: 3,
            entitled: 9,
            form,
        };
        let wrong =
            Filled::default().but(Faults::at("reason", NotNow::TooEarly { until: "Friday 4 December".into() }.to_string()));
        vec![page(Filled::default(), Some(DateTime::UNIX_EPOCH)), page(wrong, None)]
    }
}

#[derive(Deserialize)]
struct Closing {
    #[serde(default)]
    reason: String,
}

async fn ask(desk: Desk, _: Holding<RunBallots>, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| close_page(look, *ballot, Filled::default())).await
}

fn close_page(look: &mut Look<'_>, ballot: BallotId, form: Filled) -> Result<ClosePage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let turnout = store::turnout(look.conn, look.branch.id, ballot.id)?;
    Ok(ClosePage {
        path: ballot.path(),
        title: ballot.title,
        closes_at: ballot.closes_at.map(|closes| closes.0),
        voted: turnout.voted,
        entitled: turnout.entitled,
        form,
    })
}

async fn close(desk: Desk, who: Holding<RunBallots>, ballot: Path<BallotId>, posted: Posted<Closing>) -> Answer {
    let (ballot, typed) = (*ballot, posted.typed());
    let reason = posted.form.reason.trim().to_owned();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            close_election(act, ballot, &reason)?;
            Ok(see(format!("/ballots/{ballot}/result")).saying("The ballot is closed and counted."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| close_page(look, ballot, form)).await
}
