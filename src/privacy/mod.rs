//! What the branch holds of people: why, how long, who may see it, and a copy for whoever it is about.
//!
//! [`holdings`] is one list in code of every table that tells something of a person, column by column.
//! The public page of what is held, and the copy that a member takes, are both made from it, and a test holds it against the
//! tables that there are: nothing can be kept that neither of them tells of.
//!
//! Forgetting has brakes: it is proposed, confirmed by somebody else, and done weeks later, unless something holds the person.

mod copy;
mod erasure;
mod forgotten;
mod holding;
mod holdings;
pub mod jobs;
mod pages;
mod rules;
mod sealing;
mod store;

pub use forgotten::stay_forgotten;
pub use pages::{routes, samples};
pub use sealing::{faults, seal_anew};
