//! What can be chosen: a candidate, or a line such as "Reopen nominations".

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::schema::ballot_choices;

/// A choice as it stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = ballot_choices)]
pub struct Choice {
    /// Its place on the paper, from 1, and its number in the count.
    pub number: i32,
    pub name: String,
    pub statement: String,
    pub withdrawn: bool,
}

/// A choice before it has its place on the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewChoice {
    pub name: String,
    pub statement: String,
}
