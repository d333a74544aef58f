//! The receipt: the paper is in the box, and this is how to find it again.

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::store;
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/receipt", web::get().to(receipt));
}

/// The cookie that carries the tracker to the voter, for ten minutes; nobody else is told it.
pub const RECEIPT: &str = "wardmote-receipt";

/// "Your paper is in the box."
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
        "Your paper is in the box".into()
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
    let tracker = desk.cookies().read(&request, RECEIPT);
    desk.page(move |look| {
        let ballot = store::find(look.conn, look.branch.id, *ballot)?;
        Ok(ReceiptPage {
            result: format!("{}/result", ballot.path()),
            title: ballot.title,
            closes_at: ballot.closes_at.map(|closes| closes.0),
            tracker,
        })
    })
    .await
}
