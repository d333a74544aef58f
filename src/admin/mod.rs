//! Pages about what stands too low to have pages: the outbox, the record, the rulebook.

mod deeds;
pub mod jobs;
mod notices;
mod pages;
mod store;

pub use pages::{routes, samples};
