//! The reminder before it goes, what became of it, and those who want none.

mod refusal;
mod remind;
mod sent;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    remind::routes(to);
    sent::routes(to);
    refusal::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<remind::RemindPage>()?;
    pages.extend(templates.check::<sent::SentPage>()?);
    pages.extend(templates.check::<sent::LettersPage>()?);
    Ok(pages)
}
