//! Whether the house is well, for whoever watches the machine: one word, and nothing of the branch.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, ServiceConfig},
};

use crate::{
    branch,
    web::{Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/health", web::get().to(health));
}

/// 200 while the database answers, 503 while it does not.
async fn health(desk: Desk) -> HttpResponse {
    let scribe = desk.scribe().clone();
    let asked = web::block(move || scribe.read::<_, Problem>(|conn| Ok(branch::count(conn)?))).await;
    let (status, word) = match asked {
        Ok(Ok(_)) => (StatusCode::OK, "well\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    };
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(word)
}
