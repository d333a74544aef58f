//! What is held of people, read from every table that tells of them; and the table `erasures`.

mod erasures;
mod held;
mod holds;
mod sealed;

pub use erasures::{confirm, considered, done, due, erased, find, lately_proposed, open, open_for, propose, standing, stop};
pub use held::{rows, shown};
pub use sealed::{Kept, SealedColumn, kept, replace};
