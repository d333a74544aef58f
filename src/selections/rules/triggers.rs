//! When a sitting representative may ask to be the candidate again, and how bodies answer.

use chrono::NaiveDate;

use super::super::trigger::{Trigger, TriggerState, Verdict};
use crate::{
    db::MemberId,
    render::dates,
    rulebook::Rulebook,
    web::{Refusal, WayOn},
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTriggered {
    #[error("Our rules have no such vote: whoever holds an office stands like everybody else.")]
    NoRule,
    #[error("Write what you ask to stand for again, such as “Candidate for Millbank ward”.")]
    NoOffice,
    #[error("Write a statement: it is what the meetings read about you.")]
    NoStatement,
    #[error("You have asked already, for: {office}.")]
    Already { office: String },
    #[error("This is about you, so another officer runs it.")]
    OwnCase,
    #[error("No officer has opened it yet.")]
    NotOpen,
    #[error("It is open already.")]
    AlreadyOpen,
    #[error("It is settled.")]
    Settled,
    #[error("Only whoever asked takes it back.")]
    NotHers,
    #[error("Write the last day on which bodies meet: today or a later day.")]
    ClosesInThePast,
    #[error("It closed at the end of {}. Only what was entered by then can be put right.", dates::day(*.on))]
    Closed { on: NaiveDate },
    #[error("Bodies meet until the end of {}. Settle it after that, or when all have answered.", dates::day(*.on))]
    StillOpen { on: NaiveDate },
    #[error("Write the date of the meeting, such as 2026-12-01.")]
    NoDay,
    #[error("This was asked on {}. A meeting before that cannot have answered.", dates::day(*.asked))]
    MetTooEarly { asked: NaiveDate },
    #[error("This day has not come yet.")]
    MetTooLate,
    #[error("It closed on {}. A meeting after that is too late.", dates::day(*.on))]
    MetAfterTheClose { on: NaiveDate },
    #[error("Write how many were present, 1 or more.")]
    NobodyPresent,
    #[error("{votes} votes are more than the {present} who were present.")]
    TooManyVotes { votes: u64, present: u32 },
    #[error("Write a whole number of votes, 0 or more.")]
    NotANumber,
    #[error("Nobody voted, so this body casts no vote. Leave it out.")]
    NoVotes,
    #[error("{votes} votes each. Say how the chair’s casting vote went.")]
    Tied { votes: u32 },
    #[error("The votes are not equal, so there is no casting vote. Leave it empty.")]
    NoTie,
    #[error("{body} was entered already, with its meeting of {}. Open its answer and correct it.", dates::day(*.met_on))]
    Twice { body: String, met_on: NaiveDate },
    #[error("No full selection was asked for here, or it is called already.")]
    NothingToCall,
}

impl Refusal for NotTriggered {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoOffice => Some("office"),
            Self::NoStatement => Some("statement"),
            Self::ClosesInThePast => Some("closes_on"),
            Self::NoDay | Self::MetTooEarly { .. } | Self::MetTooLate | Self::MetAfterTheClose { .. } => Some("met_on"),
            Self::NobodyPresent | Self::TooManyVotes { .. } => Some("present"),
            Self::NotANumber | Self::NoVotes => Some("votes_yes"),
            Self::Tied { .. } | Self::NoTie => Some("casting"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/triggers", "Sitting representatives")]
    }
}

/// Whoever asks says for what and why, once at a time, where the rulebook has such a vote.
pub fn may_ask(book: &Rulebook, (office, statement): (&str, &str), own: &[Trigger]) -> Result<(), NotTriggered> {
    let pending = own.iter().find(|one| !one.is_settled());
    match pending {
        _ if book.trigger.is_none() => Err(NotTriggered::NoRule),
        Some(one) => Err(NotTriggered::Already { office: one.office.clone() }),
        None if office.is_empty() => Err(NotTriggered::NoOffice),
        None if statement.is_empty() => Err(NotTriggered::NoStatement),
        None => Ok(()),
    }
}

/// Nobody runs the vote about herself.
pub fn may_run(trigger: &Trigger, officer: Option<MemberId>) -> Result<(), NotTriggered> {
    if officer == Some(trigger.member_id) { Err(NotTriggered::OwnCase) } else { Ok(()) }
}

/// Whoever asked takes it back until it is settled.
pub fn may_withdraw(trigger: &Trigger, member: Option<MemberId>) -> Result<(), NotTriggered> {
    match trigger {
        settled if settled.is_settled() => Err(NotTriggered::Settled),
        other if Some(other.member_id) != member => Err(NotTriggered::NotHers),
        _ => Ok(()),
    }
}

/// An officer opens it until a day that has not passed.
pub fn may_open(trigger: &Trigger, closes_on: NaiveDate, today: NaiveDate) -> Result<(), NotTriggered> {
    match trigger.state {
        TriggerState::Asked if closes_on < today => Err(NotTriggered::ClosesInThePast),
        TriggerState::Asked => Ok(()),
        TriggerState::Open => Err(NotTriggered::AlreadyOpen),
        _ => Err(NotTriggered::Settled),
    }
}

/// Bodies are entered until the close for the first time, and put right until it is settled. Gives back the last day.
pub fn may_enter(trigger: &Trigger, is_first: First, today: NaiveDate) -> Result<NaiveDate, NotTriggered> {
    match (trigger.state, trigger.closes_on) {
        (TriggerState::Open, Some(on)) if is_first == First::Yes && today > on => Err(NotTriggered::Closed { on }),
        (TriggerState::Open, Some(on)) => Ok(on),
        (TriggerState::FullSelection | TriggerState::Reselected | TriggerState::Withdrawn, _) => Err(NotTriggered::Settled),
        _ => Err(NotTriggered::NotOpen),
    }
}

/// Whether a body is entered for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    Yes,
    No,
}

