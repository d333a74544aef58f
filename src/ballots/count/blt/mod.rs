//! BLT, the file format in which elections are exchanged between counting programs.
//!
//! ```text
//! 4 2                  four candidates, two places
//! -2                   candidate 2 has withdrawn
//! 3 1 4 0              three papers: candidate 1 first, then candidate 4
//! 1 3 - 1=4 0          a rank left out, and two candidates given the same rank
//! 0                    no more papers
//! "Asha Verma"         the names in order
//! "Ben Oakes"
//! "Chris Thorne"
//! "Dan Price"
//! "Branch committee"   the title
//! ```
//!
//! Understood besides: a byte-order mark, Windows and old Macintosh line ends, comments after `#` or `//`
//! and between `/*` and `*/`, `[nick a b c]` (short names usable in papers), `[withdrawn 2 3]`,
//! `[tie 3 1 2]` (an order for ties, used only when the count is told to settle them by number), and
//! a paper's own identifier in round brackets in place of the number of equal papers, which is then
//! one. Each paper stands on its own line, so that a forgotten 0 is noticed and does not join two papers.

mod comments;
mod names;
mod papers;
mod preamble;
mod read;
mod unreadable;
mod write;

pub use read::Reader;
pub use unreadable::{Fault, Unreadable};
pub use write::write;
