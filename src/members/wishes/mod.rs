//! What a member wants the branch to write about, and what not. Notices that a rule requires are no matter of wishes: they
//! go to everybody on the roll.

mod kind;
mod pages;
mod store;

pub use kind::Kind;
pub use pages::{PAGE, routes, samples};
pub use store::{note, refused, who_refuse};
