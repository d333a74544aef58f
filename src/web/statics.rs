//! Styles, scripts, fonts and icons: out of the binary, under names that change with their content.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{self, ServiceConfig},
};

use super::{Desk, Problem};
use crate::render::Keep;

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    to.route("/static/{name:.*}", web::get().to(asset));
}

/// A file whose name carries the hash of its content may be kept for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

async fn asset(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&request);
    let (found, keep) = desk.scribe().templates().assets().find(&name).ok_or(Problem::NotFound)?;
    let takes_gzip =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    let mut response = HttpResponse::Ok();
    let kept = if keep == Keep::ForEver { FOR_EVER } else { "no-cache" };
    response
        .insert_header((header::CACHE_CONTROL, kept))
        .insert_header((header::VARY, "accept-encoding"))
        .content_type(found.mime);
    if name.ends_with("/pocket-worker.js") {
        // The round in a pocket is a page of the canvass, and its worker comes from here.
        response.insert_header(("service-worker-allowed", "/canvass/"));
    }
    Ok(match &found.gz {
        Some(packed) if takes_gzip => response.insert_header((header::CONTENT_ENCODING, "gzip")).body(packed.clone()),
        _ => response.body(found.bytes.clone()),
    })
}
