//! Motions on their way: as a document, as a table, and as a file that is signed for the next body up, which takes it in.
//!
//! The signed file says what a branch asks for and what became of it there, without names of people. Whoever takes it in sees which
//! key signed it; that the key is the sender's, two people tell each other once, by telephone.

mod bundle;
mod document;
mod pages;
mod store;

pub use pages::{routes, samples};
pub use store::{Origin, of_motion};
