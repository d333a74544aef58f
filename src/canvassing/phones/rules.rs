//! Which phones may carry a round, and what of their log is kept.

use chrono::TimeDelta;

use crate::{
    canvassing::{contacts::NoResult, follow_ups::NoFollowUp},
    db::{AccountId, Instant, RoundId},
    web::{Refusal, WayOn},
};

/// A phone forgets the names so long after the end of the shift.
pub const FORGETS_AFTER: TimeDelta = TimeDelta::hours(12);

/// More entries than this are sent in several parts.
pub const MOST_AT_ONCE: usize = 500;

/// Why an entry of a phone's log is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("This phone notes something that is not known here. Reload the page once there is a signal.")]
    NoSuchOutcome,
    #[error("The note of what to take back is missing.")]
    NothingToUndo,
    #[error("{0}")]
    NoResult(#[from] NoResult),
    #[error("{0}")]
    NoFollowUp(#[from] NoFollowUp),
}

/// Why a phone does not carry a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPhone {
    #[error("This phone was cut off from the round. Ask the leader of your shift to let it in again.")]
    CutOff,
    #[error("This phone carries another round, or is somebody else’s. Open the round again from “Your rounds”.")]
    NotThisPhone,
    #[error("The phone sent more at once than can be read. Reload the page; nothing is lost.")]
    TooMuch,
    #[error("The shift is long over, so no phone carries its names any more. What was noted is sent all the same.")]
    Over,
    #[error("There is nothing here to decide.")]
    NothingHeld,
    #[error("Somebody else carries this phone. The coordinator can cut it off.")]
    NotYours,
}

impl Refusal for NoPhone {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass", "See the canvass")]
    }
}

/// A phone that carries, or carried, a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrier {
    pub round: RoundId,
    pub account: AccountId,
    pub cut_off_at: Option<Instant>,
}

/// Whether a phone that is known carries this round for this person.
pub fn may_carry(known: &Carrier, round: RoundId, account: AccountId) -> Result<(), NoPhone> {
    if known.round != round || known.account != account {
        return Err(NoPhone::NotThisPhone);
    }
    if known.cut_off_at.is_some() { Err(NoPhone::CutOff) } else { Ok(()) }
}

/// Whether `by` may cut a phone off: whoever carries it, and the coordinator.
pub fn may_cut_off(known: &Carrier, by: AccountId, is_coordinator: bool) -> Result<(), NoPhone> {
    if known.account == by || is_coordinator { Ok(()) } else { Err(NoPhone::NotYours) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_carries_its_own_round_until_it_is_cut_off() {
        let (round, tom) = (RoundId::fresh(), AccountId::fresh());
        let phone = Carrier { round, account: tom, cut_off_at: None };
        assert_eq!(may_carry(&phone, round, tom), Ok(()));
        assert_eq!(may_carry(&phone, RoundId::fresh(), tom), Err(NoPhone::NotThisPhone));
        assert_eq!(may_carry(&phone, round, AccountId::fresh()), Err(NoPhone::NotThisPhone));
        let at = Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        assert_eq!(may_carry(&Carrier { cut_off_at: Some(at), ..phone }, round, tom), Err(NoPhone::CutOff));
    }

    #[test]
    fn a_lost_phone_is_cut_off_by_its_owner_and_by_the_coordinator() {
        let (tom, ana) = (AccountId::fresh(), AccountId::fresh());
        let phone = Carrier { round: RoundId::fresh(), account: tom, cut_off_at: None };
        assert_eq!(may_cut_off(&phone, tom, false), Ok(()));
        assert_eq!(may_cut_off(&phone, ana, true), Ok(()));
        assert_eq!(may_cut_off(&phone, ana, false), Err(NoPhone::NotYours));
    }
}
