//! What can be chosen: a candidate, or a line such as "Reopen nominations".

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{PortraitId, schema::ballot_choices};

/// A choice as it stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = ballot_choices)]
pub struct Choice {
    /// Its place on the paper, from 1, and its number in the count.
    pub number: i32,
    pub name: String,
    pub statement: String,
    /// Whether the count passes it over: withdrawn, or elected to an earlier office.
    pub withdrawn: bool,
    pub portrait_id: Option<PortraitId>,
    /// The day on which somebody took her name back after the paper was drafted.
    pub withdrew_on: Option<NaiveDate>,
}

#[cfg(test)]
impl Choice {
    /// A choice of which a test needs no more than this.
    pub fn numbered(number: i32, name: &str) -> Self {
        Self { number, name: name.to_owned(), statement: String::new(), withdrawn: false, portrait_id: None, withdrew_on: None }
    }
}

/// A choice before it has its place on the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewChoice {
    pub name: String,
    pub statement: String,
    pub portrait: Option<PortraitId>,
}

impl NewChoice {
    /// A choice of which nothing but the name is told.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}
