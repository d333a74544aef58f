//! Registers in and out; polling districts, streets and doors.

mod district;
mod loading;
mod looking;
mod registers;

pub use looking::note_look;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    registers::routes(to);
    loading::routes(to);
    district::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<registers::RegistersPage>()?;
    pages.extend(templates.check::<loading::RegisterPage>()?);
    pages.extend(templates.check::<district::DistrictPage>()?);
    pages.extend(templates.check::<district::StreetPage>()?);
    Ok(pages)
}
