//! A candidate's picture. Its address is all that keeps it, because voters who come by a link are not signed in.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Path, ServiceConfig},
};

use super::super::store;
use crate::{
    db::PortraitId,
    web::{Answer, Desk},
};

/// It never changes: another picture has another address. No cache between keeps it.
const KEPT: &str = "private, max-age=86400, immutable";

pub fn routes(to: &mut ServiceConfig) {
    to.route("/portraits/{portrait}", web::get().to(show));
}

/// Where a portrait is.
pub fn address(portrait: PortraitId) -> String {
    format!("/portraits/{portrait}")
}

async fn show(desk: Desk, portrait: Path<PortraitId>) -> Answer {
    let jpeg = desk.look(move |look| Ok(store::portrait(look.conn, look.branch.id, *portrait)?)).await?;
    Ok(HttpResponse::Ok().content_type("image/jpeg").insert_header((header::CACHE_CONTROL, KEPT)).body(jpeg))
}
