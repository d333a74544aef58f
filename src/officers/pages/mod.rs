//! The pages of officers and their elections.

mod answer;
mod ballots;
mod call;
mod declare;
mod delegates;
mod leave;
mod list;
mod nominate;
mod order;
mod show;

use actix_web::web::ServiceConfig;

use crate::{
    render::{RenderError, Templates},
    selections::Belonging,
    web::Choice,
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    call::routes(to);
    nominate::routes(to);
    answer::routes(to);
    ballots::routes(to);
    declare::routes(to);
    order::routes(to);
    delegates::routes(to);
    leave::routes(to);
    show::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::OfficersPage>()?;
    pages.extend(templates.check::<call::CallPage>()?);
    pages.extend(templates.check::<nominate::NominatePage>()?);
    pages.extend(templates.check::<answer::AnswerPage>()?);
    pages.extend(templates.check::<ballots::BallotsPage>()?);
    pages.extend(templates.check::<delegates::DelegatesPage>()?);
    pages.extend(templates.check::<leave::LeavePage>()?);
    pages.extend(templates.check::<show::ElectionsPage>()?);
    Ok(pages)
}

/// What somebody may say of herself, where places are kept for a group.
fn belongings(group: &str) -> Vec<Choice> {
    let offer = |belongs: Belonging, label: &str| Choice::of(belongs.as_str(), label);
    vec![
        offer(Belonging::NotSaid, "I do not say"),
        offer(Belonging::Belongs, &format!("Yes: count me among the {group}")),
        offer(Belonging::DoesNot, "No"),
    ]
}
