//! What people asked for at their doors and somebody has to see to: casework, posters, postal votes, offers of help, calls.
//!
//! Each has a day by which it is due and a member who sees to it. They hang on the door, and go with its register.

mod follow_up;
mod notices;
mod pages;
mod rules;
mod store;
mod telephone;

pub use follow_up::{FollowUp, Kind};
pub use pages::{routes, samples};
pub use rules::{NoFollowUp, may_open};
pub use store::{
    NewFollowUp, Told, find, finish, follow_persons, forget_at_unlisted, forget_electors_of, gone_by, may_be_called_at,
    on_round, open, open_at, open_of, reopen, told_as, wishes_no_call, withdraw_told, withdraw_typed,
};
pub use telephone::Telephone;
