//! The first page of all: a practice branch to look around in, or your own.

mod pages;

pub use pages::{routes, samples};
