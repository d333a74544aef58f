//! Resolutions: what the branch decided, in its final words, and what came of it.
//!
//! A motion that is carried enters the register by itself, with its number, its votes and the fingerprint of its text. To it belong
//! actions (who does what by when), the letters that went out, the replies that came, and the day on which it is looked at again.
//! Whatever is still to be done comes before the next meeting as a matter arising.

mod action;
mod alike;
mod course;
pub mod jobs;
mod notices;
mod pages;
mod promise;
mod resolution;
mod rules;
mod store;

pub use action::Action;
pub use alike::{Alike, alike};
pub use course::{Carried, annul, enter, promise, ratify};
pub use pages::{Line, routes, samples};
pub use promise::{Promise, promised};
pub use resolution::{Resolution, State};
pub use store::{arising, find, in_force, lately_done, list, of_motion, open_of, to_ratify};
