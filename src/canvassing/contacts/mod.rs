//! What happened at the doors: results as they come in from phones and from paper, and the totals that come of them.
//!
//! Results are only ever added. What is known of a door is worked out from them each time it is asked.

mod held;
mod outcome;
mod pages;
mod rules;
mod setting_out;
mod standing;
mod store;
mod totals;

pub use held::{RoundGiven, pace, rounds_of, totals};
pub use outcome::{Intention, Outcome, Picture};
pub use pages::{routes, samples};
pub use standing::{Knock, standing};
pub use store::{NewContact, forget_at_unlisted, forget_electors_of, record, results_since};
pub use totals::Totals;
