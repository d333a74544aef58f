//! The table `contacts`.

mod counting;
mod forgetting;
mod reading;
mod recording;

pub use counting::{by_district, by_round};
pub use forgetting::{forget_at_unlisted, forget_electors_of};
pub use reading::{At, knocks, results_since};
pub use recording::{NewContact, find, record, undo};
