//! When a sign-in request, a second step and a session hold.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    db::AccountId,
    web::{Proof, Refusal},
};

/// A mailed link or code lives this long (ASVS 5.0, 6.5.5).
pub const LINK_LIVES: TimeDelta = TimeDelta::minutes(10);
/// So many wrong codes, and the request is void.
pub const MOST_TRIES: i32 = 5;
/// A session ends after this long, whatever happens.
pub const SESSION_LIVES: TimeDelta = TimeDelta::days(90);
/// A member's session ends after this long without a visit.
const MEMBER_IDLE: TimeDelta = TimeDelta::days(30);
/// An officer's session ends sooner: it opens other people's data.
const OFFICER_IDLE: TimeDelta = TimeDelta::hours(12);
/// The second step holds for so long in one session.
const STEP_HOLDS: TimeDelta = TimeDelta::days(7);
/// An act that weighs much asks for it again after this long (ASVS 5.0, 7.5.3).
const STEP_IS_FRESH: TimeDelta = TimeDelta::minutes(10);
/// So many wrong codes in a row, and one waits before each further one.
pub const MOST_WRONG_STEPS: i32 = 5;
/// That long.
const WAIT_AFTER_WRONG: TimeDelta = TimeDelta::minutes(15);
/// A session's secret is changed when the second step is taken; for the second half of a double press the old one still works.
pub const OLD_SECRET_LIVES: TimeDelta = TimeDelta::minutes(1);
/// A proposal that somebody sets up the second step anew is to be confirmed within this time.
const RESET_LIVES: TimeDelta = TimeDelta::days(7);

/// Why a link or code does not let one in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEntry {
    #[error("That code is not the one we sent. Look at the newest mail from us and type its six signs.")]
    WrongCode,
    #[error("This link or code is older than ten minutes. Ask for a new one; it comes at once.")]
    Expired,
    #[error("This link or code was used already. Ask for a new one; it comes at once.")]
    Used,
    #[error("Too many wrong codes were typed. Ask for a new one; it comes at once.")]
    TooManyTries,
    #[error("The link was opened in another browser than the one that asked. Type the code from the mail where you asked.")]
    OtherBrowser,
}

impl Refusal for NoEntry {
    fn field(&self) -> Option<&'static str> {
        Some("code")
    }
}

/// What is known of a request for a link.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub expires_at: DateTime<Utc>,
    pub tries: i32,
    pub is_used: bool,
}

/// Whether a request can still be answered, before the secret itself is looked at.
pub fn may_answer(asked: &Asked, now: DateTime<Utc>) -> Result<(), NoEntry> {
    if asked.is_used {
        return Err(NoEntry::Used);
    }
    if asked.expires_at <= now {
        return Err(NoEntry::Expired);
    }
    if asked.tries >= MOST_TRIES {
        return Err(NoEntry::TooManyTries);
    }
    Ok(())
}

/// Whether a session still lets its holder in.
pub fn is_alive(last_seen_at: DateTime<Utc>, ends_at: DateTime<Utc>, is_officer: bool, now: DateTime<Utc>) -> bool {
    let idle = if is_officer { OFFICER_IDLE } else { MEMBER_IDLE };
    now < ends_at && now < last_seen_at + idle
}

/// What a session that took the second step at `taken_at` is worth now.
pub fn proof_of(taken_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Proof {
    taken_at.filter(|taken| now < *taken + STEP_HOLDS).map_or(Proof::Missing, |taken| Proof::Taken(taken.into()))
}

/// Whether an act that weighs much may be done without asking again.
pub fn is_fresh(proof: Proof, now: DateTime<Utc>) -> bool {
    match proof {
        Proof::NotAsked => true,
        Proof::Missing => false,
        Proof::Taken(at) => now < at.0 + STEP_IS_FRESH,
    }
}

/// Why a code does not count as the second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoStep {
    #[error(
        "That code does not open this. The figures in your app change every half minute, and each opens once: type those it shows now."
    )]
    WrongCode,
    #[error("Too many wrong codes were typed. Wait a quarter of an hour, then type the figures that your app shows.")]
    Waiting,
    #[error(
        "The key that opens your second step is not on this machine, so figures cannot be checked. Type a recovery code, or ask two other officers to let you set it up anew."
    )]
    Unreadable,
}

impl Refusal for NoStep {
    fn field(&self) -> Option<&'static str> {
        Some("code")
    }
}

/// Whether a code is looked at, after so many wrong ones in a row of which the last was typed at `wrong_at`.
pub fn may_try_step(wrong_codes: i32, wrong_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), NoStep> {
    let waits = wrong_codes >= MOST_WRONG_STEPS && wrong_at.is_some_and(|wrong| now < wrong + WAIT_AFTER_WRONG);
    if waits { Err(NoStep::Waiting) } else { Ok(()) }
}

