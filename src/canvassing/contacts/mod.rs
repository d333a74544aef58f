//! What happened at the doors: results as they come in from phones and from paper, and the totals that come of them.
//!
//! Results are only ever added. What is known of a door is worked out from them each time it is asked.

mod abroad;
mod calls;
mod codes;
mod figures;
mod held;
pub mod jobs;
mod outcome;
mod pages;
mod phone_bank;
mod rules;
mod setting_out;
mod standing;
mod store;
mod sketch;
mod totals;
mod typing;

pub use codes::{Code, Codes, OwnWords, Question, Reply};
pub use held::{RoundGiven, pace, rounds_of, totals};
pub use outcome::{Intention, Outcome, Picture};
pub use pages::{Opened, doors_of, is_coordinator, open, open_in, routes, samples};
pub use rules::{NoResult, may_note, may_record, may_undo};
pub use standing::{Knock, standing};
pub use store::{
    At, CameIn, NewContact, NewNote, Note, NoteCameIn, Recorded, came_in, codes, find, find_if_there, follow_persons,
    forget_at_unlisted, forget_electors_of, knocks, last_told, note, notes_at, notes_came_in, notes_told_as, record,
    results_since, told_as, undo, undo_note,
};
pub use totals::Totals;
