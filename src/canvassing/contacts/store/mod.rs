//! The tables `contacts` and `door_notes`, and those of the branch's own words.

mod codes;
mod counting;
mod following;
mod forgetting;
mod history;
mod noting;
mod reading;
mod recording;
mod telephoning;

pub use codes::{ask, ask_again, codes, end, replies_between, said_between, set_intentions, set_results};
pub use counting::{by_district, by_round};
pub use following::follow_persons;
pub use forgetting::{forget_at_unlisted, forget_electors_of};
pub use history::{CameIn, NoteCameIn, came_in, last_noted, noted_between, notes_came_in};
pub use noting::{NewNote, Note, note, notes_at, notes_told_as, undo_note};
pub use reading::{At, knocks, results_since};
pub use recording::{NewContact, Recorded, find, find_if_there, last_told, record, told_as, undo, undo_typed};
pub use telephoning::{Call, calls_to};
