//! Polling day: who has promised, who has voted by the tellers' numbers, and on whom to call before the poll closes.
//!
//! Tellers have no standing in law: they ask for the number, whoever votes need not give it, and nobody asks how they voted.

mod pages;
mod rules;
mod slip;
mod store;

pub use pages::{routes, samples};
pub use store::forget_votes_of;
