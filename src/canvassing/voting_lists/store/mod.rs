//! The tables `voting_lists` and `voting_marks`.

mod lists;
mod marks;
mod taking;

pub use lists::{
    due_for_destruction, file_of, find, later_lists, lists, send_in, speaking, taken_before, throw_away, waiting_since,
};
pub use marks::{by_post, doors_for, electors_at, whom_to_choose_from};
pub use taking::{destroy, forget_electors_of, take_in, undo};
