//! Amending a motion: a member changes its words in place or writes what is to be changed, everybody sees the difference, and what the
//! meeting carries makes the substantive motion.
//!
//! Every amendment is an edit of the text as it was moved (`amendments`), so they can be voted on in any order. Where one is carried,
//! those whose words are gone fall with it. A substantive motion is never guessed: what cannot stand together is not carried together.

mod amendment;
mod course;
mod marked;
mod pages;
mod putting;
mod rules;
mod store;
mod together;

pub use amendment::{Amendment, State, address};
pub use course::{Proposal, as_it_stands, decide, propose};
pub use marked::{Marked, Piece, PieceKind};
pub use pages::{OfMotion, routes, samples};
pub use putting::{ToDecide, passage, to_decide};
pub use rules::{NotAmended, numbers};
pub use store::of_motion;
pub use together::{Amended, amended};
