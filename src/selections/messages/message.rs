//! A message of somebody who stands.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    audit::hex,
    db::{Instant, MemberId, RowId, SelectionId, schema::selection_messages},
};

/// What somebody who stands writes to those who vote.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = selection_messages)]
pub struct Message {
    pub id: RowId,
    pub selection_id: SelectionId,
    pub member_id: MemberId,
    pub words: String,
    pub handed_in_at: Instant,
    /// When it leaves, unless it is held back before.
    pub leaves_at: Instant,
    /// Why it was held back; empty where it was not.
    pub held_because: String,
    pub held_on: Option<NaiveDate>,
    pub sent_on: Option<NaiveDate>,
    /// To how many it went.
    pub people: Option<i32>,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Waits,
    Held,
    Sent,
}

impl Message {
    pub fn standing(&self) -> Standing {
        match (self.sent_on, self.held_on) {
            (Some(_), _) => Standing::Sent,
            (None, Some(_)) => Standing::Held,
            (None, None) => Standing::Waits,
        }
    }

    /// Whether it counts among those that a candidate may send; one that was held back does not.
    pub fn counts(&self) -> bool {
        self.standing() != Standing::Held
    }

    /// The fingerprint of its words, which the record keeps, so that nobody changes one unseen.
    pub fn fingerprint(&self) -> String {
        hex(&Sha256::digest(&self.words))
    }
}
