//! Writing a mailing, looking at it, sending it, and what was sent.

mod all;
mod check;
mod sent;
mod write;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// Addresses with a word in them stand before the one that takes any mailing.
pub fn routes(to: &mut ServiceConfig) {
    all::routes(to);
    write::routes(to);
    check::routes(to);
    sent::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<all::MailingsPage>()?;
    pages.extend(templates.check::<write::WritePage>()?);
    pages.extend(templates.check::<check::CheckPage>()?);
    pages.extend(templates.check::<sent::SentPage>()?);
    Ok(pages)
}
