//! The pages of the register.

mod address;
mod dues;
mod entering;
mod imports;
mod list;
mod looks;
mod me;
mod offices;
mod person;
mod portrait;
mod right;

use actix_web::web::ServiceConfig;
use serde::Serialize;

use crate::{
    accounts::Permission,
    members::{arrears, duplicates, handover, needs, welcoming, wishes},
    render::{RenderError, Templates},
    web::Visitor,
};

pub use looks::note_looks;
pub use portrait::Vote;

/// The pages of this module. Addresses with a word in them stand before the one that takes any member.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    imports::routes(to);
    offices::routes(to);
    handover::routes(to);
    me::routes(to);
    looks::routes(to);
    dues::routes(to);
    entering::routes(to);
    duplicates::routes(to);
    welcoming::routes(to);
    arrears::routes(to);
    wishes::routes(to);
    address::routes(to);
    needs::routes(to);
    person::routes(to);
    right::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::ListPage>()?;
    pages.extend(imports::samples(templates)?);
    pages.extend(templates.check::<offices::OfficesPage>()?);
    pages.extend(templates.check::<handover::PassPage>()?);
    pages.extend(templates.check::<handover::HandoverPage>()?);
    pages.extend(templates.check::<me::MePage>()?);
    pages.extend(templates.check::<looks::LooksPage>()?);
    pages.extend(templates.check::<dues::DuesPage>()?);
    pages.extend(templates.check::<entering::EnterPage>()?);
    pages.extend(duplicates::samples(templates)?);
    pages.extend(welcoming::samples(templates)?);
    pages.extend(arrears::samples(templates)?);
    pages.extend(wishes::samples(templates)?);
    pages.extend(needs::samples(templates)?);
    pages.extend(templates.check::<address::AddressPage>()?);
    pages.extend(templates.check::<address::MovePage>()?);
    pages.extend(right::samples(templates)?);
    pages.extend(templates.check::<person::PersonPage>()?);
    Ok(pages)
}

/// A way between the pages of the register.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    label: &'static str,
    href: &'static str,
    count: Option<i64>,
    current: bool,
}

/// The ways that somebody may take; `at` is the page they are on.
pub fn ways(visitor: &Visitor, at: &str) -> Vec<Way> {
    let all = [
        ("Members", "/members", visitor.may(Permission::ManageMembers)),
        ("Joiners", "/members/joiners", visitor.may(Permission::ManageMembers)),
        ("Lists", "/lists", visitor.may(Permission::ManageMembers)),
        ("Write to members", "/mailings", visitor.may(Permission::ManageMembers)),
        ("Membership lists", "/members/import", visitor.may(Permission::ManageMembers)),
        ("Dues", "/members/dues", visitor.may(Permission::RecordDues)),
        ("Access needs", "/members/needs", visitor.may(Permission::CallMeetings)),
        ("Wards", "/wards", visitor.may(Permission::ManageMembers)),
        ("Offices", "/members/offices", visitor.may(Permission::ManageMembers) || visitor.may(Permission::ManageBranch)),
    ];
    let open = all.into_iter().filter(|(_, _, open)| *open);
    open.map(|(label, href, _)| Way { label, href, count: None, current: href == at }).collect()
}

/// The same for samples: everything is open.
pub fn sample_ways(at: &str) -> Vec<Way> {
    let all = [
        ("Members", "/members"),
        ("Joiners", "/members/joiners"),
        ("Lists", "/lists"),
        ("Write to members", "/mailings"),
        ("Membership lists", "/members/import"),
        ("Dues", "/members/dues"),
        ("Access needs", "/members/needs"),
        ("Wards", "/wards"),
        ("Offices", "/members/offices"),
    ];
    all.into_iter().map(|(label, href)| Way { label, href, count: None, current: href == at }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_register_renders_with_every_sample() {
        let templates = Templates::load(None).expect("the templates load");
        let pages = samples(&templates).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(pages.iter().all(|page| page.contains("<h1>") && !page.contains(" style=")));
    }
}
