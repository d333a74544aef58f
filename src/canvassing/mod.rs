//! Canvassing.

pub mod cut;
pub mod register;
