//! When a register that came in can be loaded or taken back, and how long a file waits.

use chrono::TimeDelta;

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
}
