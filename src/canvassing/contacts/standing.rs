//! How a door stands, from everything that happened at it.

use serde::Serialize;

use super::{Intention, Outcome, Picture};
use crate::db::{ContactId, Instant, RowId, ShiftId};

/// One knock at one door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Knock {
    pub id: ContactId,
    pub shift: Option<ShiftId>,
    pub outcome: Outcome,
    pub intention: Option<Intention>,
    /// The branch's own words that were chosen for the two; nothing where they were of the plain set.
    pub code: Option<RowId>,
    pub intention_code: Option<RowId>,
    /// It was said by telephone.
    pub by_telephone: bool,
    pub at: Instant,
}

/// What holds of a door whose knocks are given oldest first: the latest, except that a wish not to be visited holds for
/// good, and that within one shift somebody who came to the door outranks nobody there. Two canvassers at one door may
/// send their results in any order.
pub fn standing(knocks: &[Knock]) -> Option<&Knock> {
    if let Some(wish) = knocks.iter().rev().find(|knock| knock.outcome == Outcome::DoNotKnock) {
        return Some(wish);
    }
    let latest = knocks.last()?;
    let in_its_shift = |knock: &&Knock| latest.shift.is_some() && knock.shift == latest.shift && knock.outcome.is_answer();
    if latest.outcome.is_answer() { Some(latest) } else { knocks.iter().rev().find(in_its_shift).or(Some(latest)) }
}

/// The square of the door in the picture.
pub fn picture(knocks: &[Knock]) -> Picture {
    standing(knocks).map_or(Picture::Todo, |knock| knock.outcome.picture())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn knock(outcome: Outcome, shift: Option<ShiftId>, hour: u32) -> Knock {
        let at = format!("2026-11-23T{hour:02}:00:00Z").parse::<chrono::DateTime<chrono::Utc>>().expect("a moment");
        let id = ContactId::fresh();
        Knock { id, shift, outcome, intention: None, code: None, intention_code: None, by_telephone: false, at: at.into() }
    }

    #[test]
    fn a_door_where_nobody_knocked_is_still_to_do() {
        assert_eq!(standing(&[]), None);
        assert_eq!(picture(&[]), Picture::Todo);
    }

    #[test]
    fn a_wish_not_to_be_visited_outlasts_everything_later() {
        let knocks = [knock(Outcome::DoNotKnock, None, 10), knock(Outcome::Spoke, None, 11)];
        assert_eq!(standing(&knocks).map(|knock| knock.outcome), Some(Outcome::DoNotKnock));
    }

    #[test]
    fn a_conversation_outranks_no_answer_within_one_evening_and_not_the_next() {
        let (one, two) = (Some(ShiftId::fresh()), Some(ShiftId::fresh()));
        let same = [knock(Outcome::Spoke, one, 18), knock(Outcome::NoAnswer, one, 19)];
        assert_eq!(picture(&same), Picture::Done);
        let next = [knock(Outcome::Spoke, one, 18), knock(Outcome::NoAnswer, two, 19)];
        assert_eq!(picture(&next), Picture::Back);
    }
}
