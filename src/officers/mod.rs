//! Officers: electing those of the branch at a meeting, from the call to the term.
//!
//! Whoever calls the elections runs them and cannot stand in them. Which places are up follows from the rulebook and from
//! whose terms end (`due.rs`). Members name themselves or each other (`nominating.rs`); a name is on the list when everybody
//! whom it names has accepted. Only the person herself says whether she belongs to a group for which places are kept.
//!
//! The closed lists go to ballots like any others, all at once (`drafting.rs`). They are counted and declared one after the
//! other (`declaring.rs`): whoever is elected to an earlier office is passed over in the later ones that she may not hold
//! besides it, and where the rules keep places for a group (`keeping.rs`, `quotas.rs`), a count keeps as many as the later ones
//! could not make up for. A declaration writes the term and ends those that make way.
//!
//! The order can be changed until the lists are on paper (`ordering.rs`).
//!
//! An office may fall vacant between elections (`leaving.rs`): somebody acts in it until the next meeting that can elect, and
//! whoever is elected there has the rest of the term.

mod calling;
mod declaring;
mod drafting;
mod due;
mod elected;
mod elections;
mod keeping;
mod leaving;
mod nominating;
mod nomination;
mod notices;
mod ordering;
mod pages;
mod quotas;
mod reading;
mod rules;
mod store;
mod vacancy;

pub use calling::{Calling, call, held_on};
pub use due::{Up, up_at};
pub use elections::{Contest, Elections, Sort};
pub use nominating::{Naming, accept, close, name};
pub use nomination::Nomination;
pub use pages::{routes, samples};
pub use store::{contests_of, nominations_of};
