//! Papers that go with a meeting or with one item of its agenda: reports, accounts, plans. Those who call meetings hand them in,
//! every member opens them, one by one or all in one file.
//!
//! What a file is, its content says and never its name; nothing in it is run or shown inside a page of the house.

mod document;
mod pages;
mod rules;
mod store;

pub use document::Listed;
pub use pages::{routes, samples};
pub use store::listed;
