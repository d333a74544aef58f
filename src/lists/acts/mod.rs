//! One thing done for many people of a list at once, kept with what stood there before, so that it can be undone for thirty days.
//!
//! Undoing gives back each cell that nobody has written since; what somebody wrote since stays, and it is said how much that is.

mod rules;
mod store;

pub use rules::{Asked, NotDone, kept_since, may_be_done_to, may_undo, undone_in_words};
pub use store::{Line, are_old, do_for, done_lately, find, forget, sweep, undo};
