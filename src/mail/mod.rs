//! Everything the branch says by mail: written in the transaction of the deed that caused it, sent by the worker alone.
//!
//! A module calls [`queue`] inside its own act, with one of its own `notices.rs`. The message is frozen then: what the worker
//! sends later, once or again, is the same bytes under the same Message-ID. A member without an address gets a letter instead.
//! What carries a secret goes through [`queue_secret`]: no page shows it, and its text is gone once a mail server has it.

mod batch;
pub mod bounces;
pub mod key;
mod notice;
mod outbox;
mod preview;
pub mod retry;
mod store;
pub mod transport;
pub mod worker;

pub use batch::{Forecast, NoChange, Stand, forecast, foresee, may_agree, may_change, stand};
pub use key::Key;
pub use notice::{Category, KEY_LENGTH, Notice, Readers, Recipient, without_keys};
pub use outbox::{Channel, Outcome, State};
pub use preview::preview;
pub use store::{
    Batch, Dead, Invites, Letter, Message, Served, Standing, Trouble, agree, batches, bounced, branch_of, category_of,
    count_before, count_letters, count_states, dead_addresses, faults, find_batch, find_message, forget, is_batch, letters,
    lost_secrets, messages, notice_about, ordered_off, pause, queue, queue_invitation, queue_personal, queue_secret, resume,
    resume_kind, revive, served, silenced, standing, stop, stop_kind, trouble, waiting_batch, want_again, write_and_forget,
};
