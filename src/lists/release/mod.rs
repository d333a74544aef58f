//! A file about more people than leave at one officer's word: one officer asks for it and says what for, another agrees, and
//! whoever asked takes it once.

mod pages;
mod rules;
mod store;

use serde::Serialize;

pub use pages::{ReleasesPage, asked_for, routes};
pub use store::taken;

/// What a file is asked for: its question, the kept list that it is of, what is on it and what for.
#[derive(Debug, Clone)]
pub struct Wish {
    pub asks: Typed,
    pub list: Option<RowId>,
    pub what: Takeaway,
    pub purpose: Purpose,
}

use super::{Question as Typed, takeaway::Takeaway};
use crate::{
    db::{AccountId, Instant, RowId, schema::list_releases},
    members::Purpose,
};

/// A file that was asked for, and how far it has come.
#[derive(Debug, Clone, Serialize, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = list_releases)]
pub struct Release {
    pub id: RowId,
    /// The kept list that it is of: whoever is left out there is not on the file.
    pub list_id: Option<RowId>,
    pub asks: String,
    pub what: Takeaway,
    pub purpose: Purpose,
    /// How many people were found when it was asked for; of no more it is.
    pub people: i32,
    pub asked_by: AccountId,
    pub asked_at: Instant,
    pub agreed_at: Option<Instant>,
    pub refused_at: Option<Instant>,
    pub taken_at: Option<Instant>,
}
