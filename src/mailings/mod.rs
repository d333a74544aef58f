//! Officers write to members: in their own words, to everybody whom a question of `lists` finds and whom mail reaches.
//!
//! The path of a mailing: `pages/write.rs`, then `pages/check.rs`, where it is read as it will arrive and can be tried out, then
//! the outbox, where a mailing to many waits for a while and can be stopped. Nobody is written to who wants no news.

mod audience;
mod mailing;
mod notices;
mod pages;
mod store;

pub use pages::{routes, samples};
