//! The tables of resolutions and of what they ask of people.

mod actions;
mod register;

pub use actions::{action, arising, ask, finish, lately_done, of_resolution, open_of, reminded, reopen, to_remind};
pub use register::{
    count_again, find, in_force, insert, list, news, note, of_motion, set_ratified, set_review, set_state, to_ratify,
};
