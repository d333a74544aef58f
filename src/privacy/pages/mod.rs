//! The public page of what is held, and the copy for whoever it is about.

mod copying;
mod erasing;
mod held;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    held::routes(to);
    copying::routes(to);
    erasing::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<held::HeldPage>()?;
    pages.extend(templates.check::<copying::CopyPage>()?);
    pages.extend(templates.check::<erasing::ErasurePage>()?);
    pages.extend(templates.check::<erasing::ErasuresPage>()?);
    Ok(pages)
}
