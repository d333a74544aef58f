//! What can be followed up, and who may say that it is done.

use chrono::NaiveDate;

use super::{Kind, Telephone};
use crate::{
    canvassing::viewer::Viewer,
    db::{AccountId, Instant, MemberId},
    members::naming,
    web::{Refusal, WayOn},
};

/// More than this nobody reads on a board.
const LONGEST: usize = 500;

/// Why a follow-up is not kept, given, done or taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFollowUp {
    #[error("Choose what they asked for.")]
    NoKind,
    #[error("Write what the casework is about, so that whoever sees to it knows.")]
    NoWords,
    #[error("Write the telephone number that they gave.")]
    NoTelephone,
    #[error("Write what it is about in 500 letters at the most.")]
    TooLong,
    #[error("Give the day by which it is due: today, or a day to come.")]
    BadDue,
    #[error("{0}")]
    NotFound(naming::NotOne),
    #[error("This is given to somebody else, and shows what somebody said at their door. Ask the canvass coordinator.")]
    NotYours,
    #[error("This is done already.")]
    DoneAlready,
    #[error("This is not done yet.")]
    NotDone,
    #[error("This was taken back, so there is nothing to do.")]
    Withdrawn,
}

impl Refusal for NoFollowUp {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoKind => Some("kind"),
            Self::NoWords | Self::NoTelephone | Self::TooLong => Some("what"),
            Self::BadDue => Some("due_on"),
            Self::NotFound(_) => Some("who"),
            Self::NotYours | Self::DoneAlready | Self::NotDone | Self::Withdrawn => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/follow-ups", "See what is to be followed up")]
    }
}

/// What was chosen and written, if it can be kept. Casework says what it is about, and whoever may be called has a number; the
/// others say it by their name.
///
/// # Errors
/// [`NoFollowUp::NoKind`], [`NoFollowUp::NoWords`], [`NoFollowUp::NoTelephone`], [`NoFollowUp::TooLong`].
pub fn may_open(kind: &str, words: &str) -> Result<(Kind, String), NoFollowUp> {
    let kind: Kind = kind.parse().map_err(|_| NoFollowUp::NoKind)?;
    let words = words.trim();
    if words.is_empty() && kind == Kind::Casework {
        return Err(NoFollowUp::NoWords);
    }
    if kind == Kind::Call && Telephone::find(words).is_none() {
        return Err(NoFollowUp::NoTelephone);
    }
    if words.chars().count() > LONGEST { Err(NoFollowUp::TooLong) } else { Ok((kind, words.to_owned())) }
}

/// Whether a day can be the one by which something is due.
pub fn may_be_due(on: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, NoFollowUp> {
    on.filter(|on| *on >= today).ok_or(NoFollowUp::BadDue)
}

/// Whether somebody sees it: the coordinator all, others what was given to them.
pub fn may_see(given_to: Option<MemberId>, viewer: Viewer) -> Result<(), NoFollowUp> {
    if viewer.sees(given_to) { Ok(()) } else { Err(NoFollowUp::NotYours) }
}

/// Whether it can be given to somebody, or done, now.
pub fn is_open(done_at: Option<Instant>, withdrawn_at: Option<Instant>) -> Result<(), NoFollowUp> {
    match (done_at, withdrawn_at) {
        (_, Some(_)) => Err(NoFollowUp::Withdrawn),
        (Some(_), None) => Err(NoFollowUp::DoneAlready),
        (None, None) => Ok(()),
    }
}

/// Whether `by` may take back what `opener` noted.
pub fn may_withdraw(opener: AccountId, by: AccountId, is_coordinator: bool) -> Result<(), NoFollowUp> {
    if opener == by || is_coordinator { Ok(()) } else { Err(NoFollowUp::NotYours) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casework_says_what_it_is_about_and_a_poster_needs_no_words() {
        assert_eq!(may_open("casework", " "), Err(NoFollowUp::NoWords));
        assert_eq!(may_open("poster", " "), Ok((Kind::Poster, String::new())));
        assert_eq!(may_open("casework", " The lamp. "), Ok((Kind::Casework, "The lamp.".to_owned())));
        assert_eq!(may_open("call", "after six"), Err(NoFollowUp::NoTelephone));
        assert!(may_open("call", "07700 900123 after six").is_ok());
        assert_eq!(may_open("cake", "x"), Err(NoFollowUp::NoKind));
        assert_eq!(may_open("poster", &"x".repeat(501)), Err(NoFollowUp::TooLong));
    }

    #[test]
    fn it_is_seen_by_the_coordinator_and_by_whoever_sees_to_it() {
        let (tom, ama) = (MemberId::fresh(), MemberId::fresh());
        assert_eq!(may_see(Some(tom), Viewer { member: Some(tom), is_coordinator: false }), Ok(()));
        assert_eq!(may_see(Some(tom), Viewer { member: Some(ama), is_coordinator: false }), Err(NoFollowUp::NotYours));
        assert_eq!(may_see(None, Viewer { member: None, is_coordinator: false }), Err(NoFollowUp::NotYours));
        assert_eq!(may_see(None, Viewer { member: None, is_coordinator: true }), Ok(()));
    }

    #[test]
    fn nothing_is_due_before_today() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day);
        assert_eq!(may_be_due(day(2), day(2).expect("a day")), Ok(day(2).expect("a day")));
        assert_eq!(may_be_due(day(1), day(2).expect("a day")), Err(NoFollowUp::BadDue));
        assert_eq!(may_be_due(None, day(2).expect("a day")), Err(NoFollowUp::BadDue));
    }
}
