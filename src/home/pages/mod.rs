//! The front page, the search, and everywhere one can go.

mod find;
mod front;
mod more;
mod papers;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    front::routes(to);
    find::routes(to);
    more::routes(to);
    papers::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<front::HomePage>()?;
    pages.extend(templates.check::<find::FindPage>()?);
    pages.extend(templates.check::<more::MorePage>()?);
    pages.extend(templates.check::<papers::PapersPage>()?);
    Ok(pages)
}
