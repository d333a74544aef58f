//! Everything the branch says by mail: written in the transaction of the deed that caused it, sent by the worker alone.
//!
//! A module calls [`queue`] inside its own act, with one of its own `notices.rs`. The message is frozen then: what the worker
//! sends later, once or again, is the same bytes under the same Message-ID. A member without an address gets a letter instead.

mod notice;
mod outbox;
pub mod retry;
mod store;
pub mod transport;
pub mod worker;

pub use notice::{Category, Notice, Recipient};
pub use outbox::{Channel, Outcome, State};
pub use store::{Message, Served, Standing, find_message, messages, notice_about, queue, served, standing};
