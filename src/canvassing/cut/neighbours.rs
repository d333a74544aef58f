//! The doors next to each door, which are the only ones worth trying when a walk is improved.

use super::door::Point;
use super::nearness::Nearness;

/// How many doors count as next to a door.
const MOST: usize = 10;
/// How many doors by straight line are walked to before the nearest on foot are known.
const CANDIDATES: usize = 18;
/// How many doors a square of the ground holds in the mean.
const DOORS_A_SQUARE: usize = 6;

/// A door next to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    pub centimetres: u32,
    pub door: u32,
}

/// For each of the doors in `among` those of them next to it, nearest first. No two of them should stand in one place:
/// in a tall block the rest of the street would never be looked at.
pub fn neighbours(among: &[usize], points: &[Point], nearness: &Nearness) -> Vec<Vec<Near>> {
    let squares = Squares::new(among, points);
    let mut candidates = Vec::new();
    let near = among.iter().map(|door| {
        squares.around(*door, points, &mut candidates);
        nearest_on_foot(*door, &candidates, nearness)
    });
    near.collect()
}

fn nearest_on_foot(door: usize, candidates: &[(f64, u32)], nearness: &Nearness) -> Vec<Near> {
    let walked = |(_, other): &(f64, u32)| Near { centimetres: nearness.between(door, *other as usize), door: *other };
    let mut near: Vec<Near> = candidates.iter().map(walked).collect();
    near.sort_unstable();
    near.truncate(MOST);
    near
}

/// Doors by squares of the ground, row by row.
struct Squares {
    corner: Point,
    metres: f64,
    columns: usize,
    rows: usize,
    /// Where the doors of each square begin in `doors`, and where those of the last one end.
    begins: Vec<usize>,
    doors: Vec<u32>,
}

impl Squares {
    fn new(among: &[usize], points: &[Point]) -> Squares {
        let least = |part: fn(Point) -> f64| among.iter().map(|door| part(points[*door])).fold(f64::MAX, f64::min);
        let most = |part: fn(Point) -> f64| among.iter().map(|door| part(points[*door])).fold(f64::MIN, f64::max);
        let corner = Point { east: least(|point| point.east), north: least(|point| point.north) };
        let (wide, high) = (most(|point| point.east) - corner.east, most(|point| point.north) - corner.north);
        let wanted = (among.len() / DOORS_A_SQUARE).max(1) as f64;
        // Never more squares along one edge than doors, however narrow the ground is.
        let metres = (wide * high / wanted).sqrt().max(wide.max(high) / wanted).max(1.0);
        let (columns, rows) = ((wide / metres) as usize + 1, (high / metres) as usize + 1);
        let mut squares = Squares { corner, metres, columns, rows, begins: vec![0; columns * rows + 1], doors: Vec::new() };
        squares.fill(among, points);
        squares
    }

    /// Counts the doors of each square, then puts them there.
    fn fill(&mut self, among: &[usize], points: &[Point]) {
        let square = |door: &usize| self.square(points[*door]);
        let of: Vec<usize> = among.iter().map(|door| square(door).1 * self.columns + square(door).0).collect();
        for square in &of {
            self.begins[square + 1] += 1;
        }
        for square in 1..self.begins.len() {
            self.begins[square] += self.begins[square - 1];
        }
        let mut free = self.begins.clone();
        self.doors = vec![0; among.len()];
        for (door, square) in among.iter().zip(of) {
            self.doors[free[square]] = *door as u32;
            free[square] += 1;
        }
    }

    fn square(&self, point: Point) -> (usize, usize) {
        let at = |metres: f64| (metres / self.metres) as usize;
        (at(point.east - self.corner.east), at(point.north - self.corner.north))
    }

    /// The nearest doors by straight line. Looks one square further than where enough were found, so that no corner
    /// of a square hides a neighbour.
    fn around(&self, door: usize, points: &[Point], found: &mut Vec<(f64, u32)>) {
        let middle = self.square(points[door]);
        found.clear();
        let mut enough_at = None;
        for ring in 0..self.columns.max(self.rows) {
            if enough_at.is_some_and(|at| ring > at + 1) {
                break;
            }
            for other in self.ring(middle, ring).flat_map(|square| self.doors_of(square)) {
                let (here, there) = (points[door], points[*other as usize]);
                let squared = (here.east - there.east).powi(2) + (here.north - there.north).powi(2);
                if *other as usize != door {
                    found.push((squared, *other));
                }
            }
            if found.len() >= CANDIDATES {
                enough_at.get_or_insert(ring);
            }
        }
        let nearest_first = |one: &(f64, u32), other: &(f64, u32)| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1));
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, nearest_first);
            found.truncate(CANDIDATES);
        }
    }

    fn doors_of(&self, square: usize) -> &[u32] {
        &self.doors[self.begins[square]..self.begins[square + 1]]
    }

    /// The squares at this many steps from the middle one, as far as there is ground.
    fn ring(&self, (column, row): (usize, usize), ring: usize) -> impl Iterator<Item = usize> {
        let (columns, rows) = (self.columns, self.rows);
        let rows_met = row.saturating_sub(ring)..(row + ring + 1).min(rows);
        rows_met.flat_map(move |at| {
            // The first and last row whole, of the others only both ends.
            let stride = if at.abs_diff(row) == ring { 1 } else { (2 * ring).max(1) };
            let met = (0..=2 * ring).step_by(stride).filter_map(move |step| (column + step).checked_sub(ring));
            met.filter(move |column| *column < columns).map(move |column| at * columns + column)
        })
    }
}