/// A meeting is held after she asked, by the close, and not tomorrow.
pub fn may_have_met(trigger: &Trigger, met_on: NaiveDate, today: NaiveDate) -> Result<(), NotTriggered> {
    match trigger.closes_on {
        _ if met_on < trigger.asked_on => Err(NotTriggered::MetTooEarly { asked: trigger.asked_on }),
        _ if met_on > today => Err(NotTriggered::MetTooLate),
        Some(on) if met_on > on => Err(NotTriggered::MetAfterTheClose { on }),
        _ => Ok(()),
    }
}

/// The votes of a meeting, and the chair's casting vote where they were equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votes {
    pub present: u32,
    pub yes: u32,
    pub no: u32,
    pub casting: Option<Verdict>,
}

/// What a meeting answered: the larger side.
pub fn verdict(votes: Votes) -> Result<Verdict, NotTriggered> {
    let Votes { present, yes, no, casting } = votes;
    let cast = u64::from(yes) + u64::from(no);
    match (yes.cmp(&no), casting) {
        _ if present == 0 => Err(NotTriggered::NobodyPresent),
        _ if cast > u64::from(present) => Err(NotTriggered::TooManyVotes { votes: cast, present }),
        _ if cast == 0 => Err(NotTriggered::NoVotes),
        (std::cmp::Ordering::Equal, casting) => casting.ok_or(NotTriggered::Tied { votes: yes }),
        (_, Some(_)) => Err(NotTriggered::NoTie),
        (std::cmp::Ordering::Greater, None) => Ok(Verdict::Keep),
        (std::cmp::Ordering::Less, None) => Ok(Verdict::Full),
    }
}

/// It is settled after its last day, or when every body has answered.
pub fn may_settle(trigger: &Trigger, (answered, bodies): (usize, usize), today: NaiveDate) -> Result<(), NotTriggered> {
    match (trigger.state, trigger.closes_on) {
        (TriggerState::Open, Some(on)) if today <= on && answered < bodies => Err(NotTriggered::StillOpen { on }),
        (TriggerState::Open, _) => Ok(()),
        (TriggerState::Asked, _) => Err(NotTriggered::NotOpen),
        _ => Err(NotTriggered::Settled),
    }
}

/// A full selection is called where it was asked for, once.
pub fn may_lead_on(trigger: &Trigger) -> Result<(), NotTriggered> {
    match (trigger.state, trigger.selection_id) {
        (TriggerState::FullSelection, None) => Ok(()),
        _ => Err(NotTriggered::NothingToCall),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(present: u32, yes: u32, no: u32, casting: Option<Verdict>) -> Result<Verdict, NotTriggered> {
        verdict(Votes { present, yes, no, casting })
    }

    #[test]
    fn the_larger_side_answers_for_the_body() {
        assert_eq!(votes(9, 5, 4, None), Ok(Verdict::Keep));
        assert_eq!(votes(9, 4, 5, None), Ok(Verdict::Full));
    }

    #[test]
    fn equal_votes_wait_for_the_casting_vote_and_nothing_else_does() {
        assert_eq!(votes(9, 4, 4, None), Err(NotTriggered::Tied { votes: 4 }));
        assert_eq!(votes(9, 4, 4, Some(Verdict::Full)), Ok(Verdict::Full));
        assert_eq!(votes(9, 5, 4, Some(Verdict::Full)), Err(NotTriggered::NoTie));
    }

    #[test]
    fn a_body_without_a_vote_counts_nowhere_and_none_has_more_votes_than_people() {
        assert_eq!(votes(9, 0, 0, None), Err(NotTriggered::NoVotes));
        assert_eq!(votes(9, 6, 4, None), Err(NotTriggered::TooManyVotes { votes: 10, present: 9 }));
        assert!(matches!(votes(9, u32::MAX, u32::MAX, None), Err(NotTriggered::TooManyVotes { .. })));
        assert_eq!(votes(0, 0, 0, None), Err(NotTriggered::NobodyPresent));
    }
}
