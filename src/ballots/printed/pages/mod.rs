//! The pages of printed papers: the returning officer's desk, the tellers' reading, and what comes out of the printer.

mod issue;
mod print;
mod read;
mod returns;
mod tell;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this folder.
pub fn routes(to: &mut ServiceConfig) {
    issue::routes(to);
    returns::routes(to);
    tell::routes(to);
    read::routes(to);
    print::routes(to);
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<issue::PrintedPage>()?;
    pages.extend(templates.check::<read::BatchPage>()?);
    pages.extend(templates.check::<print::PrintPage>()?);
    Ok(pages)
}
