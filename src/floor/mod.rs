//! The floor: the evening itself, from the opening of a meeting to its close, and the minutes of what happened.
//!
//! The chair's board says what comes next and offers it as one button. Each press writes one event into the log of the
//! evening; the board, the members' phones, the screen in the room and the minutes are all read from that log, so that
//! they cannot disagree. A question is put to those in the room who may vote: they vote on their phones, into the same
//! box as any ballot, or the tellers enter the hands. Which majority it takes, whether a quorum has to be there and what
//! the chair may do when votes are equal, the rulebook says.

mod corrections;
mod evening;
mod event;
mod minutes;
mod named;
mod next;
mod pages;
mod procedural;
mod pulse;
mod quorum;
mod rules;
mod scene;
mod settling;
mod speakers;
mod standing;
mod store;
mod subject;
mod told;
mod voter;

pub use evening::{minutes_of, vote_open_to};
pub use minutes::{Minutes, Part, Sentence};
pub use pages::{routes, samples};
pub use rules::Refusal;
