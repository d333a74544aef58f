//! How far it is from door to door.
//!
//! On the paths: the shortest walk between the places where the two doors meet their street, 10 m more to cross the
//! same street (more where it is busy, and the map says so), 5 m more when the street changes, 2 m between flats on one stair. Without paths: in straight lines,
//! and so too between the doors of a street that the map does not have.
//! All in whole centimetres, so that every machine cuts alike.

use super::corners::CornerTable;
use super::door::{Door, Point};
use super::paths::Paths;
use super::splitting::numbered;

const ANOTHER_STREET: u32 = 500;
const SAME_STAIR: u32 = 200;
/// Below this two doors count as being on the same stair.
const NO_DISTANCE: u32 = 100;
/// What counts for doors between which there is no way at all; no way that is longer need be known.
const NO_WAY: u32 = 500_000;

/// Answers how far any two doors are apart.
pub enum Nearness {
    StraightLines(Vec<Point>),
    OnPaths { standing: Vec<Standing>, points: Vec<Point>, between_corners: CornerTable },
}

/// Where a door stands on the paths.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    stretch: u32,
    along: u32,
    /// Rows of the corner table and centimetres to each end of the stretch.
    to_corner: [(u32, u32); 2],
    street: u32,
    /// Centimetres that it costs to cross the street.
    crossing: u16,
    side: Side,
    /// The shortest way between two doors of this stretch is along it.
    straight_on: bool,
    /// Centimetres from the door to the paths, where its street is not on the map.
    beside: u32,
}

/// A side of a street; `Unknown` where a house has no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Odd,
    Even,
    Unknown,
}

impl Nearness {
    /// Straight lines between points.
    pub fn in_straight_lines(points: &[Point]) -> Nearness {
        Nearness::StraightLines(points.to_vec())
    }

    /// Along the paths. `points` are the doors' places, in the same order. Falls back to straight lines where the
    /// map is empty.
    pub fn on_paths(doors: &[Door], points: &[Point], paths: &Paths) -> Nearness {
        let mut rows = Rows { row_of: vec![None; paths.corners()], corners: Vec::new() };
        let streets = numbered(doors.iter().map(|door| &door.street));
        let mut pieces = Vec::new();
        let mut standing = Vec::with_capacity(doors.len());
        for ((door, point), street) in doors.iter().zip(points).zip(streets) {
            // Streets are numbered as they are met.
            if street == pieces.len() {
                pieces.push((paths.pieces_of(&door.street), paths.crossing_of(&door.street)));
            }
            let (pieces, crossing) = pieces[street];
            let Some(foot) = paths.foot(pieces, *point) else { return Nearness::in_straight_lines(points) };
            let stretch = paths.stretch(foot.stretch);
            let ways = [foot.along, stretch.length - foot.along];
            standing.push(Standing {
                stretch: foot.stretch as u32,
                along: foot.along,
                to_corner: [0, 1].map(|end| (rows.of(stretch.corners[end]), ways[end])),
                street: street as u32,
                crossing,
                side: door.odd_side.map_or(Side::Unknown, |odd| if odd { Side::Odd } else { Side::Even }),
                straight_on: false,
                beside: foot.beside,
            });
        }
        let between_corners = CornerTable::measure(paths, &rows.corners);
        for door in &mut standing {
            door.to_corner = door.to_corner.map(|(corner, far)| (between_corners.row(corner), far));
            let [(one, _), (other, _)] = door.to_corner;
            let length = paths.stretch(door.stretch as usize).length;
            door.straight_on = between_corners.between(one, other) >= length;
        }
        Nearness::OnPaths { standing, points: points.to_vec(), between_corners }
    }

    /// Centimetres from one door to another; nought from a door to itself.
    #[inline]
    pub fn between(&self, one: usize, other: usize) -> u32 {
        match self {
            _ if one == other => 0,
            Nearness::StraightLines(points) => in_a_line(points, one, other),
            Nearness::OnPaths { standing, points, between_corners } => {
                let (a, b) = (&standing[one], &standing[other]);
                let walk = if a.street == b.street && a.beside > 0 && b.beside > 0 {
                    in_a_line(points, one, other)
                } else {
                    walk(a, b, between_corners).saturating_add(a.beside).saturating_add(b.beside)
                };
                let whole = walk.saturating_add(crossing(a, b)).min(NO_WAY);
                if whole < NO_DISTANCE { SAME_STAIR } else { whole }
            }
        }
    }

    /// Whether two doors open on the same stair or stand in the same place.
    pub fn on_one_stair(&self, one: usize, other: usize) -> bool {
        match self {
            Nearness::StraightLines(points) => points[one] == points[other],
            Nearness::OnPaths { .. } => self.between(one, other) <= SAME_STAIR,
        }
    }
}

fn in_a_line(points: &[Point], one: usize, other: usize) -> u32 {
    (points[one].metres_to(points[other]) * 100.0).round() as u32
}

fn walk(one: &Standing, other: &Standing, table: &CornerTable) -> u32 {
    if one.stretch != other.stretch {
        return through_corners(one, other, table);
    }
    let along = one.along.abs_diff(other.along);
    if one.straight_on { along } else { along.min(through_corners(one, other, table)) }
}

/// Least over the ways out of the one stretch and into the other.
fn through_corners(one: &Standing, other: &Standing, table: &CornerTable) -> u32 {
    let way =
        |(from, start): (u32, u32), (to, end): (u32, u32)| table.between(from, to).saturating_add(start).saturating_add(end);
    let [a, b] = one.to_corner;
    let [c, d] = other.to_corner;
    way(a, c).min(way(a, d)).min(way(b, c)).min(way(b, d))
}

fn crossing(one: &Standing, other: &Standing) -> u32 {
    match (one.side, other.side) {
        _ if one.street != other.street => ANOTHER_STREET,
        (Side::Odd, Side::Even) | (Side::Even, Side::Odd) => u32::from(one.crossing),
        _ => 0,
    }
}

/// Numbers the corners next to doors in the order in which they are met.
struct Rows {
    row_of: Vec<Option<u32>>,
    corners: Vec<usize>,
}

impl Rows {
    fn of(&mut self, corner: usize) -> u32 {
        *self.row_of[corner].get_or_insert_with(|| {
            self.corners.push(corner);
            self.corners.len() as u32 - 1
        })
    }
}
