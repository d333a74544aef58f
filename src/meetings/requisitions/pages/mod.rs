//! Asking for a special meeting, signing for it, and what an officer does about it.

mod list;
mod show;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    show::routes(to);
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::ListPage>()?;
    pages.extend(templates.check::<show::RequisitionPage>()?);
    Ok(pages)
}
