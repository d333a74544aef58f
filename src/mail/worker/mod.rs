//! The worker: the only one who sends.
//!
//! It looks into the outbox once a second. What is due it takes under a lease, carries over a few lines at once, and enters the
//! results in groups. Ways in have a crew of their own, so that a thousand notices never keep anybody waiting at the door.
//!
//! What it promises, killed at any point: nothing is lost. A message is marked on the disk before it is handed over, so that a
//! later worker knows which few are in doubt; what a rule requires goes out again with the same Message-ID and is flagged, a
//! way in or a reminder does not. All of that is decided by one foreman, who does nothing himself and can therefore be tried
//! against any course of events. Start reading at `foreman/`.

mod clerk;
mod foreman;
mod hands;
mod office;
mod outcome;
mod running;
mod slot;
mod store;
#[cfg(test)]
mod tests;

use std::{pin::pin, sync::Arc, time::Duration};

use chrono::TimeDelta;
use tokio::time;

use super::transport::Patience;
use crate::{audit::Scribe, clock};
use foreman::{Event, Foreman, Terms};
use hands::Work;
use office::Office;

pub use office::Unfit;
pub use running::Running;

/// How fast and how much.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Between two looks into the outbox.
    pub poll: Duration,
    /// For how long messages are taken; prolonged while they are being carried.
    pub lease: TimeDelta,
    /// How many messages a lease holds.
    pub most: i64,
    /// Lines to the mail server for all mail but ways in, which have one of their own.
    pub lines: usize,
    /// How long to wait at the end for what is under way.
    pub farewell: Duration,
    pub patience: Patience,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            poll: Duration::from_secs(1),
            lease: TimeDelta::seconds(120),
            most: 50,
            lines: 4,
            farewell: Duration::from_secs(10),
            patience: Patience::default(),
        }
    }
}

impl Pace {
    /// As the settings say.
    pub fn set_by(scribe: &Scribe) -> Self {
        Self { poll: Duration::from_secs(scribe.settings().mail.poll_seconds.max(1)), ..Self::default() }
    }

    fn terms(&self) -> Terms {
        Terms { lease: self.lease, most: usize::try_from(self.most).unwrap_or(1), lines: self.lines }
    }

    /// For tests: a look every twenty milliseconds.
    pub fn quick() -> Self {
        Self { poll: Duration::from_millis(20), ..Self::default() }
    }
}

/// Sends what is queued, in every branch, until `stop` comes; then finishes what is under way and puts the rest back.
///
/// Whoever drops this future instead of stopping it kills the worker; nothing is lost then either.
///
/// # Errors
/// A mail server or sender in the settings that cannot be read.
pub async fn run(scribe: Scribe, stop: impl Future<Output = ()>) -> Result<(), Unfit> {
    let pace = Pace::set_by(&scribe);
    run_at(pace, scribe, stop).await
}

/// [`run`] at a pace of one's own.
///
/// # Errors
/// As [`run`].
pub async fn run_at(pace: Pace, scribe: Scribe, stop: impl Future<Output = ()>) -> Result<(), Unfit> {
    let office = Arc::new(Office::open(scribe, pace)?);
    let foreman = Foreman::new(pace.terms(), office.limits().await, seed());
    let work = Work::begin(Arc::clone(&office), foreman, pace.lines + 1)?;
    let mut ticks = time::interval(pace.poll);
    ticks.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    let mut stop = pin!(stop);
    let mut ends_at = None;
    while ends_at.is_none_or(|end| time::Instant::now() < end) {
        tokio::select! {
            () = &mut stop, if ends_at.is_none() => {
                ends_at = Some(time::Instant::now() + pace.farewell);
                work.hears(Event::Stop);
            }
            () = work.ends() => break,
            _ = ticks.tick() => work.hears(Event::Tick),
        }
    }
    let fell_over = work.fell_over();
    work.part().await;
    // Whoever cannot be waited for any longer keeps nothing: what was not begun goes back, and what was is known to the disk.
    let gives_back = tokio::task::spawn_blocking(move || office.give_all_back()).await;
    if fell_over || gives_back.is_err() { Err(Unfit::FellOver) } else { Ok(()) }
}

/// For the lots that the foreman draws.
fn seed() -> u64 {
    clock::secret_bytes().iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}
