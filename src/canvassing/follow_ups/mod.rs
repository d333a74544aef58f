//! What people asked for at their doors and somebody has to see to: casework, posters, postal votes, offers of help.
//!
//! Each has a day by which it is due and a member who sees to it. They hang on the door, and go with its register.

mod follow_up;
mod notices;
mod pages;
mod rules;
mod store;

pub use follow_up::{FollowUp, Kind};
pub use pages::{routes, samples};
pub use rules::{NoFollowUp, may_open};
pub use store::{
    NewFollowUp, Told, follow_persons, forget_at_unlisted, forget_electors_of, gone_by, on_round, open, open_at, open_of,
    told_as, withdraw_told, withdraw_typed,
};
