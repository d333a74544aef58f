//! The branch itself: its name, its kind, its zone, its colour, and the rulebook in force.
//!
//! A branch is a body with its own register, rulebook and record. One installation holds one branch on SQLite, or several
//! on PostgreSQL. It stands below everything that happens in a branch, because mail, pages and rules all need its name and zone.

mod body;
mod presets;
mod store;

pub use body::{Branch, Kind};
pub use presets::{Preset, presets, read_rulebook};
pub use store::{Founding, all, count, find, found, is_first, only};
