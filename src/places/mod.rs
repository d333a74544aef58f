//! Wards, addresses and postcodes: what members and canvassing share.

pub mod address;
pub mod postcode;
mod store;

pub use store::{district, districts, districts_called, streets_called, ward_named, wards};
