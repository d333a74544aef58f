//! Somebody who was declared elected, and a term that made way for her.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{
    ContestId, MemberId, RowId,
    schema::{officers_elected, officers_succeeded},
};

/// One member elected to one office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = officers_elected)]
pub struct Elected {
    /// The term that came of it.
    pub term_id: RowId,
    pub contest_id: ContestId,
    pub nomination_id: RowId,
    pub member_id: MemberId,
    pub elected_on: NaiveDate,
    /// The last day of the term, as it was declared.
    pub ends_on: Option<NaiveDate>,
}

/// A term that a declaration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = officers_succeeded)]
pub struct Succeeded {
    pub term_id: RowId,
    /// The last day that it would have had.
    pub until_on: Option<NaiveDate>,
}
