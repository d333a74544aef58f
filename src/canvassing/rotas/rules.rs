//! Making a shift, coming to it, and who may open a round.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Shift, rota::Place};
use crate::{
    db::{MemberId, ShiftId},
    web::{Refusal, WayOn},
};

/// Longer than this nobody knocks on doors.
const LONGEST: TimeDelta = TimeDelta::hours(12);

/// A round stays open to those who walked it for so long after the shift, so that results on paper can be entered.
const OPEN_AFTER: TimeDelta = TimeDelta::days(2);

/// Why a shift cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoShift {
    #[error("Give the day of the shift.")]
    NoDay,
    #[error("Give the time at which it begins, such as 18:00.")]
    NoStart,
    #[error("Give the time at which it ends, later than it begins.")]
    NoEnd,
    #[error("The shift would begin in the past. Choose a time to come.")]
    Past,
    #[error("A shift lasts twelve hours at the most. Look at the times again.")]
    TooLong,
    #[error("Say where people meet.")]
    NoMeetingPoint,
}

impl Refusal for NoShift {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoDay | Self::Past => "on",
            Self::NoStart => "from",
            Self::NoEnd | Self::TooLong => "until",
            Self::NoMeetingPoint => "meeting_point",
        })
    }
}

/// Why members are not asked to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAsked {
    #[error("Members were asked less than a day ago. Ask again tomorrow.")]
    JustAsked,
    #[error("There is nobody to ask: everybody comes already, has no mail address, or wants no such mail.")]
    Nobody,
}

impl Refusal for NotAsked {}

/// Nobody is asked about one shift more often.
const ASKED_AGAIN_AFTER: TimeDelta = TimeDelta::hours(20);

/// Whether so many members can be asked now.
pub fn may_ask(shift: &Shift, members: usize, now: DateTime<Utc>) -> Result<(), NotAsked> {
    if shift.asked_at.is_some_and(|asked| now < asked.0 + ASKED_AGAIN_AFTER) {
        return Err(NotAsked::JustAsked);
    }
    if members == 0 { Err(NotAsked::Nobody) } else { Ok(()) }
}

/// The key in an address belongs to no letter about a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This link belongs to no shift. Perhaps the mail broke it: copy all of it, or sign in.")]
pub struct UnknownLink;

impl Refusal for UnknownLink {}

/// Why somebody cannot come to a shift, or leave it, or be given a round.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    #[error("This shift was called off.")]
    CalledOff,
    #[error("This shift is over.")]
    Over,
    #[error("You have a place in this shift already.")]
    AlreadyComing,
    #[error("You have said already that you could come to this shift.")]
    OfferedAlready,
    #[error("You have no place in this shift.")]
    NotComing,
    #[error("Tick who walks the round.")]
    NobodyChosen,
    #[error("Choose a round.")]
    NoRound,
    #[error("One of those you ticked is not coming to this shift any more. Tick those who are.")]
    SomebodyNotComing,
}

impl Refusal for NoPlace {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoRound => Some("round"),
            Self::NobodyChosen | Self::SomebodyNotComing => Some("members"),
            Self::CalledOff | Self::Over | Self::AlreadyComing | Self::OfferedAlready | Self::NotComing => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/shifts", "See all shifts")]
    }
}

/// Why a round does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotYourRound {
    #[error(
        "This round shows electors’ names, so it opens only for those it was given to. Ask the leader of your shift for it."
    )]
    NotGiven,
    #[error("This round closed two days after its shift. Ask the coordinator if you still have results on paper.")]
    Closed,
}

impl Refusal for NotYourRound {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass", "See the canvass")]
    }
}

/// Why the rota does not give its places, or a shift does not say what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoRota {
    #[error("There is no place to give.")]
    Nothing,
    #[error("Somebody has said or withdrawn something since you opened the rota. Look at it again.")]
    Changed,
    #[error("These places were taken back already.")]
    TakenBack,
    #[error("Give the number of places, from 1 to 200.")]
    BadPlaces,
}

impl Refusal for NoRota {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::BadPlaces).then_some("places")
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/rota", "See the rota")]
    }
}

/// More people than this meet nowhere.
const MOST_PLACES: i32 = 200;

/// The number of places of a shift, as typed.
pub fn places(typed: &str) -> Result<i32, NoRota> {
    let number = typed.trim().parse().ok().filter(|number| (1..=MOST_PLACES).contains(number));
    number.ok_or(NoRota::BadPlaces)
}

