//! Counting votes: from the papers to the names of those elected, with every stage kept.
//!
//! A count is exact (whole numbers and the decimals that a rule fixes, never floating point), it is
//! pure (the same papers, rules and lots give the same sheet anywhere), and it never decides a tie
//! by itself: where only a lot can decide, it stops and names the candidates, and the lot that was
//! drawn comes back as input. The [`Sheet`] is what an opponent could check with a pencil.
//!
//! Read in this order: what goes in ([`Election`], [`Method`], [`Lots`]), what comes out
//! ([`Sheet`]), then one file a method.

// What goes in.
pub mod blt;
mod election;
mod groups;
mod lots;
mod method;
mod needs;
mod papers;
mod terms;

// What comes out.
mod figures;
mod printed;
mod rctab;
mod says;
mod sheet;
mod votes;

// How papers are read and moved.
mod choices;
mod table;

// The methods.
mod av;
mod ers97;
mod gregory;
mod meek;
mod plurality;
mod scottish;
mod wigm;
mod yes_no;

pub mod command;

pub use election::{Candidate, Election};
pub use figures::{Cell, FigureRow, Figures};
pub use groups::{Group, NoGroup, Unmeetable};
pub use lots::{Lots, NotAnOrder, Purpose};
pub use method::{Method, UnknownMethod, count, count_under};
pub use needs::{Needs, NoNeed, Of, Share};
pub use papers::{Bundles, Mark, Papers, Rank};
pub use rctab::Report;
pub use sheet::{Action, LotTaken, Sheet, Stage, Stop};
use terms::Contest;
pub use terms::{EqualRanks, Reopen, SkippedRanks, Terms, Ties, Together};
pub use votes::{NotVotes, Votes};
