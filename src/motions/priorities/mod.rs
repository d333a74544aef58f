//! The priority ballot: before a meeting with more motions than time, its members tick which come first, and the agenda follows. Who
//! ticked what is thrown away when it is closed; the numbers stay.

mod counting;
mod course;
mod pages;
mod rules;
mod store;

pub use pages::{routes, samples};
pub use store::open_asks;
