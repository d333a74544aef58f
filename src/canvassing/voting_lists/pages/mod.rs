//! Lists of voters in and out.

mod lists;
mod one;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    lists::routes(to);
    one::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<lists::VotingListsPage>()?;
    pages.extend(templates.check::<one::VotingListPage>()?);
    Ok(pages)
}
