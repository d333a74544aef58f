//! The tables `notices`, `outbox` and `deliveries`, as those who write and read them from pages see them.
//! What the worker does with them stands in `worker/store/`.

mod faults;
mod forgetting;
mod messages;
mod queueing;
mod service;

pub use faults::faults;
pub use forgetting::forget;
pub use messages::{Letter, Message, count_letters, find_message, letters, messages};
pub use queueing::{queue, queue_secret};
pub use service::{Served, Standing, notice_about, served, standing};
