//! What happens to a message after each attempt, decided on paper: no connection, no clock and no dice in these files.
//!
//! A mail server answers in three figures (`reply.rs`), a message has a course with an end (`schedule.rs`), and a server that
//! is down is left alone for a while (`breaker.rs`). At night nobody is reminded of anything (`quiet.rs`).

mod breaker;
mod quiet;
mod reply;
mod schedule;

pub use breaker::Breaker;
pub use quiet::{BadHour, QuietHours};
pub use reply::{Phase, Reply, Verdict};
pub use schedule::{Course, Jitter, Next};
