//! What is sent about late dues: one kind reminder.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;

use super::late::{Late, path};
use crate::{
    audit::{Act, Scribe},
    branch::Branch,
    db::{MemberId, RowId},
    mail::{self, Category, Notice, Recipient},
    members::{store::reach, wishes},
    render::{RenderError, words},
};

/// What the reminder is called in the outbox.
pub const REMINDER: &str = "dues reminder";
const TEMPLATE: &str = "members/mail/dues_reminder";
/// Where it is looked at before it goes.
const BEFORE_IT_GOES: &str = "/members/dues/reminder";

/// What the reminder says.
#[derive(Debug, Clone, Serialize)]
pub struct Says {
    /// Shown as it is filled for each member; in the preview, for the first of them.
    pub paid_to: NaiveDate,
    /// What the officer added, in paragraphs.
    pub added: Vec<String>,
    /// Where a member says that they want no reminders.
    pub link: String,
    /// Whether it goes to the officer alone, for a look.
    pub is_test: bool,
}

impl Says {
    pub fn of(late: &Late, added: &str, link: String) -> Self {
        let added = words::paragraphs(added).into_iter().map(|lines| lines.join("\n")).collect();
        Self { paid_to: late.paid_to, added, link, is_test: false }
    }
}

/// The reminder as `first` reads it.
///
/// # Errors
/// Where the template cannot be filled.
pub fn as_read(scribe: &Scribe, branch: &Branch, first: &Late, added: &str) -> Result<String, RenderError> {
    let says = Says::of(first, added, format!("{}{}", scribe.base_url(), wishes::PAGE));
    mail::preview(scribe.templates(), branch, TEMPLATE, (&first.name, &says))
}

/// Reminds these people, each of their own day.
pub fn reminded(act: &mut Act<'_>, id: RowId, people: &[Late], added: &str) -> QueryResult<()> {
    let notice = Notice { kind: REMINDER, category: Category::Reminder, about: path(id), template: TEMPLATE, deadline: None };
    let (branch, link) = (act.branch(), act.link(wishes::PAGE));
    let ids: Vec<MemberId> = people.iter().map(|late| late.id).collect();
    let known: HashMap<MemberId, &Late> = people.iter().map(|late| (late.id, late)).collect();
    let letter = |(id, recipient): (MemberId, Recipient)| Some((recipient, Says::of(known.get(&id)?, added, link.clone())));
    let letters: Vec<_> = reach(act.conn(), branch, &ids)?.into_iter().filter_map(letter).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}

/// The reminder as `first` would read it, to the officer who wants to see it in her own mail. It reminds nobody.
pub fn tested(act: &mut Act<'_>, first: &Late, added: &str, to: Recipient) -> QueryResult<()> {
    let notice = Notice {
        kind: "test of a dues reminder",
        category: Category::Service,
        about: BEFORE_IT_GOES.to_owned(),
        template: TEMPLATE,
        deadline: None,
    };
    let says = Says { is_test: true, ..Says::of(first, added, act.link(wishes::PAGE)) };
    mail::queue(act, &notice, &[(to, says)]).map(|_| ())
}
