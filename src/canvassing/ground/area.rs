//! An area drawn on the map: its corners, one after the other around it.

use std::fmt;

use super::position::Position;

/// More corners than anybody taps.
const MOST: usize = 60;
/// Fewer enclose nothing.
const FEWEST: usize = 3;

/// The corners of an area, joined in their order and the last with the first. Where its edges cross, what they enclose an even
/// number of times is outside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Area {
    corners: Vec<Position>,
}

impl Area {
    /// Reads what [`Area::fmt`] writes; nothing where a corner is no place, or there are too many.
    pub fn read(written: &str) -> Option<Self> {
        if written.is_empty() {
            return Some(Self::default());
        }
        let corners: Option<Vec<Position>> = written.split('|').map(corner).collect();
        corners.filter(|corners| corners.len() <= MOST).map(|corners| Self { corners })
    }

    pub fn corners(&self) -> &[Position] {
        &self.corners
    }

    /// With one corner more, as long as there is room for it.
    #[must_use]
    pub fn with(mut self, corner: Position) -> Self {
        if self.corners.len() < MOST {
            self.corners.push(corner);
        }
        self
    }

    /// Without the corner that was set last.
    #[must_use]
    pub fn without_last(mut self) -> Self {
        self.corners.pop();
        self
    }

    /// Whether it encloses anything.
    pub fn is_whole(&self) -> bool {
        self.corners.len() >= FEWEST
    }

    /// Whether a place is inside: a line from it to the west crosses the edge an odd number of times.
    pub fn has(&self, place: Position) -> bool {
        let next = self.corners.iter().cycle().skip(1);
        let crosses = |(from, to): &(&Position, &Position)| {
            let (lat, lon) = (i64::from(place.lat), i64::from(place.lon));
            let [south, north] = if from.lat < to.lat { [from, to] } else { [to, from] };
            if !(south.lat..north.lat).contains(&place.lat) {
                return false;
            }
            // Multiplied out, so that no place is on both sides of an edge for a fraction lost.
            let (up, across) = (i64::from(north.lat) - i64::from(south.lat), i64::from(north.lon) - i64::from(south.lon));
            let risen = lat - i64::from(south.lat);
            i128::from(lon - i64::from(south.lon)) * i128::from(up) > i128::from(risen) * i128::from(across)
        };
        self.is_whole() && self.corners.iter().zip(next).filter(crosses).count() % 2 == 1
    }
}

fn corner(written: &str) -> Option<Position> {
    let (lat, lon) = written.split_once(',')?;
    Some(Position { lat: lat.parse().ok()?, lon: lon.parse().ok()? }).filter(Position::is_a_place)
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written: Vec<String> = self.corners.iter().map(|Position { lat, lon }| format!("{lat},{lon}")).collect();
        f.write_str(&written.join("|"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(corners: &[(i32, i32)]) -> Area {
        corners.iter().fold(Area::default(), |area, (lat, lon)| area.with(at(*lat, *lon)))
    }

    const fn at(lat: i32, lon: i32) -> Position {
        Position { lat, lon }
    }

    #[test]
    fn a_place_is_inside_or_outside_whichever_way_round_the_corners_were_tapped() {
        let mut corners = [(0, 0), (0, 100), (100, 100), (40, 50), (100, 0)];
        for _ in 0..2 {
            let area = drawn(&corners);
            assert!(area.has(at(20, 50)) && area.has(at(80, 10)) && area.has(at(80, 90)));
            assert!(!area.has(at(80, 50)), "in the notch");
            assert!(!area.has(at(20, -10)) && !area.has(at(20, 110)) && !area.has(at(-10, 50)) && !area.has(at(110, 50)));
            corners.reverse();
        }
    }

    #[test]
    fn of_two_areas_side_by_side_each_place_is_in_exactly_one() {
        let (west, east) = (drawn(&[(0, 0), (100, 0), (100, 33), (0, 70)]), drawn(&[(0, 70), (100, 33), (100, 100), (0, 100)]));
        for place in (0..100).flat_map(|lat| (1..100).map(move |lon| at(lat, lon))) {
            assert!(west.has(place) != east.has(place), "{place:?}");
        }
    }

    #[test]
    fn two_corners_enclose_nothing() {
        let line = drawn(&[(0, 0), (100, 100)]);
        assert!(!line.is_whole() && !line.has(at(50, 50)));
    }

    #[test]
    fn what_is_written_is_read_back_and_anything_else_is_no_area() {
        let area = drawn(&[(515_000_000, -1_300_000), (516_000_000, -1_300_000), (516_000_000, -1_200_000)]);
        assert_eq!(Area::read(&area.to_string()), Some(area.clone()));
        assert_eq!(Area::read(""), Some(Area::default()));
        let many = vec!["1,1"; MOST + 1].join("|");
        for written in ["here", "1", "1,2|", "999999999,1", "2000000000,3", many.as_str()] {
            assert_eq!(Area::read(written), None, "{written}");
        }
        assert_eq!(area.clone().with(at(1, 1)).without_last(), area);
    }
}
