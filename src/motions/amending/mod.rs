//! Amending a motion: a member changes its words in place or writes what is to be changed, everybody sees the difference, and what the
//! meeting carries makes the substantive motion.
//!
//! Every amendment is an edit of the text as it was moved (`amendments`), so they can be voted on in any order. Where one is carried,
//! those whose words are gone fall with it. A substantive motion is never guessed: what cannot stand together is not carried together.
//! An amendment can be amended itself, before it is decided; and where two hang together by their sense, that is declared.

mod amendment;
mod course;
mod links;
mod marked;
mod marshalled;
mod nested;
mod pages;
mod putting;
mod rules;
mod store;
mod together;

pub use amendment::{Amendment, State, address};
pub use course::{Followed, Proposal, as_it_stands, decide, of_motion, propose, second_in_the_room};
pub use marked::{Marked, Piece, PieceKind};
pub use pages::{OfMotion, routes, samples};
pub use putting::{ToDecide, passage, to_decide};
pub use rules::{NotAmended, numbers};
pub use together::{Amended, amended};
