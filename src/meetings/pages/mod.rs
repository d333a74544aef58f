//! Calling a meeting, its page, its proof of service, its agenda and its door.

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(_to: &mut ServiceConfig) {}

/// Every page of this module, rendered with its samples.
pub fn samples(_templates: &Templates) -> Result<Vec<String>, RenderError> {
    Ok(Vec::new())
}
