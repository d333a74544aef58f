//! The frame in which every message of somebody who stands goes out: the same words around each.

use diesel::QueryResult;
use serde::Serialize;
use serde_json::{Value, json};

use super::message::Message;
use crate::{
    audit::Act,
    db::Instant,
    mail::{self, Category, Notice, Recipient},
    members::CONTACT_PAGE,
    render::words,
    selections::Selection,
};

const TEMPLATE: &str = "selections/mail/from_a_candidate";

/// The template of the text that is shown before it is handed in.
pub fn text_template() -> String {
    format!("{TEMPLATE}.txt")
}

/// What the frame is filled with.
#[derive(Debug, Clone, Serialize)]
pub struct Says {
    candidate: String,
    office: String,
    paragraphs: Vec<String>,
    /// The page with all who stand.
    selection: String,
    /// Where a member says that they want no such messages.
    contact: String,
}

impl Says {
    /// `link` makes a full address of a path.
    pub fn of(selection: &Selection, candidate: &str, words: &str, link: impl Fn(&str) -> String) -> Self {
        Self {
            candidate: candidate.to_owned(),
            office: selection.office.clone(),
            paragraphs: words::paragraphs(words).into_iter().map(|lines| lines.join("\n")).collect(),
            selection: link(&selection.path()),
            contact: link(CONTACT_PAGE),
        }
    }

    /// What the template is filled with to show the message before it is handed in.
    pub fn shown(&self, branch: &str, is_practice: bool, name: &str) -> Value {
        json!({ "branch": branch, "name": name, "base": "", "facts": self, "is_practice": is_practice })
    }
}

/// Queues a message to everybody it reaches. It is worthless once the ballot is closed.
pub fn passed_on(
    act: &mut Act<'_>,
    selection: &Selection,
    (message, candidate): (&Message, &str),
    people: Vec<Recipient>,
    until: Instant,
) -> QueryResult<()> {
    let says = Says::of(selection, candidate, &message.words, |path| act.link(path));
    let notice = Notice {
        kind: "message of a candidate",
        category: Category::Reminder,
        about: selection.path(),
        template: TEMPLATE,
        deadline: Some(until),
    };
    let letters: Vec<(Recipient, Says)> = people.into_iter().map(|one| (one, says.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}
