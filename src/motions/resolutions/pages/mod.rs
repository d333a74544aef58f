//! The pages of the register and of what is to be done.

mod act;
mod line;
mod list;
mod show;
mod todo;

use actix_web::web::ServiceConfig;

pub use line::Line;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    show::routes(to);
    act::routes(to);
    todo::routes(to);
}

/// Every page of the register, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::RegisterPage>()?;
    pages.extend(templates.check::<show::ResolutionPage>()?);
    pages.extend(templates.check::<show::LetterPage>()?);
    pages.extend(templates.check::<todo::ActionsPage>()?);
    pages.extend(templates.check::<todo::ActionPage>()?);
    Ok(pages)
}
