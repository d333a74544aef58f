//! How far it is from door to door.
//!
//! On the paths: the shortest walk between the places where the two doors meet their street, 10 m more to cross the
//! same street, 5 m more when the street changes, 2 m between flats on one stair. Without paths: in straight lines.
//! All in whole centimetres, so that every machine cuts alike.

use super::door::{Door, Point};
use super::paths::Paths;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

const CROSSING: u32 = 1000;
const ANOTHER_STREET: u32 = 500;
const SAME_STAIR: u32 = 200;
/// Below this two doors count as being on the same stair.
const NO_DISTANCE: u32 = 100;
/// What counts for doors between which there is no way at all.
const NO_WAY: u32 = 500_000;

/// Answers how far any two doors are apart.
pub enum Nearness {
    StraightLines(Vec<Point>),
    OnPaths { standing: Vec<Standing>, between_corners: CornerTable },
}

/// Where a door stands on the paths.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    stretch: u32,
    along: u32,
    /// Rows of the corner table and centimetres to each end of the stretch.
    to_corner: [(u32, u32); 2],
    street: u32,
    odd: Option<bool>,
}

/// Centimetres between the corners next to any door.
pub struct CornerTable {
    corners: usize,
    centimetres: Vec<u32>,
}

impl Nearness {
    /// Straight lines between points.
    pub fn in_straight_lines(points: &[Point]) -> Nearness {
        Nearness::StraightLines(points.to_vec())
    }

    /// Along the paths. `points` are the doors' places, in the same order. Falls back to straight lines where the
    /// map is empty.
    pub fn on_paths(doors: &[Door], points: &[Point], paths: &Paths) -> Nearness {
        let mut rows = Rows::default();
        let mut streets: HashMap<&str, u32> = HashMap::new();
        let mut standing = Vec::with_capacity(doors.len());
        for (door, point) in doors.iter().zip(points) {
            let Some(foot) = paths.foot(&door.street, *point) else { return Nearness::in_straight_lines(points) };
            let stretch = paths.stretch(foot.stretch);
            let fresh = streets.len() as u32;
            standing.push(Standing {
                stretch: foot.stretch as u32,
                along: foot.along,
                to_corner: [
                    (rows.of(stretch.corners[0]), foot.along),
                    (rows.of(stretch.corners[1]), stretch.length - foot.along),
                ],
                street: *streets.entry(&door.street).or_insert(fresh),
                odd: door.place.is_odd(),
            });
        }
        Nearness::OnPaths { standing, between_corners: CornerTable::measure(paths, &rows.corners) }
    }

    /// Centimetres from one door to another; nought from a door to itself.
    pub fn between(&self, one: usize, other: usize) -> u32 {
        match self {
            _ if one == other => 0,
            Nearness::StraightLines(points) => (points[one].metres_to(points[other]) * 100.0).round() as u32,
            Nearness::OnPaths { standing, between_corners } => {
                let (one, other) = (&standing[one], &standing[other]);
                let walk = walk(one, other, between_corners);
                let whole = walk.saturating_add(crossing(one, other)).min(NO_WAY);
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

/// Least over the ways out of the one stretch and into the other, and the way along it where it is the same.
fn walk(one: &Standing, other: &Standing, table: &CornerTable) -> u32 {
    let mut least = if one.stretch == other.stretch { one.along.abs_diff(other.along) } else { u32::MAX };
    for (from, start) in one.to_corner {
        for (to, end) in other.to_corner {
            least = least.min(table.between(from, to).saturating_add(start + end));
        }
    }
    least
}

fn crossing(one: &Standing, other: &Standing) -> u32 {
    match (one.odd, other.odd) {
        _ if one.street != other.street => ANOTHER_STREET,
        (Some(one), Some(other)) if one != other => CROSSING,
        _ => 0,
    }
}

/// Numbers the corners next to doors in the order in which they are met.
#[derive(Default)]
struct Rows {
    row_of: HashMap<usize, u32>,
    corners: Vec<usize>,
}

impl Rows {
    fn of(&mut self, corner: usize) -> u32 {
        *self.row_of.entry(corner).or_insert_with(|| {
            self.corners.push(corner);
            self.corners.len() as u32 - 1
        })
    }
}

impl CornerTable {
    /// The shortest ways between all of `corners` (Dijkstra 1959, from each of them).
    fn measure(paths: &Paths, corners: &[usize]) -> CornerTable {
        let mut centimetres = Vec::with_capacity(corners.len() * corners.len());
        let mut reached = vec![u32::MAX; paths.corners()];
        let mut open = BinaryHeap::new();
        for start in corners {
            reached.fill(u32::MAX);
            reached[*start] = 0;
            open.push((Reverse(0), *start));
            while let Some((Reverse(far), corner)) = open.pop() {
                if far > reached[corner] {
                    continue;
                }
                for (next, length) in paths.ways_from(corner) {
                    let there = far + length;
                    if there < reached[*next] {
                        reached[*next] = there;
                        open.push((Reverse(there), *next));
                    }
                }
            }
            centimetres.extend(corners.iter().map(|corner| reached[*corner]));
        }
        CornerTable { corners: corners.len(), centimetres }
    }

    fn between(&self, from: u32, to: u32) -> u32 {
        self.centimetres[from as usize * self.corners + to as usize]
    }
}
