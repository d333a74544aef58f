//! Amendments as operations on a frozen text: drafting wording understood and generated, collisions found, carried ones put together.
//!
//! Nothing here knows a database, a person or a meeting. Somebody pastes "leave out from “notes” to end and insert “…”", or changes
//! the words in a form; either way it becomes an [`Edit`] of the text as it was frozen, and from the edit the wording is written
//! again. Instructions are carried out to the letter and their joins tidied afterwards, visibly. Where an instruction fits nowhere
//! or in several places there is a question with the places shown, and never a guess.
//!
//! Read in this order: a text in blocks, an operation, wording, laying it on the text, the difference, the merge.

mod block;
mod operation;
mod comparing;
mod finding;
pub mod wording;
mod question;
mod lists;
mod sections;
mod parts;
mod spacing;
mod placing;
mod spots;
mod difference;
pub mod merge;
pub mod versions;
pub mod order;
mod clause;
mod renumbering;
mod tidy;
pub mod command;

pub use block::{Block, Frozen, Kind};
pub use difference::{Base, difference};
pub use finding::{Place, places};
pub use operation::{Edit, NoEdit, Operation, Standing};
pub use placing::{Placed, place};
pub use question::Question;
pub use tidy::{Done, Tidied, tidied};

#[cfg(test)]
mod tests;
