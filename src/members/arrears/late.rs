//! Somebody whose dues are late.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::{MemberId, RowId};

/// How a reminder reaches somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    Mail,
    Letter,
    /// Neither a mail address nor one for the post is known.
    Nowhere,
}

/// Somebody whose dues are late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Late {
    pub id: MemberId,
    pub name: String,
    pub number: String,
    pub paid_to: NaiveDate,
    /// How long the dues have not been paid: "for 3 months".
    pub since: String,
    pub way: Way,
    /// When this person was reminded last, within the past year or so.
    pub reminded_on: Option<NaiveDate>,
    pub wants_none: bool,
}

impl Late {
    /// For samples of pages.
    pub fn sample(way: Way) -> Self {
        Self {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            number: "8000001".into(),
            paid_to: NaiveDate::default(),
            since: "for 3 months".into(),
            reminded_on: (way == Way::Mail).then(NaiveDate::default),
            wants_none: way == Way::Nowhere,
            way,
        }
    }
}

/// A reminder as it went to several people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminder {
    pub id: RowId,
    pub sent_on: NaiveDate,
    /// What the officer added, such as how to pay.
    pub words: String,
    pub people: i64,
}

impl Reminder {
    /// For samples of pages.
    pub fn sample() -> Self {
        Self { id: RowId::fresh(), sent_on: NaiveDate::default(), words: String::new(), people: 9 }
    }
}

/// Where the page of a reminder is.
pub fn path(id: RowId) -> String {
    format!("/members/dues/reminders/{id}")
}
