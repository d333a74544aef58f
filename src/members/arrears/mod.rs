//! Dues that are late: who is behind, and a kind reminder that goes to nobody twice within the time that the rulebook
//! names, and never to those who want none.

mod late;
mod notices;
mod pages;
mod rules;
mod store;

pub use late::{Late, Reminder, Way};
pub use pages::{routes, samples};
pub use rules::owes;
pub use store::{all_late, reminders, who_owe};
