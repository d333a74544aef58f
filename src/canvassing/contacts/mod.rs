//! What happened at the doors: results as they come in from phones and from paper, and the totals that come of them.
//!
//! Results are only ever added. What is known of a door is worked out from them each time it is asked.

mod outcome;
mod pages;
mod rules;
mod standing;
mod store;
mod totals;

pub use outcome::{Intention, Outcome, Picture};
pub use pages::{routes, samples};
pub use standing::{Knock, standing};
pub use store::{NewContact, RoundGiven, record, rounds_of, totals};
pub use totals::Totals;
