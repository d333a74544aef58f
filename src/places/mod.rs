//! Wards, addresses and postcodes: what members and canvassing share.

pub mod address;
pub mod postcode;
mod store;

pub use store::{ward_named, wards};
