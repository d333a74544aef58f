//! Polling districts, streets and doors.

mod district;
mod looking;

pub use looking::note_look;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    district::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<district::DistrictPage>()?;
    pages.extend(templates.check::<district::StreetPage>()?);
    Ok(pages)
}
