//! When a sign-in request and a session hold.

use chrono::{DateTime, TimeDelta, Utc};

use crate::web::Refusal;

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
}
