//! Signing in, signing out, and where one is signed in.

mod devices;
mod sign_in;
mod sign_out;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    sign_in::routes(to);
    sign_out::routes(to);
    devices::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<sign_in::AskPage>()?;
    pages.extend(templates.check::<sign_in::CodePage>()?);
    pages.extend(templates.check::<sign_in::WhoPage>()?);
    pages.extend(templates.check::<devices::DevicesPage>()?);
    Ok(pages)
}
