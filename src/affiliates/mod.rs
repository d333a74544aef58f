//! Bodies affiliated to the branch: branches of unions, socialist societies. They have members of their own, whom the branch
//! does not know; what they have here is a name, and a voice where the rules give them one.

mod affiliate;
mod pages;
mod rules;
mod store;

pub use affiliate::{Affiliate, AffiliateKind};
pub use pages::{routes, samples};
pub use store::{add, on_day};
