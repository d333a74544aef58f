//! The round in a pocket: the page that works without a signal, what it takes along and sends back, and what came in.

mod carrying;
mod log;
mod losing;
mod pocket;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    pocket::routes(to);
    carrying::routes(to);
    log::routes(to);
    losing::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<pocket::PocketPage>()?;
    pages.extend(templates.check::<log::LogPage>()?);
    Ok(pages)
}
