//! What may be noted in the register, and by whom an action is done.

use super::{Action, Resolution, State};
use crate::{db::MemberId, web};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNoted {
    #[error("Write what is to be done, in at most 500 letters.")]
    NoAction,
    #[error("Write what happened, in at most 2,000 letters.")]
    NoNews,
    #[error("Choose whether it is a letter, a reply or other news.")]
    NoKind,
    #[error("Write the day as 1 May 2027, or as 2027-05-01.")]
    NoDay,
    #[error("This resolution is {}, so nothing more is asked of anybody for it.", .0.words())]
    NotInForce(State),
    #[error("Only whoever was asked to do it, or an officer, says that it is done.")]
    NotTheirs,
    #[error("It was reported as done already.")]
    Done,
    #[error("It stands as still to be done.")]
    NotDone,
    #[error("This resolution does not wait for a ratification.")]
    NothingToRatify,
    #[error("There is no resolution {0}.")]
    NoSuch(String),
    #[error("A resolution does not take its own place.")]
    Itself,
}

impl web::Refusal for NotNoted {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoAction => Some("what"),
            Self::NoNews => Some("words"),
            Self::NoKind => Some("kind"),
            Self::NoDay => Some("due"),
            Self::NoSuch(_) | Self::Itself => Some("by"),
            _ => None,
        }
    }
}

/// A resolution in force asks things of people; one that is not asks nothing more.
pub fn may_ask(resolution: &Resolution) -> Result<(), NotNoted> {
    if resolution.state == State::InForce { Ok(()) } else { Err(NotNoted::NotInForce(resolution.state)) }
}

/// What is to be done, in a line.
pub fn what(typed: &str) -> Result<&str, NotNoted> {
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > 500 { Err(NotNoted::NoAction) } else { Ok(typed) }
}

/// What happened, in a few sentences.
pub fn news(typed: &str) -> Result<&str, NotNoted> {
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > 2_000 { Err(NotNoted::NoNews) } else { Ok(typed) }
}

/// Who says that an action is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    Member(MemberId),
    /// Somebody whose office it is to look after what meetings decide.
    Officer,
}

/// Its owner reports that it is done; an officer may for somebody who told them.
pub fn may_finish(action: &Action, teller: Teller) -> Result<(), NotNoted> {
    is_theirs(action, teller)?;
    if action.done_at.is_some() { Err(NotNoted::Done) } else { Ok(()) }
}

/// Whoever may say that it is done may say that it was not.
pub fn may_reopen(action: &Action, teller: Teller) -> Result<(), NotNoted> {
    is_theirs(action, teller)?;
    if action.done_at.is_none() { Err(NotNoted::NotDone) } else { Ok(()) }
}

fn is_theirs(action: &Action, teller: Teller) -> Result<(), NotNoted> {
    match teller {
        Teller::Member(member) if member != action.owner => Err(NotNoted::NotTheirs),
        _ => Ok(()),
    }
}

/// A later quorate meeting ratifies what one without a quorum decided.
pub fn may_ratify(resolution: &Resolution) -> Result<(), NotNoted> {
    if resolution.waits_for_ratification() { Ok(()) } else { Err(NotNoted::NothingToRatify) }
}
