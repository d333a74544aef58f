//! What can be recorded at a door, and taken back.

use chrono::{DateTime, Utc};

use super::{Intention, Outcome};
use crate::{
    db::AccountId,
    members::naming,
    web::{Refusal, WayOn},
};

/// Why a result is not recorded or not undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoResult {
    #[error("Choose what happened at the door.")]
    NoOutcome,
    #[error("Nobody came to the door, so nobody can have said how they vote. Take one of the two away.")]
    IntentionWithoutAnswer,
    #[error("The person you ticked does not stand on the register at this door.")]
    LivesElsewhere,
    #[error("There is no such door on this round.")]
    NoSuchDoor,
    #[error("This result was undone already.")]
    UndoneAlready,
    #[error("Somebody else recorded this result. The coordinator can undo it.")]
    NotYours,
    #[error("Their number is not kept any more: they wish no call, or it was taken back.")]
    NoNumber,
    #[error("Write the note first, in 500 letters at the most.")]
    BadNote,
}

impl Refusal for NoResult {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoOutcome => Some("outcome"),
            Self::IntentionWithoutAnswer => Some("intention"),
            Self::LivesElsewhere => Some("elector"),
            Self::BadNote => Some("words"),
            Self::NoSuchDoor | Self::UndoneAlready | Self::NotYours | Self::NoNumber => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass", "See the canvass")]
    }
}

/// Why a sheet is not typed back, or not taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSheet {
    #[error("No round has the code “{0}”. It stands at the head of the sheet, such as Q1-01.")]
    NoSuchCode(String),
    #[error("No line says anything yet. Type the digits that are ringed on the sheet.")]
    Nothing,
    #[error("This was taken back already.")]
    UndoneAlready,
}

impl Refusal for NoSheet {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchCode(_) => Some("code"),
            Self::Nothing => Some("doors"),
            Self::UndoneAlready => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass", "See the canvass")]
    }
}

/// Why nobody sets out from the meeting point yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTeams {
    #[error("Tick who came.")]
    NobodyCame,
    #[error("Give the number of teams: at least one, and no more than people came.")]
    BadNumber,
    #[error("Choose where you knock.")]
    NoDistrict,
    #[error("No door is left to do in this polling district. Choose another.")]
    NothingLeft,
    #[error("{0}")]
    NotFound(naming::NotOne),
}

impl Refusal for NoTeams {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NobodyCame => "came",
            Self::BadNumber => "teams",
            Self::NoDistrict | Self::NothingLeft => "district",
            Self::NotFound(_) => "unannounced",
        })
    }
}

/// Whether so many people can set out in so many teams.
pub fn may_set_out(people: usize, teams: usize) -> Result<(), NoTeams> {
    if people == 0 {
        return Err(NoTeams::NobodyCame);
    }
    if (1..=people).contains(&teams) { Ok(()) } else { Err(NoTeams::BadNumber) }
}

/// Whether a result makes sense.
pub fn may_record(outcome: Outcome, intention: Option<Intention>) -> Result<(), NoResult> {
    if intention.is_some() && !outcome.is_answer() { Err(NoResult::IntentionWithoutAnswer) } else { Ok(()) }
}

/// Why something is not noted of those who are out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOut {
    #[error("Who is out is known to the leader of the shift and to the coordinator; those who walk a round note their own.")]
    NotYours,
    #[error("Nobody walks this round in this shift.")]
    NobodyWalks,
    #[error("They have not set out yet.")]
    NotSetOut,
    #[error("Give the time as 20:00, later than now.")]
    BadTime,
}

impl Refusal for NotOut {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::BadTime).then_some("back_by")
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/shifts", "See all shifts")]
    }
}

/// Why nobody is thanked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoThanks {
    #[error("The shift is not over yet. Thank people when it is.")]
    NotOver,
    #[error("Those who came were thanked already.")]
    ThankedAlready,
    #[error("It was not noted who came, and nobody held a round. Tick who came first.")]
    NobodyCame,
}

impl Refusal for NoThanks {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/shifts", "See all shifts")]
    }
}

/// Whether those who came to a shift can be thanked now.
pub fn may_thank(
    ends_at: DateTime<Utc>,
    thanked_at: Option<DateTime<Utc>>,
    came: usize,
    now: DateTime<Utc>,
) -> Result<(), NoThanks> {
    if thanked_at.is_some() {
        return Err(NoThanks::ThankedAlready);
    }
    if ends_at > now {
        return Err(NoThanks::NotOver);
    }
    if came == 0 { Err(NoThanks::NobodyCame) } else { Ok(()) }
}

/// More than this nobody reads at a door.
const LONGEST_NOTE: usize = 500;

/// The words of a note, if they can be kept.
pub fn may_note(words: &str) -> Result<&str, NoResult> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST_NOTE { Err(NoResult::BadNote) } else { Ok(words) }
}

/// Whether `by` may take back a result that `recorder` recorded.
pub fn may_undo(is_undone: bool, recorder: AccountId, by: AccountId, is_coordinator: bool) -> Result<(), NoResult> {
    if is_undone {
        return Err(NoResult::UndoneAlready);
    }
    if recorder == by || is_coordinator { Ok(()) } else { Err(NoResult::NotYours) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_no_more_teams_than_people() {
        assert_eq!(may_set_out(0, 1), Err(NoTeams::NobodyCame));
        assert_eq!(may_set_out(3, 4), Err(NoTeams::BadNumber));
        assert_eq!(may_set_out(3, 0), Err(NoTeams::BadNumber));
        assert_eq!(may_set_out(3, 1), Ok(()));
    }

    #[test]
    fn a_closed_door_has_no_opinion() {
        assert_eq!(may_record(Outcome::NoAnswer, Some(Intention::For)), Err(NoResult::IntentionWithoutAnswer));
        assert_eq!(may_record(Outcome::Spoke, Some(Intention::For)), Ok(()));
        assert_eq!(may_record(Outcome::NoAnswer, None), Ok(()));
    }

    #[test]
    fn only_the_recorder_and_the_coordinator_take_a_result_back() {
        let (tom, ana) = (AccountId::fresh(), AccountId::fresh());
        assert_eq!(may_undo(false, tom, tom, false), Ok(()));
        assert_eq!(may_undo(false, tom, ana, false), Err(NoResult::NotYours));
        assert_eq!(may_undo(false, tom, ana, true), Ok(()));
        assert_eq!(may_undo(true, tom, tom, false), Err(NoResult::UndoneAlready));
    }
}
