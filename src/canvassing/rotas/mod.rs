//! Shifts: when and where one meets, who comes, and who walks which round.

mod answering;
mod asking;
pub mod assigning;
mod attendance;
mod giving;
pub mod jobs;
mod needing;
mod notices;
pub mod outing;
mod pages;
mod rota;
mod rules;
mod shift;
mod store;
mod teams;

pub use asking::whom_to_ask;
pub use attendance::{attendance_of, places_to_give};
pub use needing::say_needs;
pub use notices::{missed, thanks};
pub use pages::{routes, sample_shift, samples};
pub use rota::ShiftNeeds;
pub use rules::{NoPlace, NotYourRound, is_open, may_give, may_open};
pub use shift::{NewShift, Shift};
pub use store::{
    Given, Outing, assign, begin, begun_between, came_to, came_to_each, coming_to, coming_to_each, due_to_tell, end,
    ever_given, find, given_in, given_to, has_offered, leave, make, needs_of, next_shift_of, note_came, note_thanked,
    note_told, open_shifts, outings_in, past_shifts, places_taken, resume, say_well, shift_walking, shifts_walked, take_back,
    take_place,
};
pub use teams::{Walker, teams, usual_number};
