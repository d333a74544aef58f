//! Somebody who joined, and who welcomes them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::MemberId;

/// Somebody who joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joiner {
    pub id: MemberId,
    pub name: String,
    pub number: String,
    pub ward: Option<String>,
    pub joined_on: NaiveDate,
    /// Under eighteen today.
    pub is_young: bool,
}

/// Who speaks with a joiner, by when, and whether they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Welcome {
    pub joiner: MemberId,
    pub welcomer: MemberId,
    pub given_on: NaiveDate,
    pub speak_by: NaiveDate,
    pub spoke_on: Option<NaiveDate>,
}

/// Somebody who is to welcome joiners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcomer {
    pub id: MemberId,
    pub name: String,
    pub ward: Option<String>,
    /// Whether this is a member today.
    pub is_member: bool,
    /// Whether there is a mail address to ask this person by, and to sign in by.
    pub has_address: bool,
    /// Whether this person does not want to be asked.
    pub wants_none: bool,
    /// Whether this is an officer who looks after the register.
    pub keeps_register: bool,
    /// How many joiners wait for a word from this person.
    pub waiting: usize,
}
