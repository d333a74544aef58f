//! One person in the register.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

use crate::db::{AccountId, BranchId, MemberId, schema::members};

/// A person as the register knows them today; what is dated stands beside, in `Facts`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = members)]
pub struct Member {
    pub id: MemberId,
    pub branch_id: BranchId,
    pub account_id: Option<AccountId>,
    /// The membership number, as text: leading noughts count.
    pub number: String,
    pub title: String,
    pub first_name: String,
    /// What the person wants to be called, where it is not the first name.
    pub preferred_name: String,
    pub last_name: String,
    pub email: Option<String>,
    pub mobile: String,
    pub address: String,
    pub town: String,
    pub postcode: String,
    pub gender: String,
    pub born_on: Option<NaiveDate>,
    /// The last day that the dues paid so far cover.
    pub paid_to: Option<NaiveDate>,
}

impl Member {
    /// The name to call the person by.
    pub fn name(&self) -> String {
        called(&self.first_name, &self.preferred_name, &self.last_name)
    }
}

/// The little that a list shows of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    pub id: MemberId,
    pub name: String,
    pub number: String,
    pub ward: Option<String>,
    pub class: Option<String>,
}

impl Person {
    /// Whether the person is a member: of one of the `classes` that the rulebook counts as such.
    pub fn is_member(&self, classes: &[String]) -> bool {
        self.class.as_ref().is_some_and(|class| classes.contains(class))
    }
}

/// What is needed to enter somebody in the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joining {
    pub number: String,
    pub title: String,
    pub first_name: String,
    pub preferred_name: String,
    pub last_name: String,
    pub email: Option<String>,
    pub mobile: String,
    pub address: String,
    pub town: String,
    pub postcode: String,
    pub gender: String,
    pub born_on: Option<NaiveDate>,
    pub paid_to: Option<NaiveDate>,
    /// The name of the ward the person lives in, if it is known.
    pub ward: Option<String>,
    pub class: String,
    pub joined_on: NaiveDate,
    /// Where these facts come from: "membership list of 3 October", "founding".
    pub source: String,
}

impl Joining {
    /// The name to call the person by.
    pub fn name(&self) -> String {
        called(&self.first_name, &self.preferred_name, &self.last_name)
    }
}

/// Preferred name before first name, then the last name; some people have only one name.
pub fn called(first: &str, preferred: &str, last: &str) -> String {
    let first = if preferred.is_empty() { first } else { preferred };
    [first, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
