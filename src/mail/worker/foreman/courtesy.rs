//! How one domain's servers are treated: a few messages at once, so many a second, and fewer for a while when they say that it
//! is too much. Additive increase and multiplicative decrease, by which the Internet's senders have always found a pace.

use chrono::TimeDelta;

use crate::db::Instant;

/// What one domain's servers get at the most while they do not object. Nought is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Messages that are announced or handed over at the same time.
    pub in_flight: usize,
    pub per_second: usize,
}

/// How it stands with one domain.
#[derive(Debug)]
pub(super) struct Courtesy {
    full: Pace,
    /// Messages a minute, at present.
    rate: i64,
    /// How much may go at once, in sixty-thousandths of a message: so many as the rate brings in each millisecond.
    room: i64,
    filled_at: Instant,
    /// Since when the rate has been what it is.
    since: Instant,
    /// When it last objected and was heeded.
    heeded_at: Option<Instant>,
}

/// One message.
const WHOLE: i64 = 60_000;
/// However often a domain objects, a message goes every five seconds: each waits for its own time besides.
const LEAST: i64 = 12;
/// Objections to what was under way already count once.
const SAME_OBJECTION: TimeDelta = TimeDelta::seconds(1);

impl Courtesy {
    pub fn new(full: Pace, now: Instant) -> Self {
        let rate = full.per_minute();
        Self { full, rate, room: room_at(rate), filled_at: now, since: now, heeded_at: None }
    }

    /// Whether one more may go at `now`, beside `in_flight` others.
    pub fn may_go(&mut self, in_flight: usize, now: Instant) -> bool {
        self.fill(now);
        (self.full.in_flight == 0 || in_flight < self.at_once()) && (self.full.per_second == 0 || self.room >= WHOLE)
    }

    pub fn goes(&mut self, now: Instant) {
        self.fill(now);
        self.room -= WHOLE;
    }

    /// The domain's servers say that it is too much: half as much from now on.
    pub fn slows_down(&mut self, now: Instant) {
        self.fill(now);
        let is_the_same = |heeded: Instant| now >= heeded && now.0 < heeded.0 + SAME_OBJECTION;
        if !self.heeded_at.is_some_and(is_the_same) {
            self.rate = (self.rate / 2).max(LEAST.min(self.rate));
            self.room = self.room.min(room_at(self.rate));
            (self.since, self.heeded_at) = (now, Some(now));
        }
    }

    /// Whether nothing would be lost by forgetting it.
    pub fn is_as_new(&mut self, now: Instant) -> bool {
        self.fill(now);
        self.rate == self.full.per_minute() && self.room >= room_at(self.rate)
    }

    /// As many at once as the full pace allows, in the proportion of the rate, and always one.
    fn at_once(&self) -> usize {
        let share = usize::try_from(self.rate).unwrap_or(1) * self.full.in_flight;
        (share / usize::try_from(self.full.per_minute()).unwrap_or(1).max(1)).max(1)
    }

    /// What the time since the last look brought: room, and a tenth of the full pace for each minute without an objection. A
    /// clock that was set back brings nothing, and keeps nobody waiting for it.
    fn fill(&mut self, now: Instant) {
        let minutes = (now.0 - self.since.0).num_minutes();
        if minutes > 0 {
            let full = self.full.per_minute();
            self.rate = full.min(self.rate.saturating_add(minutes.saturating_mul((full / 10).max(1))));
            self.since = Instant(self.since.0 + TimeDelta::minutes(minutes));
        }
        let passed = (now.0 - self.filled_at.0).num_milliseconds().max(0);
        self.room = self.room.saturating_add(passed.saturating_mul(self.rate)).min(room_at(self.rate));
        self.filled_at = now;
        self.since = self.since.min(now);
    }
}

/// A second's worth may go at once, and one message in any case.
fn room_at(rate: i64) -> i64 {
    (rate * 1_000).max(WHOLE)
}

impl Pace {
    /// Without a limit it is as if there were a very high one, which objections halve too.
    fn per_minute(self) -> i64 {
        let per_second = if self.per_second == 0 { 1_000 } else { self.per_second };
        i64::try_from(per_second).unwrap_or(1_000).saturating_mul(60)
    }

    pub fn is_none(self) -> bool {
        self.in_flight == 0 && self.per_second == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Instant {
        Instant(chrono::DateTime::from_timestamp_millis(1_796_000_000_000 + milliseconds).expect("a moment"))
    }

    const USUAL: Pace = Pace { in_flight: 2, per_second: 20 };

    /// How many go in so many seconds from `from` on, when one is tried every ten milliseconds.
    fn gone(courtesy: &mut Courtesy, from: i64, seconds: i64) -> usize {
        let tries = (0..seconds * 100).map(|step| at((from * 100 + step) * 10));
        tries
            .filter(|now| {
                let may = courtesy.may_go(0, *now);
                if may {
                    courtesy.goes(*now);
                }
                may
            })
            .count()
    }

    #[test]
    fn a_domain_gets_twenty_a_second_and_two_at_once() {
        let mut courtesy = Courtesy::new(USUAL, at(0));
        assert!(courtesy.may_go(1, at(0)) && !courtesy.may_go(2, at(0)));
        assert_eq!(gone(&mut courtesy, 0, 1), 39, "a second's worth waited, and another came");
        assert_eq!(gone(&mut courtesy, 1, 10), 200);
    }

    #[test]
    fn a_domain_that_objects_gets_half_and_then_a_tenth_of_the_full_pace_more_each_minute() {
        let mut courtesy = Courtesy::new(USUAL, at(0));
        courtesy.slows_down(at(0));
        courtesy.slows_down(at(500));
        assert!(!courtesy.may_go(1, at(500)), "one at once");
        gone(&mut courtesy, 0, 5);
        assert_eq!(gone(&mut courtesy, 5, 10), 100, "two objections to what was under way are one");
        gone(&mut courtesy, 61, 5);
        assert_eq!(gone(&mut courtesy, 66, 10), 120, "two more after a minute");
        gone(&mut courtesy, 301, 5);
        assert_eq!(gone(&mut courtesy, 306, 10), 200, "after five minutes all of it");
        assert!(courtesy.may_go(1, at(400_000)));
    }

    #[test]
    fn however_often_a_domain_objects_a_message_goes_every_five_seconds() {
        let mut courtesy = Courtesy::new(USUAL, at(0));
        (0..50).for_each(|second| courtesy.slows_down(at(second * 1_000)));
        gone(&mut courtesy, 49, 1);
        assert_eq!(gone(&mut courtesy, 50, 50), 10);
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_nobody_waiting() {
        let mut courtesy = Courtesy::new(USUAL, at(0));
        gone(&mut courtesy, 0, 2);
        assert!(gone(&mut courtesy, -86_400, 2) > 30);
    }
}
