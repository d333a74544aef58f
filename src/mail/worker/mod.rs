//! The worker: the only one who sends.
//!
//! It looks into the outbox once a second. What is due it takes under a lease, carries over a few lines at once, and enters the
//! results in groups. Ways in have a crew of their own, so that a thousand notices never keep anybody waiting at the door.
//!
//! What it promises, killed at any point: nothing is lost. A message is marked on the disk before it is handed over, so that a
//! later worker knows which few are in doubt; what a rule requires goes out again with the same Message-ID and is flagged, a
//! way in or a reminder does not. Start reading at `lease.rs`.

mod crew;
mod lease;
mod ledger;
mod office;
mod outcome;
mod recovery;
mod running;
mod store;
#[cfg(test)]
mod tests;

use std::{pin::pin, sync::Arc, time::Duration};

use chrono::TimeDelta;
use futures_util::future::join_all;

use super::transport::Patience;
use crate::audit::{Scribe, Unwritten};
use crew::{Crew, ORDINARY, WAYS_IN};
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
    let mut crews = [Crew::new(WAYS_IN, 1), Crew::new(ORDINARY, pace.lines)];
    let mut stop = pin!(stop);
    loop {
        if let Err(cause) = look(&office, &mut crews).await {
            tracing::error!("the outbox could not be read: {cause}");
        }
        tokio::select! {
            () = &mut stop => break,
            () = tokio::time::sleep(pace.poll) => {}
        }
    }
    office.stop();
    join_all(crews.iter_mut().map(|crew| crew.finish(pace.farewell))).await;
    office.give_all_back().await;
    Ok(())
}

/// One look into the outbox: sets idle crews to work.
async fn look(office: &Arc<Office>, crews: &mut [Crew]) -> Result<(), Unwritten> {
    let idle = crews.iter().filter(|crew| crew.is_idle()).map(|crew| crew.lanes);
    let Some(lanes) = idle.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else { return Ok(()) };
    let held = office.leases();
    let (lapsed, due) = office
        .aside(move |scribe| {
            let now = scribe.clock().now().into();
            scribe.read(|conn| Ok((store::lapsed(conn, now, &held)?, store::due(conn, now, lanes)?)))
        })
        .await?;
    for branch in lapsed {
        recovery::recover(office, branch).await?;
    }
    let mut branches: Vec<_> = due.iter().map(|(branch, _)| *branch).collect();
    branches.dedup();
    for branch in branches {
        let way = office.way_for(&office.branch(branch).await?);
        if !way.may_try(office.now()) {
            recovery::give_up(office, branch).await?;
        }
    }
    for crew in crews.iter_mut().filter(|crew| crew.is_idle()) {
        crew.set_to_work(office, &due);
    }
    Ok(())
}
