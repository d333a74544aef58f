//! Forgetting one person: on which ground, how far it has come, and what stands in the way.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{AccountId, MemberId, RowId, schema::erasures};

crate::text_enum! {
    /// Why somebody is to be forgotten.
    pub enum Ground {
        /// They asked for it.
        Asked = "asked",
        /// They left so long ago that the rulebook keeps nothing any more.
        Left = "left",
    }
}

/// Forgetting one person, from the proposal to the day on which it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = erasures)]
pub struct Erasure {
    pub id: RowId,
    pub member_id: MemberId,
    pub ground: Ground,
    pub proposed_on: NaiveDate,
    /// None where the program proposed it.
    pub proposed_by: Option<AccountId>,
    pub confirmed_on: Option<NaiveDate>,
    /// The first day on which it is done.
    pub erase_on: Option<NaiveDate>,
    pub stopped_on: Option<NaiveDate>,
    pub erased_on: Option<NaiveDate>,
}

impl Erasure {
    /// Whether it is still to be confirmed or done.
    pub fn is_open(&self) -> bool {
        self.stopped_on.is_none() && self.erased_on.is_none()
    }
}

/// Something for which a person must still be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// "on the roll of the ballot Candidate for Millbank ward".
    pub says: String,
    /// What ends it: "until the ballot is counted".
    pub until: &'static str,
}
