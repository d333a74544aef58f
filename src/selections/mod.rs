//! Selections: calling the choice of a candidate for an office, naming the candidates, and handing them to a ballot.
//!
//! Whoever calls a selection runs it and cannot stand in it. The vote itself is a ballot like any other, under the
//! rulebook's rules for selections: the same frozen roll, the same box, the same count.
//!
//! Each step has a day (`timetable.rs`): proposed from the rulebook at the call, moved within its bounds, shown to every
//! member with the first and the last lawful day and the clause they rest on.
//!
//! Members apply themselves (`applying.rs`). Until applications are closed nobody but the officers who run ballots learns who
//! has applied; not even the record, which every member can read, names anybody.

mod application;
mod applying;
mod complaints;
mod drafting;
mod electorate;
mod hustings;
mod messages;
mod pages;
mod rules;
mod selection;
mod store;
mod timetable;

pub use application::Belonging;
pub use applying::apply;
pub use drafting::draft_ballot;
pub use messages::{hand_in, jobs};
pub use pages::{routes, samples};
pub use rules::NotSo;
pub use selection::{Candidate, Selection};
pub use store::{all, candidates_of, find, name};
pub use timetable::{DueStep, call, due};
