//! What is sent about late dues: one kind reminder.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;
use serde_json::{Value, json};

use super::late::{Late, path};
use crate::{
    audit::Act,
    db::{MemberId, RowId},
    mail::{self, Category, Notice, Recipient},
    members::{store::reach, wishes},
    render::words,
};

/// What the reminder is called in the outbox.
pub const REMINDER: &str = "dues reminder";
const TEMPLATE: &str = "members/mail/dues_reminder";

/// What the reminder says.
#[derive(Debug, Clone, Serialize)]
pub struct Says {
    /// Shown as it is filled for each member; in the preview, for the first of them.
    pub paid_to: NaiveDate,
    /// What the officer added, in paragraphs.
    pub added: Vec<String>,
    /// Where a member says that they want no reminders.
    pub link: String,
}

impl Says {
    pub fn of(late: &Late, added: &str, link: String) -> Self {
        let added = words::paragraphs(added).into_iter().map(|lines| lines.join("\n")).collect();
        Self { paid_to: late.paid_to, added, link }
    }

    /// What the template is filled with to show the reminder before it is sent.
    pub fn shown(&self, branch: &str, is_practice: bool, name: &str) -> Value {
        json!({ "branch": branch, "name": name, "base": "", "facts": self, "is_practice": is_practice })
    }
}

/// The template of the text that is shown before it is sent.
pub fn text_template() -> String {
    format!("{TEMPLATE}.txt")
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
