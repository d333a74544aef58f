//! A meeting, from its call to its close.

use chrono::NaiveDate;
use serde::Serialize;

use super::agenda::Line;
use crate::{
    branch::Branch,
    db::{BranchId, Instant, MeetingId},
    rulebook::MeetingKind,
};

crate::text_enum! {
    /// How far a meeting has come.
    pub enum State {
        /// Its notice is out; it has not begun.
        Called = "called",
        /// The chair has opened it.
        Open = "open",
        /// The chair has closed it.
        Closed = "closed",
        /// It does not take place, and everybody called was told.
        CalledOff = "called-off",
    }
}

impl State {
    /// The state as a list says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Open => "in session",
            Self::Closed => "closed",
            Self::CalledOff => "called off",
        }
    }
}

/// A meeting that was called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub branch_id: BranchId,
    pub kind: MeetingKind,
    pub title: String,
    pub starts_at: Instant,
    pub place: String,
    pub state: State,
    /// What members in the room type to check themselves in; shown at the door and to the chair only.
    #[serde(skip)]
    pub room_code: String,
    pub called_at: Instant,
    pub opened_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    /// Why it was called although a rule spoke against the day.
    pub emergency_reason: Option<String>,
    /// Where those join who cannot be in the room.
    pub online_link: Option<String>,
    /// Why it does not take place, as everybody called was told.
    pub called_off_because: Option<String>,
}

impl Meeting {
    /// Whether people still come to it, or are in it.
    pub fn is_on(&self) -> bool {
        matches!(self.state, State::Called | State::Open)
    }

    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/meetings/{}", self.id)
    }

    /// The civil date on which it begins, in the branch.
    pub fn on(&self, branch: &Branch) -> NaiveDate {
        branch.date_of(self.starts_at)
    }
}

/// What is needed to call a meeting, every part of it checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calling {
    pub kind: MeetingKind,
    pub title: String,
    pub starts_at: Instant,
    pub place: String,
    pub online_link: Option<String>,
    /// The first lines of the agenda, in order.
    pub agenda: Vec<Line>,
    pub emergency_reason: Option<String>,
}
