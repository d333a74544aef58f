//! The pages of objections: a member looks at her own line and objects, an officer decides.

mod decide;
mod line;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this folder.
pub fn routes(to: &mut ServiceConfig) {
    line::routes(to);
    decide::routes(to);
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<line::LinePage>()?;
    pages.extend(templates.check::<decide::ObjectionsPage>()?);
    Ok(pages)
}
