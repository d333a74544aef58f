//! What comes back: a report that a message could not be delivered, or a complaint about it.
//!
//! A report comes in through `wardmote bounce` on a pipe of the mail server. It counts only where it came to an address that we
//! sealed for one message (`tag.rs`); whatever else comes is left alone. A dead address gets letters until somebody mends it or
//! its owner signs in by it; a complaint silences reminders, never what a rule requires.

mod report;
mod tag;

pub use report::{Came, Report, Status, read};
pub use tag::{address, message_in, message_to_stop, stop_path};
