//! The pages of the register.

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(_: &mut ServiceConfig) {}

/// Every page of this module, rendered with its samples.
pub fn samples(_: &Templates) -> Result<Vec<String>, RenderError> {
    Ok(Vec::new())
}
