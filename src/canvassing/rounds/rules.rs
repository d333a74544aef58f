//! When a polling district can be cut.

use std::ops::RangeInclusive;

use crate::web::{Refusal, WayOn};

/// From a stairwell to a village; more than this nobody walks in an evening.
pub const DOORS_A_ROUND: RangeInclusive<usize> = 5..=200;

/// What about one person knocks in two hours.
pub const USUAL_ROUND: usize = 50;

/// Why there is no cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCut {
    #[error("A round has from 5 to 200 doors. Type a number between them.")]
    BadSize,
    #[error("There is no door here that may be knocked on. Load the register of this polling district first.")]
    NoDoors,
    #[error("No door has come or gone since the last cut, so there is nothing to bring up to date.")]
    NothingChanged,
}

impl Refusal for NoCut {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::BadSize).then_some("per_round")
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/registers", "See the registers")]
    }
}

/// Whether so many doors can be cut into rounds of this size.
pub fn may_cut(doors: usize, per_round: usize) -> Result<(), NoCut> {
    if !DOORS_A_ROUND.contains(&per_round) {
        return Err(NoCut::BadSize);
    }
    if doors == 0 { Err(NoCut::NoDoors) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_of_one_door_or_of_a_thousand_is_refused() {
        assert_eq!(may_cut(600, 1), Err(NoCut::BadSize));
        assert_eq!(may_cut(600, 1000), Err(NoCut::BadSize));
        assert_eq!(may_cut(0, 50), Err(NoCut::NoDoors));
        assert_eq!(may_cut(600, USUAL_ROUND), Ok(()));
    }
}
