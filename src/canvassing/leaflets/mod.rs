//! Leaflets through doors: by the same rounds as the knocking, with streets and numbers of doors and nobody's name.

mod drop;
mod pages;
mod rules;
mod store;

pub use drop::Drop;
pub use pages::{routes, samples};
