//! Reminding those who have not voted: whom it reaches is shown before anything is sent.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::{
    election::find_election,
    reminding::{remind, waiting},
    rules,
};
use crate::{
    accounts::{Holding, RunBallots},
    db::BallotId,
    render::{Page, words::plural},
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/reminder", web::get().to(ask)).route("/ballots/{ballot}/reminder", web::post().to(send));
}

/// "Remind 38 members?"
#[derive(Debug, Serialize)]
pub struct RemindPage {
    title: String,
    path: String,
    /// How many messages would go out.
    by_mail: usize,
    /// How many have not voted and hold a paper that went by letter.
    by_letter: usize,
    reminded_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
}

impl Page for RemindPage {
    const TEMPLATE: &'static str = "ballots/remind.html";
    fn title(&self) -> String {
        format!("Remind: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |by_letter, reminded_at| RemindPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            by_mail: 38,
            by_letter,
            reminded_at,
            closes_at: Some(DateTime::UNIX_EPOCH),
        };
        vec![page(2, Some(DateTime::UNIX_EPOCH)), page(0, None), RemindPage { closes_at: None, ..page(0, None) }]
    }
}

async fn ask(desk: Desk, _: Holding<RunBallots>, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        let waiting = waiting(look.conn, &ballot)?;
        rules::may_remind(&ballot, waiting.by_mail.len(), look.now, look.branch.zone)?;
        Ok(RemindPage {
            path: ballot.path(),
            title: ballot.title,
            by_mail: waiting.by_mail.len(),
            by_letter: waiting.by_letter,
            reminded_at: ballot.reminded_at.map(|at| at.0),
            closes_at: ballot.closes_at.map(|at| at.0),
        })
    })
    .await
}

async fn send(desk: Desk, who: Holding<RunBallots>, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let sent = remind(act, *ballot)?;
        let messages = plural(i128::try_from(sent).unwrap_or(i128::MAX), "reminder is", "reminders are");
        Ok(see(format!("/ballots/{ballot}")).saying(format!("{messages} on the way.")))
    })
    .await
}
