//! Whether the house is well, for whoever watches the machine: one word, and nothing of the branch.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, ServiceConfig},
};
use uuid::Uuid;

use super::super::store;
use crate::{
    audit::{Chore, Scribe},
    db::{self, BranchId, Instant},
    web::{Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/health", web::get().to(health));
}

/// 200 while something can be written, 503 while nothing can: on a full disk pages are still read, and nobody's vote is kept. Why
/// it cannot stands in the log, and not here.
async fn health(desk: Desk) -> HttpResponse {
    let scribe = desk.scribe().clone();
    let asked = web::block(move || beats(&scribe)).await;
    let (status, word) = match asked {
        Ok(Ok(())) => (StatusCode::OK, "well\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "nothing can be written\n"),
    };
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(word)
}

/// Writes the time, unless that was done a moment ago.
fn beats(scribe: &Scribe) -> Result<(), Problem> {
    // A file that was taken away is written to all the same, and everything in it is gone when the program ends.
    if !db::is_there(&scribe.settings().database()) {
        return Err(Problem::NotNow("the database's file is gone".to_owned()));
    }
    let now = Instant::from(scribe.clock().now());
    if scribe.read::<_, Problem>(|conn| Ok(store::has_beaten(conn, now)?))? {
        return Ok(());
    }
    // It is no branch's affair.
    scribe.chore(BranchId(Uuid::nil()), Chore::Beat, |conn, now| Ok(store::beat(conn, now)?))
}
