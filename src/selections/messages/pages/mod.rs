//! The pages of messages: somebody who stands writes one, and an officer sees what everybody has used.

mod all;
mod own;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this folder.
pub fn routes(to: &mut ServiceConfig) {
    own::routes(to);
    all::routes(to);
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<own::MessagePage>()?;
    pages.extend(templates.check::<all::MessagesPage>()?);
    Ok(pages)
}
