//! What comes beside the register before and after an election: who votes by post or by proxy, and who voted.
//!
//! An absent voters' list or a marked register is read, shown, held against the register in force by elector number and taken
//! in when the coordinator says so, with its ground and the day on which it goes. It says that somebody voted, never how.

mod fitting;
mod pages;
mod reading;
mod rules;
mod store;
mod voting_list;
mod whom;

pub use pages::{routes, samples};
pub use rules::FILE_WAITS;
pub use store::{
    by_post, destroy, doors_for, due_for_destruction, electors_at, forget_electors_of, throw_away, waiting_since,
    whom_to_choose_from,
};
pub use whom::Whom;
