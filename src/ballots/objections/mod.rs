//! Objections to a sealed roll.
//!
//! A roll is sealed when its ballot opens, and its fingerprint stands in the record. From then on each member can look at her
//! own line: whether she is on the roll, with a vote or without, and why. While papers are taken, whoever has no vote may say
//! in her own words why she should have one. An officer who runs the ballot decides it and says why; everybody sees how many
//! objections there were and how they were decided. This is the only way in which a sealed roll changes: a line is added or
//! given a vote, never taken away, and the roll is sealed anew with a fingerprint of its own.

mod deciding;
mod objection;
pub mod pages;
mod rules;
mod store;

pub use deciding::{tally, waiting_for};
pub use objection::{Objection, Ruling, Tally};
pub use store::forget_words;
