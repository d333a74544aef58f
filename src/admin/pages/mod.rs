//! The outbox, the record, the rulebook.

mod batches;
mod health;
mod outbox;
mod record;
mod rulebook;
mod unsubscribe;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    batches::routes(to);
    health::routes(to);
    outbox::routes(to);
    record::routes(to);
    rulebook::routes(to);
    unsubscribe::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<outbox::OutboxPage>()?;
    pages.extend(templates.check::<outbox::MessagePage>()?);
    pages.extend(templates.check::<batches::BatchPage>()?);
    pages.extend(templates.check::<record::RecordPage>()?);
    pages.extend(templates.check::<record::VerifiedPage>()?);
    pages.extend(templates.check::<rulebook::RulebookPage>()?);
    pages.extend(templates.check::<unsubscribe::UnsubscribePage>()?);
    Ok(pages)
}
