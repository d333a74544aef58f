//! Complaints about a selection, their answers, and one appeal.
//!
//! Whoever has a vote complains in her own words until the day that the timetable sets. An officer who runs ballots answers in
//! words; against the answer there is an appeal, as long as the rulebook gives for it, and somebody else decides that. The
//! words stand with the selection alone: the record tells that a complaint was made and answered, not by whom. As long as one
//! is open, or an appeal is possible, the papers of the ballot are held.

mod complaint;
mod dealing;
mod hearing;
mod notices;
pub mod pages;
mod rules;
mod store;

pub use hearing::{Hearing, hearing};
