//! The pages of scrutineers: the returning officer names them, and each says what she has seen.

mod named;
mod own;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this folder.
pub fn routes(to: &mut ServiceConfig) {
    named::routes(to);
    own::routes(to);
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<named::ScrutineersPage>()?;
    pages.extend(templates.check::<own::ScrutinyPage>()?);
    Ok(pages)
}
