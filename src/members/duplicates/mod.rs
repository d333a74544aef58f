//! Two entries of one person: found by what they share, laid side by side for a person to judge, laid together, and taken apart
//! again.
//!
//! Nothing is laid together by itself, and nothing is lost by it: the entry that is kept takes what is ticked, and the other is
//! laid aside. Its membership ends and nobody signs in by it; what was decided under its name stays under it, because votes and
//! minutes speak of it.

mod deeds;
mod pages;
mod pairs;
mod parts;
mod rules;

pub use pages::{Note, note_of, routes, samples};
pub use parts::{Part, Taken};
