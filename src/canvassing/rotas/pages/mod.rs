//! Shifts to come to, making one, and giving out rounds. A shift's own page, which shows results too, is in `contacts`.

mod coming;
mod giving;
mod making;
mod shifts;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    making::routes(to);
    shifts::routes(to);
    coming::routes(to);
    giving::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<shifts::ShiftsPage>()?;
    pages.extend(templates.check::<making::MakingPage>()?);
    Ok(pages)
}
