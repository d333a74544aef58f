//! Shifts to come to, and making one. A shift's own page, which shows results and gives out rounds, is in `contacts`.

mod by_key;
mod coming;
mod making;
mod offering;
mod rota;
mod shifts;

pub use shifts::sample as sample_shift;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    making::routes(to);
    shifts::routes(to);
    coming::routes(to);
    by_key::routes(to);
    offering::routes(to);
    rota::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<shifts::ShiftsPage>()?;
    pages.extend(templates.check::<making::MakingPage>()?);
    pages.extend(templates.check::<by_key::ComingPage>()?);
    pages.extend(templates.check::<rota::RotaPage>()?);
    Ok(pages)
}
