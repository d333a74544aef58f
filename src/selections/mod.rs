//! Selections: calling the choice of a candidate for an office, naming the candidates, and handing them to a ballot.
//!
//! Whoever calls a selection runs it and cannot stand in it. The vote itself is a ballot like any other, under the
//! rulebook's rules for selections: the same frozen roll, the same box, the same count.

mod drafting;
mod pages;
mod rules;
mod selection;
mod store;

pub use drafting::draft_ballot;
pub use pages::{routes, samples};
pub use rules::NotSo;
pub use selection::{Candidate, Selection};
pub use store::{all, call, candidates_of, find, name};
