//! A pair that is out with a round: whether all is well, as far as anybody knows.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

/// A pair that is expected back is given so long before anybody worries.
const GRACE: TimeDelta = TimeDelta::minutes(20);

/// Somebody who walks alone is to be heard of at least so often, by a result or by a word.
const ALONE: TimeDelta = TimeDelta::minutes(45);

/// Where a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whereabouts {
    /// Not back though they should be.
    Late,
    /// Alone, and nothing heard of them for too long.
    Quiet,
    Out,
    /// They have the round and have not set out.
    Waiting,
    Back,
}

impl Whereabouts {
    /// Whether somebody should call them now.
    pub const fn is_worrying(self) -> bool {
        matches!(self, Self::Late | Self::Quiet)
    }
}

/// What is known of a pair that set out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub back_by: DateTime<Utc>,
    pub back_at: Option<DateTime<Utc>>,
    /// The last result, or the last time that they said all is well, or set out.
    pub heard_at: DateTime<Utc>,
    /// How many walk together.
    pub walkers: usize,
}

/// Where a pair is at this moment; nothing is known of one that has not set out.
pub fn whereabouts(known: Option<&Known>, now: DateTime<Utc>) -> Whereabouts {
    let Some(known) = known else { return Whereabouts::Waiting };
    if known.back_at.is_some() {
        Whereabouts::Back
    } else if now >= known.back_by + GRACE {
        Whereabouts::Late
    } else if known.walkers == 1 && now >= known.heard_at + ALONE {
        Whereabouts::Quiet
    } else {
        Whereabouts::Out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-28T{time}:00Z").parse().expect("a moment")
    }

    #[test]
    fn a_pair_is_late_twenty_minutes_after_it_was_expected() {
        let pair = Known { back_by: at("20:00"), back_at: None, heard_at: at("18:05"), walkers: 2 };
        assert_eq!(whereabouts(Some(&pair), at("20:19")), Whereabouts::Out);
        assert_eq!(whereabouts(Some(&pair), at("20:20")), Whereabouts::Late);
        assert_eq!(whereabouts(Some(&Known { back_at: Some(at("20:05")), ..pair }), at("21:00")), Whereabouts::Back);
        assert_eq!(whereabouts(None, at("21:00")), Whereabouts::Waiting);
    }

    #[test]
    fn somebody_alone_is_to_be_heard_of_every_three_quarters_of_an_hour() {
        let alone = Known { back_by: at("20:00"), back_at: None, heard_at: at("18:05"), walkers: 1 };
        assert_eq!(whereabouts(Some(&alone), at("18:49")), Whereabouts::Out);
        assert_eq!(whereabouts(Some(&alone), at("18:50")), Whereabouts::Quiet);
        assert_eq!(whereabouts(Some(&Known { heard_at: at("18:40"), ..alone }), at("18:50")), Whereabouts::Out);
    }
}
