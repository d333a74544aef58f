//! How often somebody tried codes that do not fit, so that a machine that tries them all is sent away.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

/// So long a try is remembered, and so long somebody who tried too often waits.
const REMEMBERED: TimeDelta = TimeDelta::minutes(15);

/// Wrong tries by whoever made them: an account, a network.
pub struct Tries<K> {
    most: u32,
    made: Mutex<BTreeMap<K, (DateTime<Utc>, u32)>>,
}

impl<K: Ord> Tries<K> {
    /// Lets each have `most` wrong tries in a quarter of an hour.
    pub const fn at_most(most: u32) -> Self {
        Self { most, made: Mutex::new(BTreeMap::new()) }
    }

    /// Whether to send this one away for now.
    pub fn are_spent(&self, by: &K, now: DateTime<Utc>) -> bool {
        self.made().get(by).is_some_and(|(since, tries)| now - *since < REMEMBERED && *tries >= self.most)
    }

    /// Notes a wrong try.
    pub fn count(&self, by: K, now: DateTime<Utc>) {
        let mut made = self.made();
        made.retain(|_, (since, _)| now - *since < REMEMBERED);
        made.entry(by).or_insert((now, 0)).1 += 1;
    }

    fn made(&self) -> MutexGuard<'_, BTreeMap<K, (DateTime<Utc>, u32)>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_last_wrong_try_one_waits_a_quarter_of_an_hour() {
        let tries = Tries::at_most(60);
        let start: DateTime<Utc> = "2026-12-01T12:00:00Z".parse().expect("a written moment");
        for _ in 0..60 {
            assert!(!tries.are_spent(&"somebody", start));
            tries.count("somebody", start);
        }

        assert!(tries.are_spent(&"somebody", start));
        assert!(!tries.are_spent(&"somebody else", start));
        assert!(!tries.are_spent(&"somebody", start + REMEMBERED));
    }
}
