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

/// Whether a register can be taken back: `results` were recorded at its doors since it was loaded. A file that only waits
/// can always be thrown away.
pub fn may_undo(state: State, results: i64) -> Result<(), NoChange> {
    match state {
        State::Waiting => Ok(()),
        State::Undone => Err(NoChange::NotLoaded),
        State::Loaded if results > 0 => Err(NoChange::HasResults { results }),
        State::Loaded => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_at_the_doors_hold_a_register_in_place() {
        assert_eq!(may_undo(State::Loaded, 0), Ok(()));
        assert_eq!(may_undo(State::Loaded, 3), Err(NoChange::HasResults { results: 3 }));
        assert_eq!(may_undo(State::Undone, 0), Err(NoChange::NotLoaded));
    }

    #[test]
    fn a_file_that_waits_can_be_loaded_or_thrown_away() {
        assert_eq!((may_settle(State::Waiting), may_undo(State::Waiting, 0)), (Ok(()), Ok(())));
        assert_eq!(may_settle(State::Loaded), Err(NoChange::NotWaiting));
    }
}
