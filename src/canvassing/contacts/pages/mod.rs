//! The canvass at a glance, cutting a polling district, a shift with its results, who came to it, a round on paper, on the
//! phone and at the keyboard, and the words in which doors are noted.

mod area;
mod codes;
mod cut_wish;
mod cutting;
mod figures;
mod following;
mod giving;
mod meeting;
mod needs;
mod noting;
mod opening;
mod out;
mod overview;
mod phone_bank;
mod results;
mod sheet;
mod shift;
mod telephoning;
mod thanking;
mod typing;
mod walk;

pub use opening::{Opened, doors_of, is_coordinator, open, open_in};

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    overview::routes(to);
    cutting::routes(to);
    area::routes(to);
    giving::routes(to);
    meeting::routes(to);
    shift::routes(to);
    sheet::routes(to);
    walk::routes(to);
    telephoning::routes(to);
    phone_bank::routes(to);
    results::routes(to);
    figures::routes(to);
    thanking::routes(to);
    out::routes(to);
    noting::routes(to);
    needs::routes(to);
    following::routes(to);
    typing::routes(to);
    codes::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<overview::OverviewPage>()?;
    pages.extend(templates.check::<cutting::CutPage>()?);
    pages.extend(templates.check::<area::AreaPage>()?);
    pages.extend(templates.check::<shift::ShiftPage>()?);
    pages.extend(templates.check::<meeting::MeetingPage>()?);
    pages.extend(templates.check::<sheet::SheetPage>()?);
    pages.extend(templates.check::<figures::FiguresPage>()?);
    pages.extend(templates.check::<out::OutPage>()?);
    pages.extend(templates.check::<walk::WalkPage>()?);
    pages.extend(templates.check::<telephoning::CallsPage>()?);
    pages.extend(templates.check::<phone_bank::PhoneBankPage>()?);
    pages.extend(templates.check::<typing::TypingPage>()?);
    pages.extend(templates.check::<typing::FindPage>()?);
    pages.extend(templates.check::<codes::CodesPage>()?);
    Ok(pages)
}
