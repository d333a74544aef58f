//! A shift: a time, a place to meet, somebody who leads it.

use chrono::TimeDelta;
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
    /// Where whoever leads it is reached while people are out; empty where nobody said.
    pub telephone: String,
    /// When those who came were thanked.
    pub thanked_at: Option<Instant>,
    /// People call from home, and nobody walks.
    pub by_telephone: bool,
    /// When members were asked to come.
    pub asked_at: Option<Instant>,
}

impl Shift {
    /// Whether people gather for it, or are out already.
    pub fn has_begun(&self, now: Instant) -> bool {
        self.starts_at.0 - EARLY <= now.0
    }

    /// Its page.
    pub fn path(&self) -> String {
        format!("/canvass/shifts/{}", self.id)
    }
}

/// People are at their first door some minutes before the hour.
const EARLY: TimeDelta = TimeDelta::minutes(30);

/// Of the shifts in which a round was given out, soonest first, the one that results of this moment belong to.
pub fn walked_now(given: &[Shift], now: Instant) -> Option<&Shift> {
    given.iter().rev().find(|shift| shift.has_begun(now)).or(given.first())
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
    /// Where the leader is reached while people are out.
    pub telephone: String,
    pub by_telephone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(starts_at: &str) -> Shift {
        let at = |hours| {
            Instant::from(starts_at.parse::<chrono::DateTime<chrono::Utc>>().expect("a moment") + TimeDelta::hours(hours))
        };
        Shift {
            id: ShiftId::fresh(),
            starts_at: at(0),
            ends_at: at(2),
            meeting_point: "the station".into(),
            leader_id: MemberId::fresh(),
            note: String::new(),
            called_off_at: None,
            telephone: String::new(),
            thanked_at: None,
            by_telephone: false,
            asked_at: None,
        }
    }

    #[test]
    fn paper_entered_on_friday_counts_for_thursday_though_saturday_has_the_round_already() {
        let given = [shift("2026-11-26T18:00:00Z"), shift("2026-11-28T11:00:00Z")];
        let at = |text: &str| Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().expect("a moment"));
        assert_eq!(walked_now(&given, at("2026-11-27T10:00:00Z")), Some(&given[0]));
        assert_eq!(walked_now(&given, at("2026-11-28T10:45:00Z")), Some(&given[1]));
        assert_eq!(walked_now(&given, at("2026-11-25T10:00:00Z")), Some(&given[0]));
        assert_eq!(walked_now(&[], at("2026-11-25T10:00:00Z")), None);
    }
}
