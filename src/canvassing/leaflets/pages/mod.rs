//! The leaflets, and one of them with its rounds.

mod list;
mod one;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    one::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::LeafletsPage>()?;
    pages.extend(templates.check::<one::LeafletPage>()?);
    Ok(pages)
}
