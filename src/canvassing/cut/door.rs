//! A door to be knocked on, as far as cutting needs to know it.

use crate::places::address::{Address, WalkingPlace, normal_street};

/// A door with its place on its street and, where known, on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Door {
    pub id: String,
    /// One text for all writings of the street, see [`normal_street`].
    pub street: String,
    /// Where the door comes when its street is walked.
    pub place: WalkingPlace,
    /// Whether it is on the side of the odd numbers; `None` where that is not known.
    pub odd_side: Option<bool>,
    pub polling_district: String,
    pub at: Option<Point>,
}

/// A place in metres east and north, as on the Ordnance Survey's grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub east: f64,
    pub north: f64,
}

impl Door {
    /// A door at an address; `at` where it stands, if that is known.
    pub fn new(id: &str, address: &Address, polling_district: &str, at: Option<Point>) -> Door {
        let place = address.walking_place();
        Door {
            id: id.to_owned(),
            street: normal_street(&address.street),
            odd_side: place.is_odd(),
            place,
            polling_district: polling_district.to_owned(),
            at,
        }
    }
}

impl Point {
    /// Metres as the crow flies.
    pub fn metres_to(self, other: Point) -> f64 {
        (self.east - other.east).hypot(self.north - other.north)
    }
}
