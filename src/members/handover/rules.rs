//! When an office may pass on, and until when that can be undone.

use chrono::NaiveDate;

use super::{super::Term, Handover};
use crate::{
    db::MemberId,
    web::{Refusal, WayOn},
};

/// Why an office does not pass on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHandedOver {
    #[error("They hold this office already. Name somebody else.")]
    SamePerson,
    #[error("This term is over, so there is nothing to hand over.")]
    Over,
    #[error("The last day cannot lie before today.")]
    InThePast,
    #[error("The new term has begun. To change who holds the office, hand it over once more.")]
    Begun,
    #[error("This was undone already.")]
    Undone,
}

impl Refusal for NotHandedOver {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::SamePerson => Some("who"),
            Self::InThePast => Some("until"),
            Self::Over | Self::Begun | Self::Undone => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/members/offices", "Offices")]
    }
}

/// A term that lasts passes to another person, from today at the earliest.
pub fn may_hand_over(term: &Term, to: MemberId, last_on: NaiveDate, today: NaiveDate) -> Result<(), NotHandedOver> {
    if term.to_on.is_some_and(|to_on| to_on < today) {
        return Err(NotHandedOver::Over);
    }
    if term.member == to {
        return Err(NotHandedOver::SamePerson);
    }
    if last_on < today { Err(NotHandedOver::InThePast) } else { Ok(()) }
}

/// As long as the new term has not begun.
pub fn may_undo(handover: &Handover, begins: NaiveDate, today: NaiveDate) -> Result<(), NotHandedOver> {
    if handover.undone_at.is_some() {
        return Err(NotHandedOver::Undone);
    }
    if begins <= today { Err(NotHandedOver::Begun) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{Instant, RowId},
        members::Office,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    #[test]
    fn a_term_that_lasts_passes_to_somebody_else_from_today_on() {
        let (one, other) = (MemberId::fresh(), MemberId::fresh());
        let term = Term {
            id: RowId::fresh(),
            member: one,
            office: Office::Treasurer,
            from_on: day("2026-01-01"),
            to_on: Some(day("2026-12-31")),
            source: String::new(),
        };
        let today = day("2026-11-03");
        assert_eq!(may_hand_over(&term, other, today, today), Ok(()));
        assert_eq!(may_hand_over(&term, one, today, today), Err(NotHandedOver::SamePerson));
        assert_eq!(may_hand_over(&term, other, day("2026-11-02"), today), Err(NotHandedOver::InThePast));
        assert_eq!(may_hand_over(&term, other, today, day("2027-01-01")), Err(NotHandedOver::Over));
    }

    #[test]
    fn it_is_undone_until_the_new_term_begins() {
        let now = Instant::from(chrono::DateTime::UNIX_EPOCH);
        let handover = Handover {
            id: RowId::fresh(),
            from_term: RowId::fresh(),
            to_term: RowId::fresh(),
            ran_to: None,
            made_at: now,
            undone_at: None,
        };
        assert_eq!(may_undo(&handover, day("2026-11-04"), day("2026-11-03")), Ok(()));
        assert_eq!(may_undo(&handover, day("2026-11-04"), day("2026-11-04")), Err(NotHandedOver::Begun));
        let undone = Handover { undone_at: Some(now), ..handover };
        assert_eq!(may_undo(&undone, day("2026-11-04"), day("2026-11-03")), Err(NotHandedOver::Undone));
    }
}
