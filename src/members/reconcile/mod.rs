//! Loading this month's membership list: what a file of head office says, and how it differs from the register.
//!
//! Everything in here is a calculation on what it is given: bytes and what is known go in, five buckets come out.
//! Nothing is stored and nobody is changed; the pages show the buckets, and a person decides. Read from the top:
//! the bytes become text, the text rows, the rows people, and the people are held against those we know.

mod aliases;
mod buckets;
mod candidate;
mod columns;
pub mod command;
mod dates;
mod decisions;
mod field;
mod guard;
mod house;
mod known;
mod list;
mod own_list;
mod phone;
mod postcode;
mod problem_file;
mod proof;
mod records;
mod report;
mod row;
mod safe_csv;
mod shape;
mod sheet;
mod sniff;
mod sorted;
mod source;
mod spelling;
mod suggestions;
mod twice;
mod unreadable;
mod workbook;

pub use buckets::{Changed, FieldChange, JoinedConflict, Reconciliation, reconcile};
pub use candidate::Candidate;
pub use columns::{Choice, Ignored};
pub use dates::Order;
pub use decisions::{ALL as ALL_OF_A_KIND, Decision, Decisions, NOBODY, Unsure, decided, said, unsure};
pub use field::Field;
pub use guard::Guard;
pub use known::{Known, comparable};
pub use list::{Choices, Entry, List, Problem, read, read_as};
pub use own_list::own_list;
pub use phone::Mobile;
pub use problem_file::problem_file;
pub use proof::DateProof;
pub use safe_csv::safe_csv;
pub use shape::Shape;
pub use sniff::{Encoding, Told};
pub use suggestions::{Because, Suggestion};
pub use unreadable::Unreadable;

#[cfg(test)]
mod tests;
