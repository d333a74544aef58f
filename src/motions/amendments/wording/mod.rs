//! British drafting wording, both ways: an instruction such as "leave out from “notes” to end and insert “…”" is understood, and
//! an edit is put into such words.

mod content;
mod deed;
mod grammar;
mod instruction;
mod passage;
mod preamble;
mod scan;
mod target;
mod written;

pub use grammar::{Unreadable, read};
pub use instruction::{Deed, Instruction, Name, Passage, Phrase, Point, Step, Unit, UnitKind, Until, Which, Words};
pub use written::written;

#[cfg(test)]
mod tests;
