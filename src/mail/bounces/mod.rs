//! What comes back: a report that a message could not be delivered, or a complaint about it.
//!
//! A mail server hands reports over on a pipe (`wardmote bounce`) or by LMTP (`lmtp.rs`). A report counts only where it came to
//! an address that we sealed for one message (`tag.rs`); whatever else comes is left alone. A dead address gets letters until
//! somebody mends it or its owner signs in by it; a complaint silences reminders, never what a rule requires.

mod lmtp;
mod report;
mod tag;
mod taking;

pub use lmtp::Inbox;
pub use report::{Came, LONGEST, Report, Status, read};
pub use tag::{address, message_in, message_to_stop, stop_path};
pub use taking::{NotNow, Taken, take};
