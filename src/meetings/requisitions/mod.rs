//! A special meeting by requisition: enough of those entitled ask for it in writing, each with a signature, and then it must
//! be called for the purpose that they signed.
//!
//! The rulebook says how many, and of whom: members, or the wards and affiliates of the branch. A body signs through an
//! officer, who writes down what the body resolved. Until the number is reached a signature can be taken back.

mod count;
mod deeds;
pub mod pages;
mod requisition;
mod rules;
mod store;

pub use deeds::answer;
pub use requisition::Requisition;
pub use store::{brought_about, find};
