//! The foreman against very many courses of events: mail servers that fail at every point, databases that fail before and after
//! the commit, workers that are killed, sleep through their leases or run twice, officers who stop a batch, clocks that jump,
//! domains that say it is too much.
//!
//! A course follows from its seed alone; one that breaks a promise is named by it. A few thousand run with the tests. Millions:
//! `WARDMOTE_TEST_SCHEDULES=5000000 cargo test --release --lib schedule -- --nocapture`, and one again with its whole story:
//! `WARDMOTE_TEST_SEED=… cargo test --lib schedule -- --nocapture`.

mod course;
mod courtesy;
mod office;
mod relay;
mod story;

use std::{panic, thread};

use story::Story;

/// As many with the tests.
const FEW: u64 = 400;

/// A row of dice that follows from its seed (splitmix64).
#[derive(Debug, Clone)]
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.throw() % end.max(1)
    }

    fn among<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).expect("a small number")]
    }

    /// True so many times in a thousand.
    fn falls(&mut self, per_mille: u64) -> bool {
        self.below(1_000) < per_mille
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is {text}, which is no number")))
}

/// Runs what the seeds say and gives back those that broke a promise, with what they broke.
fn broken_among(seeds: impl Iterator<Item = u64>, run: fn(u64) -> Result<(), String>) -> Vec<String> {
    let tried = |seed| match panic::catch_unwind(|| run(seed)) {
        Ok(Ok(())) => None,
        Ok(Err(why)) => Some(format!("seed {seed}: {why}")),
        Err(_) => Some(format!("seed {seed}: the foreman fell over")),
    };
    seeds.filter_map(tried).take(5).collect()
}

/// As many seeds as are asked for, shared by two threads; or the one that is.
fn every_schedule_keeps(promise: &str, few: u64, run: fn(u64) -> Result<(), String>) {
    if let Some(seed) = number("WARDMOTE_TEST_SEED") {
        return run(seed).unwrap_or_else(|why| panic!("seed {seed}: {why}"));
    }
    let first = number("WARDMOTE_TEST_FIRST_SEED").unwrap_or(1);
    let many = number("WARDMOTE_TEST_SCHEDULES").unwrap_or(few);
    let halves = [0, 1].map(|half| thread::spawn(move || broken_among((first + half..first + many).step_by(2), run)));
    let broken: Vec<String> = halves.into_iter().flat_map(|half| half.join().expect("it ran")).collect();
    assert!(broken.is_empty(), "{promise} is broken by\n{}", broken.join("\n"));
    println!("{promise}: kept in {many} schedules, from seed {first} on");
}

#[test]
fn no_schedule_of_failures_kills_and_clocks_loses_or_doubles_a_message_in_silence() {
    every_schedule_keeps("Nothing is lost, and nothing doubled in silence", FEW, |seed| Story::of(seed).lived());
}

#[test]
fn a_message_that_a_killed_worker_had_handed_over_before_it_was_stopped_is_flagged_as_in_doubt() {
    assert_eq!(Story::of_old(4_841).lived(), Ok(()));
}

#[test]
fn in_no_schedule_does_more_than_one_message_a_line_overtake_a_way_in() {
    every_schedule_keeps("A way in waits for at most one message a line", FEW / 4, |seed| Story::calm(seed).lived());
}
