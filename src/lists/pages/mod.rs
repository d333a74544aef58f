//! Asking, seeing who is found, keeping the question, and taking away what a purpose needs.

mod ask;
mod keep;
mod people;
mod take;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    ask::routes(to);
    people::routes(to);
    keep::routes(to);
    take::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<ask::AskPage>()?;
    pages.extend(templates.check::<people::PeoplePage>()?);
    Ok(pages)
}
