//! Handing an office over: the term of one ends, that of another begins the day after, and what both have to go through
//! stands on a list until it is done. What the office opens here passes on at midnight by itself.

mod checklist;
mod pages;
mod rules;
mod store;

use chrono::NaiveDate;
use serde::Serialize;

pub use pages::{HandoverPage, PassPage, routes};
pub use store::going_on;

use crate::db::{Instant, RowId, schema::handovers};

/// An office that passes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = handovers)]
pub struct Handover {
    pub id: RowId,
    pub from_term: RowId,
    pub to_term: RowId,
    /// The last day that the term would have had.
    pub ran_to: Option<NaiveDate>,
    pub made_at: Instant,
    pub undone_at: Option<Instant>,
}

/// One thing to hand over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub id: RowId,
    pub words: String,
    pub done_on: Option<NaiveDate>,
}
