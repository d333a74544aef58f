//! The tables `notices`, `outbox` and `deliveries`, as those who write and read them from pages see them.
//! What the worker does with them stands in `worker/store/`.

mod batches;
mod bounces;
mod faults;
mod forgetting;
mod messages;
mod queueing;
mod service;
mod trouble;
mod unwelcome;

pub use batches::{
    Batch, STOPPED, agree, batches, count_before, count_states, find_batch, is_batch, pause, resume, stop, waiting_batch,
};
pub use bounces::{
    Dead, bounced, branch_of, category_of, dead_addresses, ordered_off, resume_kind, revive, silenced, stop_kind, turned_away,
    want_again,
};
pub use faults::faults;
pub use forgetting::forget;
pub use messages::{Letter, Message, count_letters, find_message, letters, lost_secrets, messages};
pub use queueing::{Invites, queue, queue_invitation, queue_personal, queue_secret, write_and_forget};
pub use service::{Served, Standing, notice_about, served, standing};
pub use trouble::{Trouble, end_trouble, note_trouble, trouble};
pub use unwelcome::hold_unwelcome;
