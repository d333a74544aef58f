//! The compositing room in the browser: opening one, and working in it.

mod open;
mod room;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    open::routes(to);
    room::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<open::OpenPage>()?;
    pages.extend(templates.check::<room::RoomPage>()?);
    Ok(pages)
}
