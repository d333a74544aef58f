//! The doors next to each door, which are the only ones worth trying when a walk is improved.

use super::door::Point;
use super::nearness::Nearness;

/// How many stairs count as next to a stair.
const MOST: usize = 9;
/// How many doors by straight line are walked to before the nearest on foot are known.
const CANDIDATES: usize = 10;
/// How many doors a square of the ground holds in the mean.
const DOORS_A_SQUARE: usize = 1;

/// A door next to another.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    pub centimetres: u32,
    pub door: u32,
}

/// The doors next to each of many, nearest first.
#[derive(Default)]
pub struct Neighbours {
    /// Where those next to each begin in `near`.
    begins: Vec<usize>,
    near: Vec<Near>,
}

impl Neighbours {
    /// For so many doors; the neighbours of each follow by [`Self::add`].
    pub fn with_room_for(doors: usize) -> Neighbours {
        Neighbours { begins: Vec::with_capacity(doors), near: Vec::with_capacity(doors * MOST) }
    }

    /// The neighbours of one more door.
    pub fn add(&mut self, near: impl Iterator<Item = Near>) {
        self.begins.push(self.near.len());
        self.near.extend(near);
    }

    /// Those next to the door that was added in this place.
    #[inline]
    pub fn of(&self, place: usize) -> &[Near] {
        let end = self.begins.get(place + 1).copied().unwrap_or(self.near.len());
        &self.near[self.begins[place]..end]
    }
}

/// For each of the doors in `among` those of them next to it. No two of them should stand in one place: in a tall block the
/// rest of the street would never be looked at.
pub fn neighbours(among: &[usize], points: &[Point], nearness: &Nearness) -> Neighbours {
    let squares = Squares::new(among, points);
    let mut all = Neighbours::with_room_for(among.len());
    let (mut candidates, mut walked) = (Vec::new(), Vec::with_capacity(CANDIDATES));
    for door in among {
        squares.around(*door, points[*door], &mut candidates);
        walked.clear();
        walked.extend(candidates.iter().map(|other| {
            let other = *other as u32;
            in_one_number(nearness.between(*door, other as usize), other)
        }));
        walked.sort_unstable();
        all.add(walked.iter().take(MOST).map(|near| Near { centimetres: (near >> 32) as u32, door: *near as u32 }));
    }
    all
}

/// A door and how far it is, as one number that is the smaller the nearer the door is.
fn in_one_number(far: u32, door: u32) -> u64 {
    u64::from(far) << 32 | u64::from(door)
}

/// Doors by squares of the ground, row by row.
struct Squares {
    corner: Point,
    metres: f64,
    columns: usize,
    rows: usize,
    /// Where the doors of each square begin in `doors`, and where those of the last one end.
    begins: Vec<usize>,
    doors: Vec<(Point, u32)>,
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
        self.doors = vec![(self.corner, 0); among.len()];
        for (door, square) in among.iter().zip(of) {
            self.doors[free[square]] = (points[*door], *door as u32);
            free[square] += 1;
        }
    }

    fn square(&self, point: Point) -> (usize, usize) {
        let at = |metres: f64| (metres / self.metres) as usize;
        (at(point.east - self.corner.east), at(point.north - self.corner.north))
    }

    /// The nearest doors by straight line, in the squares around; never in the door's own square alone, whose edge may be near.
    fn around(&self, door: usize, here: Point, found: &mut Vec<u64>) {
        let (middle, furthest) = (self.square(here), self.columns.max(self.rows));
        let enough = |far: &usize| self.block(middle, *far).map(<[_]>::len).sum::<usize>() > CANDIDATES;
        let far = (1..furthest).find(enough).unwrap_or(furthest);
        found.clear();
        for row in self.block(middle, far) {
            for (there, other) in row.iter().filter(|(_, other)| *other as usize != door) {
                let squared = (here.east - there.east).powi(2) + (here.north - there.north).powi(2);
                // Numbers that are not negative are in the order of their bits.
                found.push(in_one_number((squared as f32).to_bits(), *other));
            }
        }
        if found.len() > CANDIDATES {
            found.select_nth_unstable(CANDIDATES);
            found.truncate(CANDIDATES);
        }
    }

    /// The doors of all squares that are not further than so many steps from the middle one, row by row.
    fn block(&self, (column, row): (usize, usize), far: usize) -> impl Iterator<Item = &[(Point, u32)]> {
        let (first, last) = (column.saturating_sub(far), (column + far).min(self.columns - 1));
        let rows = row.saturating_sub(far)..=(row + far).min(self.rows - 1);
        rows.map(move |row| {
            let row = row * self.columns;
            &self.doors[self.begins[row + first]..self.begins[row + last + 1]]
        })
    }
}
