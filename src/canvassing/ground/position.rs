//! Places on the earth, and the flat metres in which rounds are cut.

use proj4rs::{Proj, transform::transform};
use serde::{Deserialize, Serialize};

use crate::canvassing::cut::Point;

/// A place in ten-millionths of a degree (WGS 84), as OpenStreetMap writes them: about a centimetre each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub lat: i32,
    pub lon: i32,
}

const A_DEGREE: f64 = 1e7;
/// Beyond this nobody canvasses, and a flat map has no shape.
const FARTHEST_NORTH: f64 = 85.0;

impl Position {
    /// A place by its degrees; none for a number that is no place.
    pub fn of_degrees(lat: f64, lon: f64) -> Option<Self> {
        let is_a_place = lat.abs() <= FARTHEST_NORTH && lon.abs() <= 180.0;
        is_a_place.then(|| Self { lat: (lat * A_DEGREE).round() as i32, lon: (lon * A_DEGREE).round() as i32 })
    }

    /// Whether it is one on the earth where somebody may canvass.
    pub fn is_a_place(&self) -> bool {
        let (lat, lon) = self.degrees();
        Self::of_degrees(lat, lon).is_some()
    }

    fn degrees(self) -> (f64, f64) {
        (f64::from(self.lat) / A_DEGREE, f64::from(self.lon) / A_DEGREE)
    }
}

/// The National Grid of Great Britain (EPSG 27700), turned into degrees by the seven figures that the Ordnance Survey
/// publishes for it. That is right to some five metres, less than the width of two houses.
pub struct Grid {
    grid: Proj,
    degrees: Proj,
}

const NATIONAL_GRID: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy \
                             +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m";

impl Grid {
    pub fn new() -> Option<Self> {
        let read = |written: &str| Proj::from_proj_string(written).ok();
        Some(Self { grid: read(NATIONAL_GRID)?, degrees: read("+proj=longlat +datum=WGS84")? })
    }

    /// The place so many metres east and north of the grid's corner.
    pub fn position(&self, east: f64, north: f64) -> Option<Position> {
        let mut place = (east, north, 0.0);
        transform(&self.grid, &self.degrees, &mut place).ok()?;
        Position::of_degrees(place.1.to_degrees(), place.0.to_degrees())
    }
}

/// A flat map of a neighbourhood: metres east and north of its middle, right to a few in a thousand over thirty kilometres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    middle: (f64, f64),
    metres_a_degree: (f64, f64),
}

/// The axis of the earth's ellipsoid (WGS 84) in metres, and the square of its eccentricity.
const AXIS: f64 = 6_378_137.0;
const ECCENTRICITY: f64 = 0.006_694_379_990_14;

impl Plane {
    /// A map with these places on it; none without any.
    pub fn around(places: impl Iterator<Item = Position>) -> Option<Self> {
        let (mut lat, mut lon, mut count) = (0.0, 0.0, 0.0);
        for (north, east) in places.map(Position::degrees) {
            lat += north;
            lon += east;
            count += 1.0;
        }
        if count == 0.0 {
            return None;
        }
        let middle = (lat / count, lon / count);
        let latitude: f64 = middle.0.to_radians();
        let flat = 1.0 - ECCENTRICITY * latitude.sin().powi(2);
        let north = AXIS * (1.0 - ECCENTRICITY) / flat.powf(1.5);
        let east = AXIS / flat.sqrt() * latitude.cos();
        Some(Self { middle, metres_a_degree: (north.to_radians(), east.to_radians()) })
    }

    /// Where a place lies on the map.
    pub fn point(self, place: Position) -> Point {
        let (lat, lon) = place.degrees();
        Point { east: (lon - self.middle.1) * self.metres_a_degree.1, north: (lat - self.middle.0) * self.metres_a_degree.0 }
    }

    /// The place that lies there on the map.
    pub fn place(self, point: Point) -> Option<Position> {
        let lat = self.middle.0 + point.north / self.metres_a_degree.0;
        Position::of_degrees(lat, self.middle.1 + point.east / self.metres_a_degree.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::of_degrees(lat, lon).expect("a place")
    }

    /// The worked example of the Ordnance Survey's guide to coordinate systems: Caister water tower, and a place of the grid in
    /// London whose degrees the survey's own transformation gives.
    #[test]
    fn a_place_of_the_grid_is_found_on_the_earth_within_a_few_metres() {
        let found = Grid::new().and_then(|grid| grid.position(529_656.3, 190_937.1)).expect("a place");
        let plane = Plane::around([found].into_iter()).expect("a map");
        let off = plane.point(at(51.602_357, -0.129_275));
        assert!(off.east.hypot(off.north) < 6.0, "{off:?}");
    }

    #[test]
    fn metres_on_the_flat_map_are_metres_on_the_ground() {
        let (one, other) = (at(51.6, -0.13), at(51.6, -0.116));
        let plane = Plane::around([one, other].into_iter()).expect("a map");
        let far = plane.point(one).metres_to(plane.point(other));
        // By Vincenty's formula on the same ellipsoid: 969.6 m.
        assert!((far - 969.6).abs() < 0.5, "{far}");
        assert_eq!(plane.place(plane.point(other)), Some(other), "and back");
    }

    #[test]
    fn what_is_no_place_is_none() {
        assert_eq!(Position::of_degrees(99.999_999, 0.0), None);
        assert_eq!(Position::of_degrees(f64::NAN, 0.0), None);
        assert_eq!(Plane::around(std::iter::empty()), None);
    }
}
