//! A selection and those who stand in it.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{
    BallotId, BranchId, Instant, MemberId, PortraitId, RowId, SelectionId,
    schema::{selection_candidates, selections},
};

/// The choosing of a candidate for one office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = selections)]
pub struct Selection {
    pub id: SelectionId,
    pub branch_id: BranchId,
    /// What the person chosen will stand for: "Council candidate for Millbank".
    pub office: String,
    /// The ward whose members choose; empty where the whole branch does.
    pub ward: String,
    /// How many are chosen.
    pub seats: i32,
    pub called_on: NaiveDate,
    /// The day on which the ballot is meant to open.
    pub opens_on: NaiveDate,
    pub closes_at: Instant,
    /// The member who runs it, and who therefore cannot stand.
    pub officer_id: MemberId,
    /// Its ballot, once drafted.
    pub ballot_id: Option<BallotId>,
    /// Why it goes faster than the rules' timetable; empty where it keeps to it.
    pub short_because: String,
    /// The day on which it was declared who is chosen.
    pub declared_on: Option<NaiveDate>,
    /// The last day of applications that were opened again, for the group alone of which too few stood.
    pub reopened_until: Option<NaiveDate>,
}

/// Somebody who stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = selection_candidates)]
pub struct Candidate {
    pub id: RowId,
    pub member_id: MemberId,
    pub statement: String,
    pub portrait_id: Option<PortraitId>,
    /// The place among those chosen, from 1, once that is declared.
    pub chosen_as: Option<i32>,
}

impl Selection {
    /// Where its page is.
    pub fn path(&self) -> String {
        path(self.id)
    }
}

/// Where the page of a selection is.
pub fn path(selection: SelectionId) -> String {
    format!("/selections/{selection}")
}
