//! About where doors stand, when all that is known is the middle of their postcode: side by side along their street, in the order
//! of their numbers, the odd ones across from the even ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    canvassing::{
        cut::{Paths, Point},
        electors::Door,
    },
    places::address::HouseNumber,
};

/// How wide a house is where the street does not say, and between what bounds it says so.
const FRONTAGE: f64 = 7.0;
const FRONTAGES: (f64, f64) = (4.0, 25.0);
/// From the middle of a street to a door.
const TO_THE_DOOR: f64 = 4.0;

/// What is known of a door's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot<'a> {
    pub street: &'a str,
    /// Doors of one postcode stand together.
    pub postcode: &'a str,
    /// The middle of the postcode, where the list of postcodes has it.
    pub middle: Option<Point>,
    pub number: Option<HouseNumber>,
}

impl<'a> Spot<'a> {
    pub fn of(door: &'a Door, middles: &HashMap<&str, Point>) -> Self {
        let middle = middles.get(door.postcode.as_str()).copied();
        Self { street: &door.street_key, postcode: &door.postcode, middle, number: HouseNumber::parse(&door.house) }
    }
}

/// About where each door stands; nothing for one whose postcode has no place and whose street is not on the map.
pub fn stand(spots: &[Spot<'_>], paths: Option<&Paths>) -> Vec<Option<Point>> {
    let mut streets: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (at, spot) in spots.iter().enumerate() {
        let postcode = spot.middle.map_or("", |_| spot.postcode);
        streets.entry(spot.street).or_default().entry(postcode).or_default().push(at);
    }
    let mut standing = vec![None; spots.len()];
    for (street, postcodes) in streets {
        let lines: Vec<[Point; 2]> = paths.map(|paths| paths.lines_of(street).collect()).unwrap_or_default();
        let groups: Vec<Group> = postcodes.into_values().filter_map(|doors| Group::of(doors, spots, &lines)).collect();
        let frontage = frontage(&lines, &groups);
        for group in &groups {
            let heading = group.heading(&groups, &lines);
            for (door, along, across) in group.offsets(spots, frontage) {
                standing[door] = Some(group.middle.moved(heading, along, across));
            }
        }
    }
    standing
}

/// The doors of one postcode on one street.
struct Group {
    doors: Vec<usize>,
    middle: Point,
    /// The number in the middle, by which it is known which way the numbers rise.
    number: Option<HouseNumber>,
    /// How many houses stand on the longer side.
    houses: usize,
}

impl Group {
    fn of(doors: Vec<usize>, spots: &[Spot<'_>], lines: &[[Point; 2]]) -> Option<Self> {
        let middle = spots[*doors.first()?].middle.or_else(|| lines.get(lines.len() / 2).map(|line| half_way(*line)))?;
        let middle = nearest(lines, middle).map_or(middle, |(foot, _)| foot);
        let mut numbers: Vec<HouseNumber> = doors.iter().filter_map(|door| spots[*door].number).collect();
        numbers.sort();
        let number = numbers.get(numbers.len() / 2).copied();
        let [odd, even] = sides(&doors, spots).map(|side| side.len());
        Some(Self { doors, middle, number, houses: odd.max(even) })
    }

    /// The way in which the numbers rise, one metre long: along the street, or else towards the next postcode of the street.
    fn heading(&self, groups: &[Self], lines: &[[Point; 2]]) -> Point {
        let apart = |other: &&Self| self.middle.metres_to(other.middle) > 1.0;
        let far = |other: &&Self| self.middle.metres_to(other.middle);
        let next = groups.iter().filter(apart).min_by(|one, other| far(one).total_cmp(&far(other)));
        let towards = next.map(|next| between(self.middle, next.middle));
        let along = nearest(lines, self.middle).map(|(_, along)| along).or(towards).unwrap_or(Point { east: 1.0, north: 0.0 });
        let rises = next.filter(|next| next.number > self.number).is_some();
        let is_towards = towards.is_none_or(|towards| towards.east * along.east + towards.north * along.north > 0.0);
        if next.is_none() || rises == is_towards { along } else { Point { east: -along.east, north: -along.north } }
    }

    /// Each door with metres along the street and across it, from the middle of the postcode.
    fn offsets(&self, spots: &[Spot<'_>], frontage: f64) -> Vec<(usize, f64, f64)> {
        let sides = sides(&self.doors, spots);
        let offset = |door: &usize| {
            let Some(number) = spots[*door].number else { return (*door, 0.0, 0.0) };
            let is_even = number.first.is_multiple_of(2);
            let side = &sides[usize::from(is_even)];
            let rank = side.iter().position(|other| *other == number).unwrap_or_default() as f64;
            let along = (rank - (side.len() as f64 - 1.0) / 2.0) * frontage;
            (*door, along, if is_even { -TO_THE_DOOR } else { TO_THE_DOOR })
        };
        self.doors.iter().map(offset).collect()
    }
}

/// The numbers of each side in their order, odd ones first; flats behind one number are one house.
fn sides(doors: &[usize], spots: &[Spot<'_>]) -> [Vec<HouseNumber>; 2] {
    let numbers: BTreeSet<HouseNumber> = doors.iter().filter_map(|door| spots[*door].number).collect();
    let (even, odd) = numbers.into_iter().partition(|number| number.first.is_multiple_of(2));
    [odd, even]
}

/// How wide the houses of a street are, from its length and the numbers on its longer side.
fn frontage(lines: &[[Point; 2]], groups: &[Group]) -> f64 {
    let houses: usize = groups.iter().map(|group| group.houses).sum();
    let length: f64 = lines.iter().map(|[from, to]| from.metres_to(*to)).sum();
    if lines.is_empty() || houses == 0 { FRONTAGE } else { (length / houses as f64).clamp(FRONTAGES.0, FRONTAGES.1) }
}

/// The nearest point of these lines, and the heading of the line that it lies on.
fn nearest(lines: &[[Point; 2]], place: Point) -> Option<(Point, Point)> {
    let feet = lines.iter().map(|[from, to]| (foot(*from, *to, place), between(*from, *to)));
    feet.min_by(|(one, _), (other, _)| one.metres_to(place).total_cmp(&other.metres_to(place)))
}

fn foot(from: Point, to: Point, place: Point) -> Point {
    let (east, north) = (to.east - from.east, to.north - from.north);
    let squared = (east * east + north * north).max(1e-9);
    let share = (((place.east - from.east) * east + (place.north - from.north) * north) / squared).clamp(0.0, 1.0);
    Point { east: from.east + share * east, north: from.north + share * north }
}

fn half_way([from, to]: [Point; 2]) -> Point {
    Point { east: (from.east + to.east) / 2.0, north: (from.north + to.north) / 2.0 }
}

/// From one place towards another, one metre long.
fn between(from: Point, to: Point) -> Point {
    let far = from.metres_to(to).max(1e-9);
    Point { east: (to.east - from.east) / far, north: (to.north - from.north) / far }
}

impl Point {
    /// So many metres along a heading, and across it to the left.
    fn moved(self, heading: Point, along: f64, across: f64) -> Self {
        Self {
            east: self.east + along * heading.east - across * heading.north,
            north: self.north + along * heading.north + across * heading.east,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvassing::cut::Piece;

    fn spot(house: &str, postcode: &'static str, middle: Option<(f64, f64)>) -> Spot<'static> {
        let middle = middle.map(|(east, north)| Point { east, north });
        Spot { street: "mill lane", postcode, middle, number: HouseNumber::parse(house) }
    }

    fn mill_lane() -> Paths {
        let at = [Point { east: 0.0, north: 0.0 }, Point { east: 100.0, north: 0.0 }];
        Paths::new(&[Piece::new("Mill Lane", ["a", "b"], at, 100.0)])
    }

    fn east_of(standing: &[Option<Point>]) -> Vec<i64> {
        standing.iter().map(|at| at.expect("a place").east.round() as i64).collect()
    }

    #[test]
    fn doors_stand_side_by_side_and_numbers_rise_towards_the_higher_postcode() {
        let low = ["5", "1", "3", "2"].map(|house| spot(house, "N22 7AL", Some((80.0, 6.0))));
        let high = ["7", "9"].map(|house| spot(house, "N22 7AM", Some((20.0, -3.0))));
        let spots: Vec<Spot<'_>> = low.into_iter().chain(high).collect();
        let standing = stand(&spots, Some(&mill_lane()));
        // A hundred metres for five houses: twenty each, westwards.
        assert_eq!(east_of(&standing), [60, 100, 80, 80, 30, 10]);
        let north = |at: usize| standing[at].map(|at| at.north.round() as i64);
        assert_eq!((north(1), north(3)), (Some(-4), Some(4)), "odd on one side, even on the other");
    }

    #[test]
    fn without_a_map_a_street_runs_from_one_postcode_to_the_next() {
        let spots = [
            spot("1", "N22 7AL", Some((0.0, 0.0))),
            spot("3", "N22 7AL", Some((0.0, 0.0))),
            spot("5", "N22 7AM", Some((50.0, 0.0))),
        ];
        assert_eq!(east_of(&stand(&spots, None)), [-4, 4, 50]);
    }

    #[test]
    fn without_its_postcode_a_door_stands_in_the_middle_of_its_street_or_nowhere() {
        let spots = [spot("1", "", None), spot("Rose Cottage", "", None)];
        assert_eq!(east_of(&stand(&spots, Some(&mill_lane()))), [50, 50]);
        assert_eq!(stand(&spots, None), [None, None]);
    }

    #[test]
    fn flats_behind_one_number_stand_at_one_door() {
        let spots = ["2", "2", "4"].map(|house| spot(house, "N22 7AL", Some((50.0, 0.0))));
        let standing = stand(&spots, Some(&mill_lane()));
        assert_eq!(standing[0], standing[1]);
        assert_ne!(standing[0], standing[2]);
    }
}
