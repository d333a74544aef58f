//! The pages of ballots: a member's paper, the returning officer's desk, the result.

mod cast;
mod check;
mod close;
mod count_sheet;
mod days;
mod discard;
mod draft;
mod enter;
mod hold;
mod letters;
mod list;
mod lots;
mod marked;
mod open;
mod paper;
mod papers;
mod portrait;
mod question;
mod receipt;
mod reconcile;
mod recount;
mod remind;
mod result;
mod rights;
mod roll;
mod running;
mod screen;
mod show;
mod voter;
mod withdrawing;

use actix_web::web::{self, ServiceConfig};

pub use portrait::address as portrait_address;
pub use running::{Run, Running};

use super::{Slot, objections, printed, scrutiny};
use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    to.app_data(web::Data::new(Slot::open()));
    enter::routes(to);
    paper::routes(to);
    check::routes(to);
    cast::routes(to);
    receipt::routes(to);
    list::routes(to);
    draft::routes(to);
    question::routes(to);
    days::routes(to);
    discard::routes(to);
    open::routes(to);
    close::routes(to);
    lots::routes(to);
    roll::routes(to);
    screen::routes(to);
    remind::routes(to);
    letters::routes(to);
    printed::pages::routes(to);
    scrutiny::pages::routes(to);
    objections::pages::routes(to);
    result::routes(to);
    hold::routes(to);
    reconcile::routes(to);
    recount::routes(to);
    marked::routes(to);
    withdrawing::routes(to);
    count_sheet::routes(to);
    papers::routes(to);
    portrait::routes(to);
    rights::routes(to);
    show::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<enter::EnterPage>()?;
    pages.extend(templates.check::<paper::PaperPage>()?);
    pages.extend(templates.check::<check::CheckPage>()?);
    pages.extend(templates.check::<receipt::ReceiptPage>()?);
    pages.extend(templates.check::<list::ListPage>()?);
    pages.extend(templates.check::<draft::DraftPage>()?);
    pages.extend(templates.check::<question::QuestionPage>()?);
    pages.extend(templates.check::<days::DaysPage>()?);
    pages.extend(templates.check::<show::BallotPage>()?);
    pages.extend(templates.check::<close::ClosePage>()?);
    pages.extend(templates.check::<lots::LotsPage>()?);
    pages.extend(templates.check::<rights::RightsPage>()?);
    pages.extend(templates.check::<roll::RollPage>()?);
    pages.extend(templates.check::<screen::ScreenPage>()?);
    pages.extend(templates.check::<remind::RemindPage>()?);
    pages.extend(templates.check::<letters::LettersPage>()?);
    pages.extend(templates.check::<result::ResultPage>()?);
    pages.extend(templates.check::<hold::HoldPage>()?);
    pages.extend(templates.check::<reconcile::ReconciliationPage>()?);
    pages.extend(templates.check::<count_sheet::CountSheetPage>()?);
    pages.extend(templates.check::<papers::PapersPage>()?);
    pages.extend(templates.check::<marked::MarkedPage>()?);
    pages.extend(printed::pages::samples(templates)?);
    pages.extend(scrutiny::pages::samples(templates)?);
    pages.extend(objections::pages::samples(templates)?);
    Ok(pages)
}
