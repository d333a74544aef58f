//! Wards, addresses and postcodes: what members and canvassing share.

pub mod address;
mod area;
mod pages;
pub mod postcode;
mod rules;
mod store;

pub use area::Area;
pub use pages::{routes, samples};
pub use store::{are_areas_known, district, districts, districts_called, streets_called, ward_at, ward_named, wards};
