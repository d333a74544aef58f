//! A sketch of a round for the sheet of paper: the doors in walking order, each with its number, on the streets they stand on.
//! Where the ground is known it is drawn to scale; where not, each street is a line with its odd numbers above and its even
//! numbers below.

use std::{collections::BTreeMap, fmt::Write};

use serde::Serialize;

use crate::places::address::WalkingPlace;

/// The width of the picture; its height follows from what is on it.
const WIDTH: i64 = 720;

/// Room at the edges, for names and marks.
const EDGE: i64 = 24;

/// The height of one street where the ground is not known.
const STRIP: i64 = 96;

/// A picture is at the most so high.
const HIGHEST: i64 = 520;

/// A place, in metres east and north.
pub type Place = (i64, i64);

/// More doors than this on one line have no room for every number.
const ROOM_FOR_ALL: usize = 28;

/// A door as far as drawing needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub position: i32,
    pub street: String,
    pub place: WalkingPlace,
    /// Metres east and north, where they are known.
    pub at: Option<Place>,
}

/// A street with its name beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Road {
    pub name: String,
    /// An SVG path; empty where the ground is drawn to scale.
    pub path: String,
    pub x: i64,
    pub y: i64,
}

/// A door, with its number where there is room for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub x: i64,
    pub y: i64,
    pub text_y: i64,
    pub number: Option<i32>,
}

/// The picture, in units of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sketch {
    pub width: i64,
    pub height: i64,
    pub radius: i64,
    pub roads: Vec<Road>,
    /// The streets of the map, as one SVG path; empty where there is none.
    pub streets: String,
    pub marks: Vec<Mark>,
    /// The way from door to door, as an SVG path.
    pub walk: String,
    /// Whether distances in it mean anything.
    pub is_to_scale: bool,
}

/// The sketch of these doors, which are in walking order, on the lines of a map; nothing where there are no doors.
pub fn sketch(doors: &[Spot], lines: impl Iterator<Item = [Place; 2]>) -> Option<Sketch> {
    if doors.is_empty() {
        return None;
    }
    let known: Option<Vec<Place>> = doors.iter().map(|door| door.at).collect();
    let is_spread = |at: &Vec<Place>| at.iter().any(|each| each != &at[0]);
    Some(known.filter(is_spread).map_or_else(|| by_street(doors), |at| to_scale(doors, &at, lines)))
}

/// The ground within the picture.
struct Frame {
    west: i64,
    north: i64,
    /// Units of the picture to so many metres: whole numbers only, so that the picture is the same everywhere.
    scale: (i64, i64),
    height: i64,
}

impl Frame {
    fn around(at: &[Place]) -> Self {
        let ((west, east), (south, north)) = (bounds(at.iter().map(|(x, _)| *x)), bounds(at.iter().map(|(_, y)| *y)));
        let (wide, high) = ((east - west).max(1), (north - south).max(1));
        let room = (WIDTH - 2 * EDGE, HIGHEST - 2 * EDGE);
        let scale = if room.0 * high <= room.1 * wide { (room.0, wide) } else { (room.1, high) };
        Self { west, north, scale, height: 2 * EDGE + high * scale.0 / scale.1 }
    }

    fn spot(&self, (x, y): Place) -> (i64, i64) {
        let (up, down) = self.scale;
        (EDGE + (x - self.west) * up / down, EDGE + (self.north - y) * up / down)
    }

    /// The lines that reach into the picture.
    fn streets(&self, lines: impl Iterator<Item = [Place; 2]>) -> String {
        let mut path = String::new();
        for [from, to] in lines.map(|line| line.map(|end| self.spot(end))) {
            let reaches = |one: i64, other: i64, room: i64| one.min(other) <= room && one.max(other) >= 0;
            if reaches(from.0, to.0, WIDTH) && reaches(from.1, to.1, self.height) {
                let _ = write!(path, "M{} {}L{} {}", from.0, from.1, to.0, to.1);
            }
        }
        path
    }
}

/// The bounds of these numbers.
fn bounds(numbers: impl Iterator<Item = i64> + Clone) -> (i64, i64) {
    (numbers.clone().min().unwrap_or_default(), numbers.max().unwrap_or_default())
}

fn to_scale(doors: &[Spot], at: &[Place], lines: impl Iterator<Item = [Place; 2]>) -> Sketch {
    let frame = Frame::around(at);
    let spots: Vec<(i64, i64)> = at.iter().map(|place| frame.spot(*place)).collect();
    let mut streets: BTreeMap<&str, Vec<(i64, i64)>> = BTreeMap::new();
    for (door, spot) in doors.iter().zip(&spots) {
        streets.entry(&door.street).or_default().push(*spot);
    }
    let road = |(name, spots): (&str, Vec<(i64, i64)>)| {
        let count = i64::try_from(spots.len()).unwrap_or(1);
        let (x, y) = spots.iter().fold((0, 0), |(x, y), spot| (x + spot.0, y + spot.1));
        Road { name: name.to_owned(), path: String::new(), x: (x / count).clamp(70, WIDTH - 70), y: (y / count - 12).max(12) }
    };
    Sketch {
        width: WIDTH,
        height: frame.height,
        radius: 5,
        roads: streets.into_iter().map(road).collect(),
        streets: frame.streets(lines),
        walk: walk(&spots),
        marks: marks(doors, &spots, 5, -8),
        is_to_scale: true,
    }
}

