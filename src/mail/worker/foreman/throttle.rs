//! How much may go out in a time: what a provider allows (so many a minute, an hour, a day), and what other people's servers
//! bear (so many a minute to one domain). Ways in are counted and never kept waiting.

use std::collections::{BTreeMap, VecDeque};

use chrono::TimeDelta;

use crate::db::Instant;

/// So many within so long; several may hold at once.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    pub relay: Vec<(TimeDelta, usize)>,
    pub domain: Vec<(TimeDelta, usize)>,
}

/// What went out, as far back as the limits ask.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    limits: Limits,
    sent: Log,
    domains: BTreeMap<String, Log>,
}

/// Moments, oldest first.
#[derive(Debug, Default)]
struct Log(VecDeque<Instant>);

impl Limits {
    pub fn is_none(&self) -> bool {
        self.relay.is_empty() && self.domain.is_empty()
    }

    /// As far back as the relay's limits look.
    pub fn memory(&self) -> TimeDelta {
        self.relay.iter().map(|(length, _)| *length).max().unwrap_or_default()
    }
}

impl Throttle {
    /// With what an earlier worker sent.
    pub fn new(limits: Limits, sent: Vec<Instant>) -> Self {
        Self { limits, sent: Log(sent.into()), domains: BTreeMap::new() }
    }

    /// Whether one more may go to this address at `now`.
    pub fn may_go(&mut self, address: &str, now: Instant) -> bool {
        if self.limits.is_none() {
            return true;
        }
        let theirs = self.domains.get_mut(&domain_of(address));
        self.sent.has_room(&self.limits.relay, now) && theirs.is_none_or(|log| log.has_room(&self.limits.domain, now))
    }

    /// One goes.
    pub fn goes(&mut self, address: &str, now: Instant) {
        if !self.limits.relay.is_empty() {
            self.sent.0.push_back(now);
        }
        if !self.limits.domain.is_empty() {
            self.domains.entry(domain_of(address)).or_default().0.push_back(now);
        }
    }
}

impl Log {
    fn has_room(&mut self, limits: &[(TimeDelta, usize)], now: Instant) -> bool {
        let longest = limits.iter().map(|(length, _)| *length).max().unwrap_or_default();
        while self.0.front().is_some_and(|oldest| oldest.0 <= now.0 - longest) {
            self.0.pop_front();
        }
        // A clock that was set back knows nothing of what comes after it.
        while self.0.back().is_some_and(|newest| *newest > now) {
            self.0.pop_back();
        }
        limits.iter().all(|(length, most)| {
            let before = self.0.partition_point(|sent| sent.0 <= now.0 - *length);
            self.0.len() - before < *most
        })
    }
}

fn domain_of(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant(chrono::DateTime::from_timestamp(1_796_000_000 + seconds, 0).expect("a moment"))
    }

    /// How many go, when one is tried every second from the beginning on.
    fn gone(throttle: &mut Throttle, seconds: std::ops::Range<i64>, to: &str) -> usize {
        let goes = |second: &i64| {
            let may = throttle.may_go(to, at(*second));
            if may {
                throttle.goes(to, at(*second));
            }
            may
        };
        seconds.filter(goes).count()
    }

    #[test]
    fn no_minute_and_no_hour_sees_more_than_it_may() {
        let limits = Limits { relay: vec![(TimeDelta::minutes(1), 10), (TimeDelta::hours(1), 25)], domain: vec![] };
        let mut throttle = Throttle::new(limits, vec![]);
        assert_eq!(gone(&mut throttle, 0..60, "a@b.org"), 10);
        assert_eq!(gone(&mut throttle, 60..120, "a@b.org"), 10);
        assert_eq!(gone(&mut throttle, 120..3_600, "a@b.org"), 5);
        assert_eq!(gone(&mut throttle, 3_600..3_660, "a@b.org"), 10);
    }

    #[test]
    fn a_domain_that_has_enough_keeps_no_other_waiting() {
        let limits = Limits { relay: vec![], domain: vec![(TimeDelta::minutes(1), 2)] };
        let mut throttle = Throttle::new(limits, vec![]);
        assert_eq!(gone(&mut throttle, 0..30, "a@Mail.example"), 2);
        assert_eq!(gone(&mut throttle, 30..50, "b@mail.example"), 0);
        assert_eq!(gone(&mut throttle, 30..50, "b@other.example"), 2);
    }

    #[test]
    fn what_an_earlier_worker_sent_counts_and_a_clock_set_back_blocks_nobody() {
        let limits = Limits { relay: vec![(TimeDelta::days(1), 3)], domain: vec![] };
        let mut throttle = Throttle::new(limits, vec![at(0), at(1)]);
        assert_eq!(gone(&mut throttle, 10..100, "a@b.org"), 1);
        assert!(throttle.may_go("a@b.org", at(-86_400)));
    }
}
