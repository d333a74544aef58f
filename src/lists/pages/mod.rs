//! Asking, seeing who is found, keeping the question, and taking away what a purpose needs.

mod ask;
mod keep;
mod kept;
mod mine;
mod people;
mod take;

use actix_web::web::ServiceConfig;

pub use keep::question;
pub use take::file_of;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    ask::routes(to);
    people::routes(to);
    keep::routes(to);
    take::routes(to);
    super::release::routes(to);
    mine::routes(to);
    kept::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<ask::AskPage>()?;
    pages.extend(templates.check::<people::PeoplePage>()?);
    pages.extend(templates.check::<super::release::ReleasesPage>()?);
    pages.extend(kept::samples(templates)?);
    pages.extend(templates.check::<mine::MinePage>()?);
    Ok(pages)
}
