//! Polling day at a glance; a polling district with its slips and the list to knock up by.

mod day;
mod knocking_up;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    day::routes(to);
    knocking_up::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<day::DayPage>()?;
    pages.extend(templates.check::<knocking_up::KnockingUpPage>()?);
    Ok(pages)
}