/// Numbers stand beside the first door, the last, and each so many between.
fn marks(doors: &[Spot], spots: &[(i64, i64)], each: i32, above: i64) -> Vec<Mark> {
    let last = doors.last().map_or(0, |door| door.position);
    let mark = |(door, (x, y)): (&Spot, &(i64, i64))| {
        let is_told = door.position == 1 || door.position == last || door.position % each == 0;
        Mark { x: *x, y: *y, text_y: y + above, number: is_told.then_some(door.position) }
    };
    doors.iter().zip(spots).map(mark).collect()
}

fn walk(spots: &[(i64, i64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in spots.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if at == 0 { "M" } else { "L" });
    }
    path
}

/// Odd numbers and houses with a name stand above the line of their street.
fn is_above(door: &Spot) -> bool {
    door.place.is_odd() != Some(false)
}

fn by_street(doors: &[Spot]) -> Sketch {
    let mut names: Vec<&str> = Vec::new();
    for door in doors {
        if !names.contains(&door.street.as_str()) {
            names.push(&door.street);
        }
    }
    let mut spots = vec![(0, 0); doors.len()];
    let (mut roads, mut longest) = (Vec::new(), 0);
    for (strip, name) in (0..).zip(&names) {
        let middle = strip * STRIP + STRIP / 2 + 8;
        let here: Vec<usize> = (0..doors.len()).filter(|at| doors[*at].street == **name).collect();
        for above in [true, false] {
            let mut side: Vec<usize> = here.iter().copied().filter(|at| is_above(&doors[*at]) == above).collect();
            side.sort_by_key(|at| doors[*at].place.clone());
            if !above {
                // In walking order even numbers fall; on the sketch both sides rise from left to right.
                side.reverse();
            }
            longest = longest.max(side.len());
            let most = i64::try_from(side.len().max(2) - 1).unwrap_or(1);
            for (rank, at) in (0..).zip(side) {
                let x = EDGE + rank * (WIDTH - 2 * EDGE) / most.max(12);
                spots[at] = (x, middle + if above { -16 } else { 16 });
            }
        }
        let path = format!("M{EDGE} {middle}H{}", WIDTH - EDGE);
        roads.push(Road { name: (*name).to_owned(), path, x: WIDTH / 2, y: middle - STRIP / 2 + 10 });
    }
    let each = if longest > ROOM_FOR_ALL { 5 } else { 1 };
    let mut marks = marks(doors, &spots, each, -8);
    // Below the street a number stands under its door.
    for (mark, _) in marks.iter_mut().zip(doors).filter(|(_, door)| !is_above(door)) {
        mark.text_y = mark.y + 17;
    }
    let height = i64::try_from(names.len()).unwrap_or(1) * STRIP + 16;
    Sketch { width: WIDTH, height, radius: 5, roads, streets: String::new(), walk: walk(&spots), marks, is_to_scale: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::address::{House, HouseNumber};

    fn spot(position: i32, street: &str, house: &str, at: Option<Place>) -> Spot {
        let house = House::Number(HouseNumber::parse(house).expect("a number"));
        Spot { position, street: street.into(), place: WalkingPlace::new(&house, "", ""), at }
    }

    fn without_a_map(doors: &[Spot]) -> Option<Sketch> {
        sketch(doors, std::iter::empty())
    }

    #[test]
    fn odd_numbers_stand_above_the_street_and_even_ones_below() {
        let picture =
            without_a_map(&[spot(1, "Mill Lane", "1", None), spot(2, "Mill Lane", "2", None), spot(3, "Ash Row", "4", None)]);
        let picture = picture.expect("a picture");
        assert!(picture.marks[0].y < picture.marks[1].y && !picture.is_to_scale);
        assert_eq!(picture.roads.iter().map(|road| road.name.as_str()).collect::<Vec<_>>(), ["Mill Lane", "Ash Row"]);
        assert_eq!(picture.marks.iter().filter_map(|mark| mark.number).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn where_the_ground_is_known_north_is_up_and_a_metre_is_as_long_each_way() {
        let doors = [spot(1, "Mill Lane", "1", Some((0, 0))), spot(2, "Mill Lane", "3", Some((100, 0)))];
        let picture =
            without_a_map(&[doors[0].clone(), doors[1].clone(), spot(3, "Mill Lane", "5", Some((0, 50)))]).expect("a picture");
        let at: Vec<(i64, i64)> = picture.marks.iter().map(|mark| (mark.x, mark.y)).collect();
        assert!(picture.is_to_scale && at[2].1 < at[0].1, "north is up");
        assert_eq!(at[1].0 - at[0].0, 2 * (at[0].1 - at[2].1), "a hundred metres east are twice fifty north");
    }

    #[test]
    fn doors_that_all_stand_on_one_point_are_drawn_by_street() {
        let picture = without_a_map(&[spot(1, "Mill Lane", "1", Some((5, 5))), spot(2, "Mill Lane", "3", Some((5, 5)))]);
        assert!(picture.is_some_and(|picture| !picture.is_to_scale));
        assert_eq!(without_a_map(&[]), None);
    }

    #[test]
    fn of_a_map_the_streets_that_reach_into_the_picture_are_drawn() {
        let doors = [spot(1, "Mill Lane", "1", Some((0, 0))), spot(2, "Mill Lane", "3", Some((100, 0)))];
        let (through, elsewhere) = ([(-500, 0), (500, 0)], [(0, 900), (100, 900)]);
        let picture = sketch(&doors, [through, elsewhere].into_iter()).expect("a picture");
        assert_eq!(picture.streets, "M-3336 24L3384 24", "a street goes past though both its ends are outside");
    }
}
