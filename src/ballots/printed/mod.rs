//! Printed papers, for those who vote by post or at the table: one member has one way to vote.
//!
//! A printed paper is issued in place of the link, which opens nothing from then on. When its envelope or its counterfoil
//! comes back, the name is marked like any other; the paper itself carries no name. Once voting is over, two tellers read each
//! batch, neither seeing what the other read; where they differ they look at the paper again. When they agree the batch is
//! sealed, its hash enters the record, and only then can the box be opened: so nobody who reads a printed paper knows yet what
//! the other papers say. The count is one count over all of them.

mod batch;
pub mod pages;
mod reading;
pub mod rules;
pub mod store;
mod telling;

pub use batch::{Batch, Returns};
pub use telling::{lay_into_the_box, waits_for_tellers};
