//! When a list of voters can be taken in and taken back.

use chrono::{NaiveDate, TimeDelta};

use super::{
    fitting::Fit,
    reading::Read,
    voting_list::{Election, Kind},
};
use crate::{
    branch,
    canvassing::{
        electors::{Basis, State},
        register::Unreadable,
    },
    web::{Refusal, WayOn},
};

/// A file holds names and serves nobody: whoever does not take it in within this time sends it again.
pub const FILE_WAITS: TimeDelta = TimeDelta::days(1);

/// Longer names of elections do not fit beside a voter's name.
const LONGEST: usize = 60;

/// Why a list is not taken in or taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoList {
    #[error("Choose the file that the council sent.")]
    NoFile,
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    #[error("No row of the file says anything of an elector. The first fault is in row {row}: {reason}.")]
    NothingSaid { row: u64, reason: String },
    #[error("This very file was taken in on {on}. Nothing was changed.")]
    TakenAlready { on: NaiveDate },
    #[error(
        "Absent voters’ lists and marked registers are for registered parties, councillors and candidates. Your branch cannot hold one."
    )]
    NotForYou,
    #[error("No row fits anybody on the register in force, so there is nothing to take in. Throw the file away.")]
    NothingFits,
    #[error("Say which election it was, in 60 letters at the most.")]
    NoElection,
    #[error("Give the day of the poll, such as 1/5/2025.")]
    NoDay,
    #[error("This day is still to come: a register is marked while people vote.")]
    DayToCome,
    #[error("This list was taken in or thrown away already.")]
    NotWaiting,
    #[error("Only a list that was taken in can be taken back.")]
    NotTakenIn,
    #[error("A later absent voters’ list took the place of this one. Take that back first.")]
    HasLater,
}

impl Refusal for NoList {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoFile | Self::Unreadable(_) | Self::NothingSaid { .. } | Self::TakenAlready { .. } => Some("file"),
            Self::NotForYou => Some("basis"),
            Self::NoElection => Some("election"),
            Self::NoDay | Self::DayToCome => Some("polled_on"),
            Self::NothingFits | Self::NotWaiting | Self::NotTakenIn | Self::HasLater => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/voting-lists", "See all voting lists")]
    }
}

/// The grounds on which a body of this kind can hold such a list: those of the full register, and never as a list of its own.
pub fn grounds(kind: branch::Kind) -> Vec<Basis> {
    Basis::open_to(kind).iter().copied().filter(|basis| *basis != Basis::OwnList).collect()
}

/// Whether a file that was read can be shown for taking in; `taken_on` is the day on which the same bytes were taken in.
pub fn may_read(list: &Read, taken_on: Option<NaiveDate>) -> Result<(), NoList> {
    if let Some(on) = taken_on {
        return Err(NoList::TakenAlready { on });
    }
    if !list.lines.is_empty() {
        return Ok(());
    }
    let first = list.problems.first();
    let reason = first.map_or_else(|| "nobody is marked".to_owned(), |problem| problem.reason.to_string());
    Err(NoList::NothingSaid { row: first.map_or(1, |problem| problem.row), reason })
}

/// Whether a list can be taken in: it waits, and is about somebody.
pub fn may_take_in(state: State, fit: &Fit) -> Result<(), NoList> {
    if state != State::Waiting {
        return Err(NoList::NotWaiting);
    }
    if fit.marks.is_empty() { Err(NoList::NothingFits) } else { Ok(()) }
}

/// The election of a marked register, which lies behind `today` or is held on it; an absent voters' list is of none.
pub fn election(kind: Kind, words: &str, polled_on: Option<NaiveDate>, today: NaiveDate) -> Result<Option<Election>, NoList> {
    if kind == Kind::Absent {
        return Ok(None);
    }
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST {
        return Err(NoList::NoElection);
    }
    let polled_on = polled_on.ok_or(NoList::NoDay)?;
    if polled_on > today {
        return Err(NoList::DayToCome);
    }
    Ok(Some(Election { words: words.to_owned(), polled_on }))
}

/// Whether a list can be taken back; so many lists `later` took its place. A file that only waits can always be thrown away.
pub fn may_undo(state: State, later: i64) -> Result<(), NoList> {
    match state {
        State::Waiting => Ok(()),
        State::Undone => Err(NoList::NotTakenIn),
        State::Loaded if later > 0 => Err(NoList::HasLater),
        State::Loaded => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    #[test]
    fn the_latest_list_is_taken_back_first_and_each_once() {
        assert_eq!(may_undo(State::Loaded, 1), Err(NoList::HasLater));
        assert_eq!([State::Loaded, State::Waiting].map(|state| may_undo(state, 0)), [Ok(()), Ok(())]);
        assert_eq!(may_undo(State::Undone, 0), Err(NoList::NotTakenIn));
    }

    #[test]
    fn a_marked_register_is_of_an_election_that_was_held() {
        fn of(words: &str, on: Option<&str>) -> Result<Option<Election>, NoList> {
            election(Kind::Marked, words, on.map(day), day("2026-11-23"))
        }
        assert_eq!(of("  ", Some("2025-05-01")), Err(NoList::NoElection));
        assert_eq!(of(&"x".repeat(61), Some("2025-05-01")), Err(NoList::NoElection));
        assert_eq!(of("Local elections", None), Err(NoList::NoDay));
        assert_eq!(of("Local elections", Some("2026-11-24")), Err(NoList::DayToCome));
        let held = Election { words: "Local elections".into(), polled_on: day("2025-05-01") };
        assert_eq!(of(" Local elections ", Some("2025-05-01")), Ok(Some(held)));
        assert_eq!(election(Kind::Absent, "", None, day("2026-11-23")), Ok(None));
    }

    #[test]
    fn a_union_holds_no_list_of_voters() {
        assert!(grounds(branch::Kind::Union).is_empty());
        assert_eq!(grounds(branch::Kind::Party), [Basis::Party, Basis::Councillor, Basis::Candidate]);
    }
}
