//! How much may go out in a time: what a provider allows (so many a minute, an hour, a day), and what other people's servers
//! bear (so many a minute to one domain, and a pace that they may slow down; see `courtesy.rs`). Ways in are counted and never kept waiting.

use std::collections::{BTreeMap, VecDeque};

use chrono::TimeDelta;

use super::courtesy::{Courtesy, Pace};
use crate::db::Instant;

/// So many within so long; several may hold at once.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    pub relay: Vec<(TimeDelta, usize)>,
    pub domain: Vec<(TimeDelta, usize)>,
    /// What one domain gets while it does not object.
    pub pace: Option<Pace>,
}

/// What went out, as far back as the limits ask.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    limits: Limits,
    sent: Log,
    domains: BTreeMap<String, Domain>,
}

/// What went to one domain, and how it bears it.
#[derive(Debug, Default)]
struct Domain {
    sent: Log,
    courtesy: Option<Courtesy>,
}

/// Beyond so many, those are forgotten of which nothing need be remembered.
const MANY: usize = 256;

/// Moments, oldest first.
#[derive(Debug, Default)]
struct Log(VecDeque<Instant>);

impl Limits {
    pub fn is_none(&self) -> bool {
        self.relay.is_empty() && self.domain.is_empty() && self.pace.is_none()
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

    /// Whether one more may go to this address at `now`, while messages to `under_way` are being carried.
    pub fn may_go<'a>(&mut self, address: &str, under_way: impl Iterator<Item = &'a str>, now: Instant) -> bool {
        if self.limits.is_none() {
            return true;
        }
        if !self.sent.has_room(&self.limits.relay, now) {
            return false;
        }
        if self.minds_no_domain() {
            return true;
        }
        let domain = domain_of(address);
        let in_flight = under_way.filter(|other| domain_of(other) == domain).count();
        let theirs = self.domains.entry(domain).or_default();
        theirs.sent.has_room(&self.limits.domain, now)
            && theirs.courtesy(self.limits.pace, now).is_none_or(|courtesy| courtesy.may_go(in_flight, now))
    }

    /// One goes.
    pub fn goes(&mut self, address: &str, now: Instant) {
        if !self.limits.relay.is_empty() {
            self.sent.0.push_back(now);
        }
        if self.minds_no_domain() {
            return;
        }
        let theirs = self.domains.entry(domain_of(address)).or_default();
        if let Some(courtesy) = theirs.courtesy(self.limits.pace, now) {
            courtesy.goes(now);
        }
        if !self.limits.domain.is_empty() {
            theirs.sent.0.push_back(now);
        }
        self.forget_the_quiet(now);
    }

    /// The servers of this address say that it is too much.
    pub fn slows_down(&mut self, address: &str, now: Instant) {
        if self.limits.pace.is_none() {
            return;
        }
        let theirs = self.domains.entry(domain_of(address)).or_default();
        if let Some(courtesy) = theirs.courtesy(self.limits.pace, now) {
            courtesy.slows_down(now);
        }
    }

    fn minds_no_domain(&self) -> bool {
        self.limits.domain.is_empty() && self.limits.pace.is_none()
    }

    /// A worker that lives for months writes to very many domains.
    fn forget_the_quiet(&mut self, now: Instant) {
        if self.domains.len() > MANY {
            let limits = &self.limits.domain;
            self.domains.retain(|_, theirs| !theirs.is_as_new(limits, now));
        }
    }
}

impl Domain {
    fn courtesy(&mut self, pace: Option<Pace>, now: Instant) -> Option<&mut Courtesy> {
        let pace = pace?;
        Some(self.courtesy.get_or_insert_with(|| Courtesy::new(pace, now)))
    }

    fn is_as_new(&mut self, limits: &[(TimeDelta, usize)], now: Instant) -> bool {
        self.sent.has_room(limits, now);
        self.sent.0.is_empty() && self.courtesy.as_mut().is_none_or(|courtesy| courtesy.is_as_new(now))
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
            let may = throttle.may_go(to, std::iter::empty(), at(*second));
            if may {
                throttle.goes(to, at(*second));
            }
            may
        };
        seconds.filter(goes).count()
    }

    #[test]
    fn no_minute_and_no_hour_sees_more_than_it_may() {
        let limits = Limits { relay: vec![(TimeDelta::minutes(1), 10), (TimeDelta::hours(1), 25)], domain: vec![], pace: None };
        let mut throttle = Throttle::new(limits, vec![]);
        assert_eq!(gone(&mut throttle, 0..60, "a@b.org"), 10);
        assert_eq!(gone(&mut throttle, 60..120, "a@b.org"), 10);
        assert_eq!(gone(&mut throttle, 120..3_600, "a@b.org"), 5);
        assert_eq!(gone(&mut throttle, 3_600..3_660, "a@b.org"), 10);
    }

    #[test]
    fn a_domain_that_has_enough_keeps_no_other_waiting() {
        let limits = Limits { relay: vec![], domain: vec![(TimeDelta::minutes(1), 2)], pace: None };
        let mut throttle = Throttle::new(limits, vec![]);
        assert_eq!(gone(&mut throttle, 0..30, "a@Mail.example"), 2);
        assert_eq!(gone(&mut throttle, 30..50, "b@mail.example"), 0);
        assert_eq!(gone(&mut throttle, 30..50, "b@other.example"), 2);
    }

    #[test]
    fn two_go_to_one_domain_at_once_and_another_domain_waits_for_neither() {
        let limits = Limits { pace: Some(Pace { in_flight: 2, per_second: 20 }), ..Limits::default() };
        let mut throttle = Throttle::new(limits, vec![]);
        let under_way = ["a@Mail.example", "b@mail.example", "c@other.example"];
        assert!(!throttle.may_go("d@mail.example", under_way.into_iter(), at(0)));
        assert!(throttle.may_go("d@other.example", under_way.into_iter(), at(0)));
        throttle.slows_down("c@other.example", at(0));
        assert!(!throttle.may_go("d@other.example", under_way.into_iter(), at(1)), "it objected");
    }

    #[test]
    fn a_domain_that_nothing_was_written_to_lately_is_forgotten() {
        let limits = Limits { pace: Some(Pace { in_flight: 2, per_second: 20 }), ..Limits::default() };
        let mut throttle = Throttle::new(limits, vec![]);
        (0..2_000).for_each(|number| throttle.goes(&format!("a@{number}.example"), at(number)));
        assert!(throttle.domains.len() <= MANY + 2, "{} are remembered", throttle.domains.len());
    }

    #[test]
    fn what_an_earlier_worker_sent_counts_and_a_clock_set_back_blocks_nobody() {
        let limits = Limits { relay: vec![(TimeDelta::days(1), 3)], domain: vec![], pace: None };
        let mut throttle = Throttle::new(limits, vec![at(0), at(1)]);
        assert_eq!(gone(&mut throttle, 10..100, "a@b.org"), 1);
        assert!(throttle.may_go("a@b.org", std::iter::empty(), at(-86_400)));
    }
}