/// Whether the places that were shown may be given: they are still those that the rota would give.
pub fn may_give_out(shown: &[(ShiftId, MemberId)], now: &[Place]) -> Result<(), NoRota> {
    if shown.is_empty() {
        return Err(NoRota::Nothing);
    }
    let same = shown.len() == now.len() && now.iter().all(|place| shown.contains(&(place.shift, place.member)));
    if same { Ok(()) } else { Err(NoRota::Changed) }
}

/// Whether somebody may say that they could come.
pub fn may_offer(shift: &Shift, is_coming: bool, has_offered: bool, now: DateTime<Utc>) -> Result<(), NoPlace> {
    may_come(shift, is_coming, now)?;
    if has_offered { Err(NoPlace::OfferedAlready) } else { Ok(()) }
}

/// Whether a shift can be held at these times.
pub fn may_make(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), NoShift> {
    if starts_at <= now {
        return Err(NoShift::Past);
    }
    if ends_at <= starts_at {
        return Err(NoShift::NoEnd);
    }
    if ends_at - starts_at > LONGEST { Err(NoShift::TooLong) } else { Ok(()) }
}

/// Whether a shift still takes people and gives out rounds.
pub fn is_open(shift: &Shift, now: DateTime<Utc>) -> Result<(), NoPlace> {
    if shift.called_off_at.is_some() {
        return Err(NoPlace::CalledOff);
    }
    if shift.ends_at.0 <= now { Err(NoPlace::Over) } else { Ok(()) }
}

/// Whether somebody may say that they come.
pub fn may_come(shift: &Shift, is_coming: bool, now: DateTime<Utc>) -> Result<(), NoPlace> {
    is_open(shift, now)?;
    if is_coming { Err(NoPlace::AlreadyComing) } else { Ok(()) }
}

/// Whether somebody may give their place back.
pub fn may_stay_away(shift: &Shift, is_coming: bool, now: DateTime<Utc>) -> Result<(), NoPlace> {
    is_open(shift, now)?;
    if is_coming { Ok(()) } else { Err(NoPlace::NotComing) }
}

/// Whether a round may be given to these people: somebody is ticked, and everybody ticked comes to the shift.
pub fn may_give(walkers: &[MemberId], coming: &[MemberId]) -> Result<(), NoPlace> {
    if walkers.is_empty() {
        return Err(NoPlace::NobodyChosen);
    }
    if walkers.iter().all(|member| coming.contains(member)) { Ok(()) } else { Err(NoPlace::SomebodyNotComing) }
}

/// Whether a round opens: to those it was given to until two days after their shift ended, to the coordinator always.
pub fn may_open(given_until: Option<DateTime<Utc>>, is_coordinator: bool, now: DateTime<Utc>) -> Result<(), NotYourRound> {
    match given_until {
        _ if is_coordinator => Ok(()),
        None => Err(NotYourRound::NotGiven),
        Some(ended) if ended + OPEN_AFTER <= now => Err(NotYourRound::Closed),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().expect("a written moment")
    }

    #[test]
    fn a_round_closes_two_days_after_the_shift_but_not_to_the_coordinator() {
        let (ended, later) = (at("2026-11-23T20:00:00Z"), at("2026-11-25T20:00:00Z"));
        assert_eq!(may_open(Some(ended), false, at("2026-11-25T19:59:00Z")), Ok(()));
        assert_eq!(may_open(Some(ended), false, later), Err(NotYourRound::Closed));
        assert_eq!(may_open(None, false, ended), Err(NotYourRound::NotGiven));
        assert_eq!(may_open(None, true, later), Ok(()));
    }

    #[test]
    fn a_round_is_given_to_somebody_who_comes() {
        let (tom, ana) = (MemberId::fresh(), MemberId::fresh());
        assert_eq!(may_give(&[], &[tom]), Err(NoPlace::NobodyChosen));
        assert_eq!(may_give(&[tom, ana], &[tom]), Err(NoPlace::SomebodyNotComing));
        assert_eq!(may_give(&[tom], &[tom, ana]), Ok(()));
    }

    #[test]
    fn a_shift_begins_in_the_future_and_ends_after_it_began() {
        let now = at("2026-11-23T12:00:00Z");
        let six = at("2026-11-23T18:00:00Z");
        assert_eq!(may_make(now, six, now), Err(NoShift::Past));
        assert_eq!(may_make(six, six, now), Err(NoShift::NoEnd));
        assert_eq!(may_make(six, at("2026-11-24T18:00:00Z"), now), Err(NoShift::TooLong));
        assert_eq!(may_make(six, at("2026-11-23T20:00:00Z"), now), Ok(()));
    }
}
