//! What the worker reads and writes of the outbox. Taking, marking and putting back are chores (`leasing.rs`); what came of it
//! goes through an act (`results.rs`).

mod leasing;
mod pieces;
mod results;
#[cfg(test)]
mod seen;

pub use leasing::{
    Taken, Waiting, begun_and_lapsed, due, end_stopped, lapsed, mark, note, put_back, release, release_lapsed, renew,
    sent_since, take, taken, unmark, waiting, waiting_notices, way_in_is_due,
};
pub use results::{Attempt, By, enter};
#[cfg(test)]
pub use seen::{Row, attempts_at, rows};
