//! Registers in and out.

mod following;
mod loading;
mod registers;
mod updating;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    registers::routes(to);
    loading::routes(to);
    following::routes(to);
    updating::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<registers::RegistersPage>()?;
    pages.extend(templates.check::<loading::RegisterPage>()?);
    pages.extend(templates.check::<following::FollowingPage>()?);
    pages.extend(templates.check::<updating::UpdatePage>()?);
    Ok(pages)
}
