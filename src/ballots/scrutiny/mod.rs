//! Scrutineers: members who watch an election and neither stand in it nor run it.
//!
//! The returning officer names them, two at least, and everybody sees who they are. Each says on her own page what she has
//! seen: that the roll was closed, the papers reconciled, the count repeated, and the result. What one will not confirm she
//! says in words; the returning officer reads them, and they are kept. The count sheet names all of them with what they said.

pub mod pages;
mod point;
mod rules;
mod store;
mod watching;

pub use point::{Line, Point, Scrutineer};
pub use watching::{lines, name_scrutineer, scrutineers};