/// A proposal that somebody sets up the second step anew.
#[derive(Debug, Clone, Copy)]
pub struct Proposed {
    pub of: AccountId,
    pub by: AccountId,
    pub at: DateTime<Utc>,
}

/// Why somebody may not set up the second step anew, or another may not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoReset {
    #[error("You cannot let yourself in: two other officers do that for you.")]
    Own,
    #[error("Whoever proposed it cannot confirm it too: it takes two officers besides the person.")]
    SameOfficer,
    #[error("This proposal is older than a week. Ask the person whether it is still needed, and propose it again.")]
    TooOld,
    #[error("This person has no second step set up, so there is nothing to begin anew.")]
    NothingSetUp,
    #[error("This proposal is settled already.")]
    Settled,
}

impl Refusal for NoReset {}

/// It takes two officers besides the person; this is the first.
pub fn may_propose_reset(of: AccountId, by: AccountId) -> Result<(), NoReset> {
    if of == by { Err(NoReset::Own) } else { Ok(()) }
}

/// It takes two officers besides the person; this is the second.
pub fn may_confirm_reset(proposed: Proposed, by: AccountId, now: DateTime<Utc>) -> Result<(), NoReset> {
    may_propose_reset(proposed.of, by)?;
    if proposed.by == by {
        return Err(NoReset::SameOfficer);
    }
    if now >= proposed.at + RESET_LIVES {
        return Err(NoReset::TooOld);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().expect("a written moment")
    }

    #[test]
    fn a_link_used_twice_lets_nobody_in_the_second_time() {
        let asked = Asked { expires_at: at("2026-11-23T19:10:00Z"), tries: 0, is_used: true };
        assert_eq!(may_answer(&asked, at("2026-11-23T19:01:00Z")), Err(NoEntry::Used));
    }

    #[test]
    fn a_link_is_worthless_after_its_ten_minutes() {
        let asked = Asked { expires_at: at("2026-11-23T19:10:00Z"), tries: 0, is_used: false };
        assert_eq!(may_answer(&asked, at("2026-11-23T19:10:00Z")), Err(NoEntry::Expired));
    }

    #[test]
    fn an_officer_who_was_away_overnight_signs_in_again_and_a_member_does_not() {
        let (seen, ends, morning) = (at("2026-11-23T21:00:00Z"), at("2027-02-01T00:00:00Z"), at("2026-11-24T09:30:00Z"));
        assert!(!is_alive(seen, ends, true, morning));
        assert!(is_alive(seen, ends, false, morning));
    }

    #[test]
    fn after_five_wrong_codes_each_further_one_waits_a_quarter_of_an_hour() {
        let (wrong, soon, later) = (at("2026-11-23T19:00:00Z"), at("2026-11-23T19:14:00Z"), at("2026-11-23T19:15:00Z"));
        assert_eq!(may_try_step(4, Some(wrong), soon), Ok(()));
        assert_eq!(may_try_step(5, Some(wrong), soon), Err(NoStep::Waiting));
        assert_eq!(may_try_step(5, Some(wrong), later), Ok(()));
        assert_eq!(may_try_step(6, Some(later), later), Err(NoStep::Waiting));
    }

    #[test]
    fn the_second_step_holds_a_week_and_is_fresh_for_ten_minutes() {
        let taken = at("2026-11-23T19:00:00Z");
        let proof = proof_of(Some(taken), at("2026-11-30T18:59:00Z"));
        assert_eq!(proof, Proof::Taken(taken.into()));
        assert_eq!(proof_of(Some(taken), at("2026-11-30T19:00:00Z")), Proof::Missing);
        assert!(is_fresh(proof, at("2026-11-23T19:09:59Z")));
        assert!(!is_fresh(proof, at("2026-11-23T19:10:00Z")));
        assert!(is_fresh(Proof::NotAsked, taken) && !is_fresh(Proof::Missing, taken));
    }

    #[test]
    fn it_takes_two_officers_besides_the_person_to_begin_anew() {
        let (person, first, second) = (AccountId(uuid(1)), AccountId(uuid(2)), AccountId(uuid(3)));
        let proposed = Proposed { of: person, by: first, at: at("2026-11-23T19:00:00Z") };
        let now = at("2026-11-24T19:00:00Z");

        assert_eq!(may_propose_reset(person, person), Err(NoReset::Own));
        assert_eq!(may_confirm_reset(proposed, person, now), Err(NoReset::Own));
        assert_eq!(may_confirm_reset(proposed, first, now), Err(NoReset::SameOfficer));
        assert_eq!(may_confirm_reset(proposed, second, now), Ok(()));
        assert_eq!(may_confirm_reset(proposed, second, at("2026-11-30T19:00:00Z")), Err(NoReset::TooOld));
    }

    fn uuid(number: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(number)
    }
}
