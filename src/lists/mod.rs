//! Saved lists of people: questions such as "who lives in Millbank, joined since March and has not been to a meeting?", said
//! in plain words, kept under a name, and asked anew each time.
//!
//! A list shows names, wards and numbers. Ways to reach people leave it only for a purpose, with the columns that the purpose
//! needs, and everybody on it can read that they did. Those who work with a kept list add columns of their own to it: what they note
//! there is read by whoever it is about.

mod acts;
mod asks;
mod columns;
pub mod jobs;
mod kept;
mod pages;
mod release;
mod sheet;
mod store;
mod takeaway;
mod taken;

pub use asks::{Asks, Typed as Question};
pub use jobs::forget;
pub use pages::{routes, samples};
pub use store::{found, people};
pub use taken::{Taken, taken_since};
