//! The pages of selections.

mod applications;
mod apply;
mod call;
mod candidates;
mod declare;
mod list;
mod lists;
mod nominate;
mod nominations;
mod put;
mod reopen;
mod running;
mod settling;
mod show;
mod timetable;
mod trigger;
mod trigger_answer;
mod triggers;

use actix_web::web::ServiceConfig;

pub use running::Running;

use super::{complaints, hustings, messages};
use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    call::routes(to);
    candidates::routes(to);
    apply::routes(to);
    applications::routes(to);
    nominations::routes(to);
    lists::routes(to);
    settling::routes(to);
    nominate::routes(to);
    put::routes(to);
    reopen::routes(to);
    declare::routes(to);
    complaints::pages::routes(to);
    messages::pages::routes(to);
    hustings::pages::routes(to);
    show::routes(to);
    timetable::routes(to);
    triggers::routes(to);
    trigger::routes(to);
    trigger_answer::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::ListPage>()?;
    pages.extend(templates.check::<call::CallPage>()?);
    pages.extend(templates.check::<show::SelectionPage>()?);
    pages.extend(templates.check::<timetable::TimetablePage>()?);
    pages.extend(templates.check::<apply::ApplyPage>()?);
    pages.extend(templates.check::<applications::ApplicationsPage>()?);
    pages.extend(hustings::pages::samples(templates)?);
    pages.extend(messages::pages::samples(templates)?);
    pages.extend(complaints::pages::samples(templates)?);
    pages.extend(templates.check::<nominations::NominationsPage>()?);
    pages.extend(templates.check::<nominate::NominatePage>()?);
    pages.extend(templates.check::<lists::ListsPage>()?);
    pages.extend(templates.check::<triggers::TriggersPage>()?);
    pages.extend(templates.check::<trigger::TriggerPage>()?);
    pages.extend(templates.check::<trigger_answer::TriggerAnswerPage>()?);
    Ok(pages)
}
