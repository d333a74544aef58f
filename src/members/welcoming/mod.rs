//! Everybody who joins is spoken with: each joiner gets somebody who welcomes them, and a day by which the two have spoken.
//!
//! Whoever joined in the past twelve months stands on the joiners board until that was done. The welcomer finds the joiner
//! on her own front page, with a way to reach them, and says there that they spoke.

mod joiner;
mod notices;
mod pages;
mod rules;
mod share;
mod store;

pub use joiner::Welcome;
pub use pages::{routes, said_of, samples};
pub use store::{count_alone, waiting_for, welcome_of};
