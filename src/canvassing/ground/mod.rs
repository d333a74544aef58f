//! The ground: where doors stand, and the streets and paths that lead from one to the next.
//!
//! A branch sends in two open files: a list of postcodes with their places, and an extract of a street map. From the postcodes
//! follows about where a door stands ([`standing`]); with the streets the cut walks on them and not through back gardens. Where
//! registers give the UPRN of each property, a third says exactly where its door is ([`properties`]). None says anything of
//! anybody.

mod area;
mod drawing;
mod pages;
mod picture;
mod position;
mod postcodes;
mod properties;
mod rules;
mod standing;
mod store;
mod ways;

#[cfg(test)]
mod corpus_tests;

pub use area::Area;
pub use drawing::Drawing;
pub use pages::{routes, samples};
pub use picture::{Picture, RoundDrawn};
pub use position::{Plane, Position};

use std::collections::{HashMap, HashSet};

use super::{
    cut::{Paths, Point},
    electors::Door,
};
use crate::{
    db::{BranchId, Conn, DoorId},
    places::postcode::Postcode,
};

/// The doors that stand at most so many metres from the middle of a postcode; none of them where nobody knows where that is.
pub fn within(
    conn: &mut Conn,
    branch: BranchId,
    doors: &[Door],
    middle: &Postcode,
    metres: u32,
) -> diesel::QueryResult<HashSet<DoorId>> {
    let Some(middle) = place_of(conn, branch, middle)? else { return Ok(HashSet::new()) };
    let ground = Ground::beneath(conn, branch, doors)?;
    let near = |door: &&Door| ground.metres_to(door.id, middle).is_some_and(|far| far <= f64::from(metres));
    Ok(doors.iter().filter(near).map(|door| door.id).collect())
}

/// The doors inside a drawn area; none of those where nobody knows where they stand.
pub fn inside(conn: &mut Conn, branch: BranchId, doors: &[Door], area: &Area) -> diesel::QueryResult<HashSet<DoorId>> {
    let ground = Ground::beneath(conn, branch, doors)?;
    Ok(doors.iter().map(|door| door.id).filter(|door| ground.is_inside(*door, area)).collect())
}

/// Where a postcode is, as far as it is known.
pub fn place_of(conn: &mut Conn, branch: BranchId, postcode: &Postcode) -> diesel::QueryResult<Option<Position>> {
    Ok(store::points_of(conn, branch, &HashSet::from([postcode.clone()]))?.remove(postcode.as_str()))
}

/// The ground beneath some doors.
#[derive(Debug, Default)]
pub struct Ground {
    points: HashMap<DoorId, Point>,
    paths: Option<Paths>,
    /// The flat map that all points lie on; nothing where nothing is known.
    plane: Option<Plane>,
}

impl Ground {
    /// What the branch knows of the ground beneath these doors.
    pub fn beneath(conn: &mut Conn, branch: BranchId, doors: &[Door]) -> diesel::QueryResult<Self> {
        let wanted = doors.iter().filter_map(|door| Postcode::parse(&door.postcode).ok()).collect();
        let postcodes = store::points_of(conn, branch, &wanted)?;
        let map = store::map(conn, branch)?;
        Ok(Self::of(doors, &postcodes, map.as_ref().map(|map| map.ways.0.as_slice()).unwrap_or_default()))
    }

    fn of(doors: &[Door], postcodes: &HashMap<String, Position>, ways: &[ways::Way]) -> Self {
        let own = |door: &Door| match door.at {
            (Some(lat), Some(lon)) => Some(Position { lat, lon }),
            _ => None,
        };
        let near = postcodes.values().copied().chain(doors.iter().filter_map(own));
        let Some(plane) = Plane::around(near).or_else(|| Plane::around(ways.iter().map(|way| way.at[0]))) else {
            return Self::default();
        };
        let paths = (!ways.is_empty()).then(|| Paths::new(&ways.iter().map(|way| way.piece(plane)).collect::<Vec<_>>()));
        let middles: HashMap<&str, Point> =
            postcodes.iter().map(|(postcode, at)| (postcode.as_str(), plane.point(*at))).collect();
        let spots: Vec<standing::Spot<'_>> = doors.iter().map(|door| standing::Spot::of(door, &middles)).collect();
        let standing = standing::stand(&spots, paths.as_ref());
        let placed = |(door, about): (&Door, Option<Point>)| {
            let exactly = own(door).map(|place| plane.point(place));
            Some((door.id, exactly.or(about)?))
        };
        let points = doors.iter().zip(standing).filter_map(placed).collect();
        Self { points, paths, plane: Some(plane) }
    }

    /// Where a door stands, in metres; within a house or two where only its postcode's place is known.
    pub fn at(&self, door: DoorId) -> Option<Point> {
        self.points.get(&door).copied()
    }

    /// How far a door is from a place, as the crow flies.
    fn metres_to(&self, door: DoorId, place: Position) -> Option<f64> {
        Some(self.points.get(&door)?.metres_to(self.plane?.point(place)))
    }

    /// Whether a door stands inside a drawn area.
    pub fn is_inside(&self, door: DoorId, area: &Area) -> bool {
        let place = self.points.get(&door).zip(self.plane).and_then(|(point, plane)| plane.place(*point));
        place.is_some_and(|place| area.has(place))
    }

    /// The streets and paths, where a map is loaded.
    pub fn paths(&self) -> Option<&Paths> {
        self.paths.as_ref()
    }

    /// Whether anything is known of where doors stand.
    pub fn is_known(&self) -> bool {
        !self.points.is_empty()
    }
}
