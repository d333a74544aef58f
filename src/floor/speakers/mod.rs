//! The speakers' list: whoever is in the room asks to speak with one tap, on a side or with a question, and sees when their turn is and why.
//!
//! The order follows from the rulebook: whether for and against take turns, and whether those go first who have not spoken tonight. The
//! mover opens and replies. A point of order comes before everything.

mod page;
mod panel;
mod rules;
mod speech;
mod store;
mod turn;

pub use page::routes;
pub use panel::{Panel, panel, sample_panels};
pub use speech::{Speech, Stance};
pub use store::{hush, of_meeting};
