//! A mail server that is down is left alone for a while, and for longer each time.

use chrono::{DateTime, TimeDelta, Utc};

/// How often in a row a relay failed, and when it last did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breaker {
    faults: usize,
    since: Option<DateTime<Utc>>,
}

/// The rests after the first, second, third fault, and after every later one.
const RESTS: [TimeDelta; 4] = [TimeDelta::seconds(10), TimeDelta::seconds(30), TimeDelta::minutes(2), TimeDelta::minutes(5)];

impl Breaker {
    /// The relay failed at `now`. Faults met while it rests already (by conversations begun before) count once.
    pub fn fault(&mut self, now: DateTime<Utc>) {
        if self.may_try(now) {
            self.faults += 1;
            self.since = Some(now);
        }
    }

    /// The relay answered for a person: it is well.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// Whether to call the relay at `now`. A clock that was set back does not lengthen the rest.
    pub fn may_try(&self, now: DateTime<Utc>) -> bool {
        self.since.is_none_or(|since| now < since || now >= since + self.rest())
    }

    fn rest(&self) -> TimeDelta {
        RESTS[self.faults.clamp(1, RESTS.len()) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000 + seconds, 0).expect("a moment")
    }

    #[test]
    fn a_relay_that_fails_again_and_again_is_called_less_and_less() {
        let mut breaker = Breaker::default();
        let mut now = 0;
        for rest in [10, 30, 120, 300, 300] {
            breaker.fault(at(now));
            assert!(!breaker.may_try(at(now + rest - 1)), "called before {rest} s");
            now += rest;
            assert!(breaker.may_try(at(now)));
        }
    }

    #[test]
    fn one_answer_makes_a_relay_well_again() {
        let mut breaker = Breaker::default();
        breaker.fault(at(0));
        breaker.fault(at(10));
        breaker.answered();
        assert!(breaker.may_try(at(11)));
        breaker.fault(at(20));
        assert!(breaker.may_try(at(30)), "the count begins anew");
    }

    #[test]
    fn four_connections_that_break_at_once_are_one_fault() {
        let mut breaker = Breaker::default();
        (0..4).for_each(|_| breaker.fault(at(0)));
        assert!(breaker.may_try(at(10)));
    }

    #[test]
    fn a_clock_set_back_by_a_day_does_not_close_the_relay_for_a_day() {
        let mut breaker = Breaker::default();
        breaker.fault(at(86_400));
        assert!(breaker.may_try(at(0)));
    }
}
