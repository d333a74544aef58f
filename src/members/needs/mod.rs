//! What members need to take part: said by themselves alone, read only by whoever calls meetings, and each reading is noted.

mod pages;
mod store;

pub use pages::{routes, samples};
