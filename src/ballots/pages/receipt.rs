//! The receipt: the paper is in the box, and this is how to find it again.

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::{State, election::find_election, secret::is_tracker};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/receipt", web::get().to(receipt));
}

/// The cookie that carries the tracker of one ballot to the voter, for ten minutes; nobody else is told it.
pub fn cookie_of(ballot: BallotId) -> String {
    format!("wardmote-receipt-{}", ballot.0.simple())
}

/// "Your paper is in the box", to the browser that put it there.
#[derive(Debug, Serialize)]
pub struct ReceiptPage {
    title: String,
    closes_at: Option<DateTime<Utc>>,
    result: String,
    tracker: Option<String>,
}

impl Page for ReceiptPage {
    const TEMPLATE: &'static str = "ballots/receipt.html";
    fn title(&self) -> String {
        if self.tracker.is_some() { "Your paper is in the box".into() } else { "No receipt here".into() }
    }
    fn samples() -> Vec<Self> {
        let page = |tracker: Option<&str>, closes_at| ReceiptPage {
            title: "Chair".into(),
            closes_at,
            result: "/ballots/1/result".into(),
            tracker: tracker.map(Into::into),
        };
        vec![page(Some("7f3a-91c2-04de"), Some(DateTime::UNIX_EPOCH)), page(None, None)]
    }
}

async fn receipt(desk: Desk, request: HttpRequest, ballot: Path<BallotId>) -> Answer {
    let tracker = desk.cookies().read(&request, &cookie_of(*ballot)).filter(|tracker| is_tracker(tracker));
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        if ballot.state == State::Draft {
            return Err(Problem::NotFound);
        }
        Ok(ReceiptPage {
            result: format!("{}/result", ballot.path()),
            title: ballot.title,
            closes_at: ballot.closes_at.map(|closes| closes.0),
            tracker,
        })
    })
    .await
}
