//! Reading the electoral register as councils' systems write it, and its monthly updates.
//!
//! A council sends the register as a table in one of a handful of layouts. [`read`] recognises the layout by its
//! shape and gives back every elector with name, number, markers and address; rows that cannot be read are named
//! with the reason and never dropped in silence. A branch's own list of doors is read in the same way.
//! [`update`](update::update) compares a monthly update with the register it belongs to.

mod columns;
pub mod command;
mod door_list;
mod elector_number;
mod encoding;
mod entry;
mod layout;
mod marker;
mod name;
mod problem;
mod property;
mod reading;
mod summary;
mod update;

pub use elector_number::ElectorNumber;
pub use encoding::Encoding;
pub use entry::{Change, Entry};
pub use layout::{HOW_SOMEBODY_VOTES, Layout, WHETHER_SOMEBODY_VOTED, plain};
pub use marker::Marker;
pub use name::ElectorName;
pub use problem::{Problem, Reason, Unreadable};
pub use property::Property;
pub use reading::{Register, Table, read};
pub use summary::Summary;
pub use update::{Amendment, Net, NotAnUpdate, Reconciliation, update};

#[cfg(test)]
pub mod corpus_tests;
#[cfg(test)]
mod layout_tests;
