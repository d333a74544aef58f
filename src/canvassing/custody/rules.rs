//! When a register that came in can be loaded or taken back, and how long a file waits.

use chrono::{Months, NaiveDate, TimeDelta};

use crate::{
    canvassing::electors::State,
    web::{Refusal, WayOn},
};

/// A file holds names and serves nobody: whoever does not load it within this time sends it again.
pub const FILE_WAITS: TimeDelta = TimeDelta::days(1);

/// Why a register cannot be loaded or taken back now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoChange {
    #[error("This register was loaded or thrown away already.")]
    NotWaiting,
    #[error("Only a register that is loaded can be taken back.")]
    NotLoaded,
    #[error(
        "Results hang on this register ({results} so far), so it cannot be taken back. It goes on the day of its destruction."
    )]
    HasResults { results: i64 },
    #[error("An update was applied after this. Take that back first.")]
    HasUpdates,
}

/// So many days ahead those who coordinate the canvass are told that a register goes, and for so many it is not destroyed once
/// they were: the branch can load its successor, or say why it needs this one longer.
pub const TOLD_AHEAD: TimeDelta = TimeDelta::days(14);
pub const NOT_BEFORE: TimeDelta = TimeDelta::days(7);

/// Why a register is not kept until another day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    #[error("Only a register that is loaded has a day of destruction.")]
    NotHeld,
    #[error("Say in a few words why the branch needs it until then.")]
    NoReason,
    #[error("Give a day to come.")]
    NoDay,
    #[error("A register is not kept for more than two years: choose a day up to {latest}.")]
    TooLong { latest: NaiveDate },
}

impl Refusal for NotKept {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotHeld => None,
            Self::NoReason => Some("because"),
            Self::NoDay | Self::TooLong { .. } => Some("destroy_on"),
        }
    }
}

/// Whether a register that was loaded on a day is kept until another, for this reason.
pub fn may_keep(
    loaded_on: Option<NaiveDate>,
    until: Option<NaiveDate>,
    because: &str,
    today: NaiveDate,
) -> Result<NaiveDate, NotKept> {
    let loaded_on = loaded_on.ok_or(NotKept::NotHeld)?;
    let until = until.filter(|until| *until > today).ok_or(NotKept::NoDay)?;
    let latest = loaded_on + Months::new(24);
    if until > latest {
        return Err(NotKept::TooLong { latest });
    }
    if because.trim().chars().count() < FEWEST_LETTERS { Err(NotKept::NoReason) } else { Ok(until) }
}

/// A reason of fewer letters is none.
const FEWEST_LETTERS: usize = 8;

/// Why a monthly update is not applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoUpdate {
    #[error("This update is for another ward: no register in force lists anybody in {codes}. Nothing was changed.")]
    AnotherWard { codes: String },
    #[error("This is a full register and no monthly update.")]
    FullRegister,
    #[error("No register is in force that this update could change. Load the full register first.")]
    NothingInForce,
    #[error("This update changes nobody, so there is nothing to apply. Throw it away.")]
    NoChange,
}

impl Refusal for NoUpdate {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::AnotherWard { .. } | Self::NothingInForce).then_some("file")
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/registers", "See all registers")]
    }
}

impl Refusal for NoChange {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/registers", "See all registers")]
    }
}

/// Whether a file can still be loaded.
pub fn may_settle(state: State) -> Result<(), NoChange> {
    if state == State::Waiting { Ok(()) } else { Err(NoChange::NotWaiting) }
}

/// Whether a register can be taken back: `results` were recorded at its doors since it was loaded, and so many `updates` were
/// applied after it. A file that only waits can always be thrown away.
pub fn may_undo(state: State, results: i64, updates: i64) -> Result<(), NoChange> {
    match state {
        State::Waiting => Ok(()),
        State::Undone => Err(NoChange::NotLoaded),
        State::Loaded if updates > 0 => Err(NoChange::HasUpdates),
        State::Loaded if results > 0 => Err(NoChange::HasResults { results }),
        State::Loaded => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_at_the_doors_hold_a_register_in_place() {
        assert_eq!(may_undo(State::Loaded, 0, 0), Ok(()));
        assert_eq!(may_undo(State::Loaded, 3, 0), Err(NoChange::HasResults { results: 3 }));
        assert_eq!(may_undo(State::Loaded, 0, 1), Err(NoChange::HasUpdates));
        assert_eq!(may_undo(State::Undone, 0, 0), Err(NoChange::NotLoaded));
    }

    #[test]
    fn a_file_that_waits_can_be_loaded_or_thrown_away() {
        assert_eq!((may_settle(State::Waiting), may_undo(State::Waiting, 0, 0)), (Ok(()), Ok(())));
        assert_eq!(may_settle(State::Loaded), Err(NoChange::NotWaiting));
    }

    #[test]
    fn a_register_is_kept_longer_for_a_reason_and_never_beyond_two_years() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let (loaded, today) = (day("2026-10-01"), day("2027-09-20").expect("a day"));
        let kept = |until: &str, because: &str| may_keep(loaded, day(until), because, today);
        assert_eq!(kept("2027-12-01", "The recount of May"), Ok(day("2027-12-01").expect("a day")));
        assert_eq!(kept("2027-12-01", " why "), Err(NotKept::NoReason));
        assert_eq!(kept("2027-09-20", "The recount of May"), Err(NotKept::NoDay));
        assert_eq!(
            kept("2028-10-02", "The recount of May"),
            Err(NotKept::TooLong { latest: day("2028-10-01").expect("a day") })
        );
        assert_eq!(may_keep(None, day("2027-12-01"), "The recount of May", today), Err(NotKept::NotHeld));
    }
}
