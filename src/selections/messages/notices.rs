//! The frame in which every message of somebody who stands goes out: the same words around each.

use diesel::QueryResult;
use serde::Serialize;

use super::message::Message;
use crate::{
    audit::Act,
    branch::Branch,
    db::Instant,
    mail::{self, Category, Notice, Recipient},
    members::CONTACT_PAGE,
    render::{RenderError, Templates, words},
    selections::Selection,
};

const TEMPLATE: &str = "selections/mail/from_a_candidate";

/// The message as it reads before it is handed in.
///
/// # Errors
/// Where the template cannot be filled.
pub fn as_read(templates: &Templates, branch: &Branch, says: &Says) -> Result<String, RenderError> {
    mail::preview(templates, branch, TEMPLATE, ("…", says))
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
        category: Category::News,
        about: selection.path(),
        template: TEMPLATE,
        deadline: Some(until),
    };
    let letters: Vec<(Recipient, Says)> = people.into_iter().map(|one| (one, says.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}
