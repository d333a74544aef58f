//! Pages about what stands too low to have pages: the outbox, the record, the rulebook.

mod deeds;
mod pages;

pub use pages::{routes, samples};
