//! The doors next to each door, which are the only ones worth trying when a walk is improved.

use super::door::Point;
use super::nearness::Nearness;
use std::collections::HashMap;

/// How many doors count as next to a door.
const MOST: usize = 10;
/// How many of those may be on its own stair; the others would never be looked at in a tall block.
const MOST_ON_ONE_STAIR: usize = 3;
/// How many doors by straight line are walked to before the nearest on foot are known.
const CANDIDATES: usize = 28;
const CELL_METRES: f64 = 40.0;

/// For each of the doors in `among` those of them next to it, nearest first.
pub fn neighbours(among: &[usize], points: &[Point], nearness: &Nearness) -> Vec<Vec<u32>> {
    let cells = Cells::new(among, points);
    among.iter().map(|door| nearest_on_foot(*door, cells.around(*door, points), nearness, points)).collect()
}

fn nearest_on_foot(door: usize, candidates: Vec<usize>, nearness: &Nearness, points: &[Point]) -> Vec<u32> {
    let mut near: Vec<(u32, usize)> = candidates.into_iter().map(|other| (nearness.between(door, other), other)).collect();
    near.sort_unstable();
    let mut on_stair = 0;
    near.retain(|(_, other)| {
        let same = points[*other] == points[door];
        on_stair += usize::from(same);
        !same || on_stair <= MOST_ON_ONE_STAIR
    });
    near.truncate(MOST);
    near.into_iter().map(|(_, other)| other as u32).collect()
}

/// Doors by squares of the ground.
struct Cells {
    doors: HashMap<(i64, i64), Vec<usize>>,
    widest: i64,
}

impl Cells {
    fn new(among: &[usize], points: &[Point]) -> Cells {
        let mut doors: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
        for door in among {
            doors.entry(cell(points[*door])).or_default().push(*door);
        }
        let span = |part: fn(&(i64, i64)) -> i64| {
            let parts = || doors.keys().map(part);
            parts().max().unwrap_or_default() - parts().min().unwrap_or_default()
        };
        let widest = span(|cell| cell.0).max(span(|cell| cell.1));
        Cells { doors, widest }
    }

    /// The nearest doors by straight line, and on the door's own stair a few. Looks one square further than
    /// where enough were found, so that no corner of a square hides a neighbour.
    fn around(&self, door: usize, points: &[Point]) -> Vec<usize> {
        let middle = cell(points[door]);
        let mut found: Vec<(u64, usize)> = Vec::new();
        let mut on_stair = 0;
        let mut enough_at = None;
        for ring in 0..=self.widest {
            if enough_at.is_some_and(|at| ring > at + 1) {
                break;
            }
            for other in ring_of_cells(middle, ring).filter_map(|cell| self.doors.get(&cell)).flatten() {
                let metres = points[*other].metres_to(points[door]);
                on_stair += usize::from(metres == 0.0);
                if *other != door && (metres > 0.0 || on_stair <= MOST_ON_ONE_STAIR + 1) {
                    found.push(((metres * 1000.0) as u64, *other));
                }
            }
            if found.len() >= CANDIDATES {
                enough_at.get_or_insert(ring);
            }
        }
        found.sort_unstable();
        found.truncate(CANDIDATES);
        found.into_iter().map(|(_, other)| other).collect()
    }
}

fn cell(point: Point) -> (i64, i64) {
    ((point.east / CELL_METRES).floor() as i64, (point.north / CELL_METRES).floor() as i64)
}

/// The squares at this many steps from the middle one.
fn ring_of_cells((east, north): (i64, i64), ring: i64) -> impl Iterator<Item = (i64, i64)> {
    let steps = move |east_step: i64| {
        // The first and last column whole, of the others only both ends.
        let stride = if east_step.abs() == ring { 1 } else { (2 * ring).max(1) };
        (-ring..=ring).step_by(stride as usize).map(move |north_step| (east + east_step, north + north_step))
    };
    (-ring..=ring).flat_map(steps)
}
