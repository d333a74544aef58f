//! Keeping registers: each comes in on one ground, stays until one day, and goes when it is taken back or its day has come.
//!
//! This room stands above the others because whether a register may go depends on what hangs on it: published rounds keep
//! their doors, results hold a register in place, and its destruction takes the results of its electors along.

pub mod jobs;
mod notices;
mod pages;
mod preview;
mod progress;
mod rules;
mod updating;

pub use pages::{routes, samples};
