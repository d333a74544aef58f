//! Putting a fact about a member right by hand: one small page for each kind of fact. Every fact says where it is known
//! from, and what it said before stays in the history.

mod class;
mod details;
mod joining;
mod suspension;
mod ward;

use actix_web::web::ServiceConfig;
use serde::Serialize;

use super::super::{Member, store, store::Correction};
use crate::{
    db::MemberId,
    render::{Page, RenderError, Templates},
    web::{Choice, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    class::routes(to);
    joining::routes(to);
    ward::routes(to);
    details::routes(to);
    suspension::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<RightPage>()?;
    pages.extend(templates.check::<suspension::SuspensionPage>()?);
    Ok(pages)
}

/// The kinds of facts, as the template knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Class,
    Joining,
    Ward,
    Details,
}

impl What {
    /// The last part of the page's address.
    const fn path(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Joining => "joining",
            Self::Ward => "ward",
            Self::Details => "details",
        }
    }

    const fn head(self) -> &'static str {
        match self {
            Self::Class => "Which kind of membership",
            Self::Joining => "Member since",
            Self::Ward => "Where they live",
            Self::Details => "Name and address",
        }
    }
}

/// One fact of one member, and the form that puts it right.
#[derive(Debug, Serialize)]
pub struct RightPage {
    id: MemberId,
    name: String,
    what: What,
    head: &'static str,
    path: &'static str,
    /// How it stands: "full since 1 March 2019".
    stands: String,
    choices: Vec<Choice>,
    form: Filled,
}

impl RightPage {
    fn of(member: &Member, what: What, stands: String, choices: Vec<Choice>, form: Filled) -> Self {
        let (head, path) = (what.head(), what.path());
        Self { id: member.id, name: member.name(), what, head, path, stands, choices, form }
    }
}

impl Page for RightPage {
    const TEMPLATE: &'static str = "members/right.html";

    fn title(&self) -> String {
        format!("{}: {}", self.head, self.name)
    }

    fn samples() -> Vec<Self> {
        let choices = vec![Choice::word("full")];
        let page = |what: What, form| RightPage {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            what,
            head: what.head(),
            path: what.path(),
            stands: "full since 1 March 2019".into(),
            choices: choices.clone(),
            form,
        };
        let wrong = || {
            let fault = |field| crate::web::Faults::at(field, "Say where you know it from.");
            Filled::default().but(fault("source"))
        };
        let all = [What::Class, What::Joining, What::Ward, What::Details];
        all.into_iter().map(|what| page(what, Filled::default())).chain([page(What::Class, wrong())]).collect()
    }
}

/// The member whom a page is about.
fn member(look: &mut Look<'_>, id: MemberId) -> Result<Member, Problem> {
    Ok(store::find(look.conn, look.branch.id, id)?)
}

/// Where a page goes back to.
fn back(id: MemberId) -> String {
    format!("/members/{id}")
}

/// What was put right about a member, for their page.
pub fn put_right(look: &mut Look<'_>, id: MemberId) -> Result<Vec<Correction>, Problem> {
    Ok(store::corrections(look.conn, look.branch.id, id)?)
}
