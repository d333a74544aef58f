//! Closing before the time, with a reason, or after it without one.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        election::{Ended, close_election, end_voting, find_election},
        room,
        rules::NotNow,
        store,
    },
    running::Running,
};
use crate::{
    accounts,
    audit::Act,
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/closing", web::get().to(ask))
        .route("/ballots/{ballot}/closing", web::post().to(close).wrap(from_fn(accounts::weighty)));
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
    in_the_room: bool,
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
            in_the_room: false,
            form,
        };
        let wrong =
            Filled::default().but(Faults::at("reason", NotNow::TooEarly { until: "Friday 4 December".into() }.to_string()));
        let here = ClosePage { in_the_room: true, ..page(Filled::default(), None) };
        vec![page(Filled::default(), Some(DateTime::UNIX_EPOCH)), page(wrong, None), here]
    }
}

#[derive(Deserialize)]
struct Closing {
    #[serde(default)]
    reason: String,
}

async fn ask(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| close_page(look, *ballot, Filled::default())).await
}

fn close_page(look: &mut Look<'_>, ballot: BallotId, form: Filled) -> Result<ClosePage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let turnout = store::turnout(look.conn, look.branch.id, ballot.id)?;
    Ok(ClosePage {
        in_the_room: room::is_the_place_of(&ballot),
        path: ballot.path(),
        title: ballot.title,
        closes_at: ballot.closes_at.map(|closes| closes.0),
        voted: turnout.voted,
        entitled: turnout.entitled,
        form,
    })
}

async fn close(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Closing>) -> Answer {
    let (ballot, typed) = (*ballot, posted.typed());
    let reason = posted.form.reason.trim().to_owned();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let counted = see(format!("/ballots/{ballot}/result")).saying("The ballot is closed and counted.");
            if !is_in_the_room(act, ballot)? {
                close_election(act, ballot, &reason)?;
                return Ok(counted);
            }
            Ok(match end_voting(act, ballot)? {
                Ended::Counted => counted,
                Ended::TellersNext => see(format!("/ballots/{ballot}/printed"))
                    .saying("Voting is over. Tell the printed papers now, then close the ballot."),
            })
        })
        .await;
    desk.or_again(answer, typed, move |look, form| close_page(look, ballot, form)).await
}

fn is_in_the_room(act: &mut Act<'_>, ballot: BallotId) -> Result<bool, Problem> {
    let branch = act.branch();
    Ok(room::is_the_place_of(&find_election(act.conn(), branch, ballot)?))
}
