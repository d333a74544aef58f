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
//!
//! The wards and the affiliated bodies then nominate (`nominating.rs`), each at a meeting of its own whose votes an officer
//! enters; members see them all when nominations are closed. The longlist and the shortlist (`shortlisting.rs`) are then ticked and
//! settled: whoever has a place by right (`entitlement.rs`) cannot be left off, and whoever is left out reads why.
//!
//! A sitting representative may ask to be the candidate again (`triggering.rs`): the wards and affiliates then say whether
//! they keep her, and where enough do not, a full selection is called in which she has a place by right.
//!
//! At the end it is declared who is chosen (`declaring.rs`): by the ballot, or unopposed where no more stand than are chosen and the
//! rules ask nobody.

mod application;
mod applying;
mod complaints;
mod declaring;
mod drafting;
mod electorate;
mod hustings;
mod kept;
mod messages;
mod body;
mod entitlement;
mod listing;
mod nominating;
mod nomination;
mod pages;
mod rules;
mod selection;
mod shortlisting;
mod store;
mod timetable;
mod trigger;
mod triggering;

pub use application::Belonging;
pub use applying::apply;
pub use drafting::draft_ballot;
pub use messages::{hand_in, jobs};
pub use pages::{routes, samples};
pub use rules::NotSo;
pub use selection::{Candidate, Selection};
pub use store::{all, candidates_of, find, name};
pub use timetable::{DueStep, call, due};
pub use triggering::{Wish, ask as ask_again, open as open_trigger};
