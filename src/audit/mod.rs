//! The record: every deed is written into a chain that anyone may check.
//!
//! The [`Scribe`] is the only one who writes. He opens an [`Act`] (one transaction, one actor, one moment), the deed is done
//! through it, and what was recorded is chained to all that went before. An act that recorded nothing is undone.
//! Names and addresses never enter the record: facts hold ids, numbers and dates, so that a person can be erased and the
//! chain still holds.

mod act;
mod actor;
mod chain;
mod scribe;
mod store;

pub use act::{Act, Unwritten};
pub use actor::Actor;
pub use chain::{Broken, Sealed, hex, verify};
pub use scribe::{Chore, Scribe};
pub use store::{Entry, about, head, last_besides, last_of, recent};
