//! The ways between corners, measured once for all doors that stand between them.

use super::paths::Paths;
use super::shortcuts::Shortcuts;

/// What counts for corners between which there is no way, in centimetres; four such ways still make a number.
pub const NO_WAY_AT_ALL: u32 = u32::MAX / 4;

/// Centimetres between the corners next to any door.
pub struct CornerTable {
    width: usize,
    /// The row of each corner that was asked for.
    rows: Vec<u32>,
    centimetres: Vec<u32>,
}

impl CornerTable {
    /// The shortest ways between all of `corners`.
    ///
    /// Corners are passed over one by one, which leaves shortcuts between those next to them; then they come back, last
    /// one first, and each is as far from any that is back already as it is by the best of its shortcuts
    /// (Planken, de Weerdt and van der Krogt 2012). On a map of streets few shortcuts are ever needed.
    pub fn measure(paths: &Paths, corners: &[usize]) -> CornerTable {
        let shortcuts = Shortcuts::of(paths, corners);
        let coming_back = shortcuts.needed_for(corners);
        let width = coming_back.len();
        let mut row_of = vec![0; paths.corners()];
        let mut centimetres = vec![NO_WAY_AT_ALL; width * width];
        for (row, corner) in coming_back.iter().enumerate() {
            row_of[*corner] = row as u32;
            let (known, fresh) = centimetres.split_at_mut(row * width);
            let fresh = &mut fresh[..=row];
            for (next, length) in shortcuts.from(*corner) {
                let beyond = &known[row_of[*next as usize] as usize * width..][..row];
                shorten(fresh, beyond, *length);
            }
            fresh[row] = 0;
            // It is as far there as it is back.
            for (there, far) in fresh[..row].iter().enumerate() {
                known[there * width + row] = *far;
            }
        }
        CornerTable { width, rows: corners.iter().map(|corner| row_of[*corner]).collect(), centimetres }
    }

    /// The row of the corner that was asked for in this place.
    pub fn row(&self, asked: u32) -> u32 {
        self.rows[asked as usize]
    }

    /// Centimetres between the corners of two rows.
    #[inline]
    pub fn between(&self, from: u32, to: u32) -> u32 {
        self.centimetres[from as usize * self.width + to as usize]
    }
}

/// Takes the way by a corner `length` away, from which it is `beyond`, wherever that is shorter.
fn shorten(known: &mut [u32], beyond: &[u32], length: u32) {
    for (known, beyond) in known.iter_mut().zip(beyond) {
        // Both are at most a quarter of what the number holds.
        *known = (*known).min(beyond.wrapping_add(length));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvassing::cut::{Piece, Point};

    /// Pieces between `corners` corners, some of them double, one from a corner to itself; the last corners stand apart.
    fn a_map(corners: usize, chance: &mut impl FnMut(usize) -> usize) -> Vec<(usize, usize, u32)> {
        let joined = corners - 3;
        let pieces = (0..2 * corners).map(|_| (chance(joined), chance(joined), 100 * (1 + chance(90) as u32)));
        pieces.chain([(corners - 2, corners - 1, 500)]).collect()
    }

    /// The shortest ways by Floyd 1962, in centimetres.
    fn all_ways(corners: usize, pieces: &[(usize, usize, u32)]) -> Vec<Vec<u32>> {
        let mut ways = vec![vec![NO_WAY_AT_ALL; corners]; corners];
        ways.iter_mut().enumerate().for_each(|(corner, ways)| ways[corner] = 0);
        for (one, other, length) in pieces {
            for (from, to) in [(*one, *other), (*other, *one)] {
                ways[from][to] = ways[from][to].min(*length);
            }
        }
        for by in 0..corners {
            for from in 0..corners {
                for to in 0..corners {
                    ways[from][to] = ways[from][to].min(ways[from][by].saturating_add(ways[by][to]));
                }
            }
        }
        ways
    }

    /// The map with three dead ends at every corner, so that none is taken for a mere bend, and the number of each corner.
    fn drawn(corners: usize, pieces: &[(usize, usize, u32)]) -> (Paths, Vec<usize>) {
        let at = [Point { east: 0.0, north: 0.0 }; 2];
        let piece = |street: String, ends: [String; 2], length: u32| {
            Piece::new(&street, [&ends[0], &ends[1]], at, f64::from(length) / 100.0)
        };
        let dead_ends = (0..3 * corners)
            .map(|end| piece(format!("street {}", end / 3), [(end / 3).to_string(), format!("end {end}")], 100));
        let all = pieces.iter().map(|(one, other, length)| piece(String::new(), [one, other].map(usize::to_string), *length));
        let paths = Paths::new(&dead_ends.chain(all).collect::<Vec<_>>());
        let number = |corner: usize| {
            let foot = paths.foot(paths.pieces_of(&format!("street {corner}")), at[0]).expect("the map has the street");
            let ends = paths.stretch(foot.stretch).corners;
            ends.into_iter().find(|end| paths.ways_from(*end).len() > 1).expect("one end is the corner")
        };
        let numbers = (0..corners).map(number).collect();
        (paths, numbers)
    }

    #[test]
    fn the_shortcuts_know_the_shortest_ways_of_any_map() {
        for seed in 1..60_u64 {
            let mut state = seed;
            let mut chance = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % below
            };
            let corners = 5 + chance(30);
            let pieces = a_map(corners, &mut chance);
            let (paths, numbers) = drawn(corners, &pieces);
            let ways = all_ways(corners, &pieces);
            let wanted: Vec<usize> = (0..corners).step_by(2).collect();
            let table = CornerTable::measure(&paths, &wanted.iter().map(|corner| numbers[*corner]).collect::<Vec<_>>());
            for (one, from) in wanted.iter().enumerate() {
                for (other, to) in wanted.iter().enumerate() {
                    let far = table.between(table.row(one as u32), table.row(other as u32));
                    assert_eq!(far.min(NO_WAY_AT_ALL), ways[*from][*to], "map {seed}, from {from} to {to}");
                }
            }
        }
    }
}
