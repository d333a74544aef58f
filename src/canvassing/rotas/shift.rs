//! A shift: a time, a place to meet, somebody who leads it.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{Instant, MemberId, ShiftId, schema::shifts};

/// A canvassing session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = shifts)]
pub struct Shift {
    pub id: ShiftId,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub meeting_point: String,
    pub leader_id: MemberId,
    pub note: String,
    pub called_off_at: Option<Instant>,
}

impl Shift {
    /// Its page.
    pub fn path(&self) -> String {
        format!("/canvass/shifts/{}", self.id)
    }
}

/// A shift to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShift {
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub meeting_point: String,
    pub leader: MemberId,
    /// What to bring, where to park.
    pub note: String,
}
