//! Officers: electing those of the branch at a meeting, from the call to the term.
//!
//! Whoever calls the elections runs them and cannot stand in them. Which places are up follows from the rulebook and from
//! whose terms end (`due.rs`). Members name themselves or each other (`nominating.rs`); a name is on the list when everybody
//! whom it names has accepted. Only the person herself says whether she belongs to a group for which places are kept.

mod calling;
mod due;
mod elections;
mod nominating;
mod nomination;
mod notices;
mod pages;
mod rules;
mod store;

pub use calling::{Calling, call, held_on};
pub use due::{Up, up_at};
pub use elections::{Contest, Elections, Sort};
pub use nominating::{Naming, accept, close, name};
pub use nomination::Nomination;
pub use pages::{routes, samples};
pub use store::{contests_of, nominations_of};
