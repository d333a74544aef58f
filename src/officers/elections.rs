//! The elections of a meeting: the places that are up, in the order in which they are filled.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{
    BallotId, BranchId, ContestId, ElectionsId, MeetingId, MemberId,
    schema::{officer_contests, officer_elections},
};

/// The elections of officers at one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = officer_elections)]
pub struct Elections {
    pub id: ElectionsId,
    pub branch_id: BranchId,
    pub meeting_id: MeetingId,
    pub called_on: NaiveDate,
    /// The last day on which names are taken.
    pub closes_on: NaiveDate,
    /// The day on which nominations were closed in the meeting, where they were.
    pub closed_on: Option<NaiveDate>,
    /// The member who runs them, and who therefore cannot stand.
    pub officer_id: MemberId,
}

crate::text_enum! {
    /// What sort of places a contest fills.
    pub enum Sort {
        /// An office, for its term by the rules.
        Office = "office",
    }
}

/// One office, or several places of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = officer_contests)]
pub struct Contest {
    pub id: ContestId,
    pub branch_id: BranchId,
    pub election_id: ElectionsId,
    /// From 1: whoever is elected to an earlier one may be out of a later one.
    pub position: i32,
    pub sort: Sort,
    /// The key of the office in the rulebook.
    pub office: String,
    /// What people call it.
    pub title: String,
    pub seats: i32,
    /// Why the places are up, a sentence a line.
    pub working: String,
    pub clause: String,
    /// The last day of the term, where it is the rest of somebody else's.
    pub ends_on: Option<NaiveDate>,
    pub ballot_id: Option<BallotId>,
    pub declared_on: Option<NaiveDate>,
}

impl Elections {
    /// Where their page is.
    pub fn path(&self) -> String {
        path(self.id)
    }
}

impl Contest {
    /// The rulebook's sort of ballot by which it is decided.
    pub const fn ballot_rule(&self) -> &'static str {
        match self.sort {
            Sort::Office => "officers",
        }
    }

    /// How many places it fills.
    pub fn places(&self) -> usize {
        usize::try_from(self.seats).unwrap_or_default()
    }
}

/// Where the page of elections is.
pub fn path(elections: ElectionsId) -> String {
    format!("/officers/elections/{elections}")
}
