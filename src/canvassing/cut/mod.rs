//! Cutting an area into rounds: as many doors for each pair as they can knock in an evening, close together, street
//! by street, in an order that walks up one side and comes down the other.
//!
//! [`by_street`] needs only addresses and is what paper lists have always done. [`by_walking`] also knows where the
//! doors stand, and where it is given the paths it walks on them and not through back gardens.

mod by_minutes;
mod by_street;
mod by_walking;
pub mod command;
mod corners;
mod door;
mod exchange;
mod keeping;
mod moves;
mod nearness;
mod neighbours;
mod paths;
mod round;
mod shortcuts;
mod splitting;
mod stairs;
pub mod tables;
mod tour;
mod walking_order;

pub use by_minutes::by_minutes;
pub use by_street::{by_street, by_street_into};
pub use by_walking::{by_walking, by_walking_into};
pub use door::{Door, Point};
pub use keeping::{Kept, keep};
pub use nearness::Nearness;
pub use paths::{Paths, Piece, USUAL_CROSSING};
pub use round::{Pace, Round, fragments, how_many};
pub use walking_order::walking_order;

#[cfg(test)]
mod corpus_tests;
