//! British drafting wording, both ways: an instruction such as "leave out from “notes” to end and insert “…”" is understood, and
//! an edit is put into such words.

mod content;
mod deed;
mod grammar;
mod insertion;
mod instruction;
mod numbers;
mod passage;
mod passive;
mod phrase;
mod point;
mod preamble;
mod scan;
mod section;
mod target;
mod written;

pub use grammar::{Unreadable, read};
pub use instruction::{
    Deed, Instruction, Name, Part, Passage, Phrase, Point, Shape, Step, Unit, UnitKind, Until, Which, Words,
};
pub use written::written;

#[cfg(test)]
mod tests;
