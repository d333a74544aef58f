//! A ward of invented homes on real streets, cut as a branch would: from an open list of postcodes and an extract of
//! OpenStreetMap, and measured by where its doors really stand.

use std::collections::{HashMap, HashSet};

use super::{
    position::Plane,
    postcodes,
    standing::{Spot, stand},
    ways,
};
use crate::{
    canvassing::{
        cut::{Door, Nearness, Paths, Point, Round, by_street, by_walking, tables, walking_order},
        register::corpus_tests::corpus,
    },
    places::address::HouseNumber,
};

struct Ward {
    /// With the places where they really stand.
    doors: Vec<Door>,
    addresses: Vec<csv::StringRecord>,
    /// Walked on the ways that the doors were made for.
    paths: Paths,
}

fn ward() -> Option<Ward> {
    let table = corpus("ward_bounds_green/doors.csv")?;
    let pieces = tables::pieces(&corpus("ward_bounds_green/walk_edges.csv")?).expect("a table of paths");
    let addresses = csv::Reader::from_reader(table.as_slice()).into_records().map(|row| row.expect("a row")).collect();
    Some(Ward { doors: tables::doors(&table).expect("a table of doors"), addresses, paths: Paths::new(&pieces) })
}

impl Ward {
    /// Metres a door of walking these rounds, where the doors really are.
    fn walked(&self, rounds: &[Round]) -> f64 {
        let points: Vec<Point> = self.doors.iter().map(|door| door.at.expect("a place")).collect();
        let nearness = Nearness::on_paths(&self.doors, &points, &self.paths);
        let far: u64 = rounds.iter().map(|round| walking_order(&round.doors, &self.doors, &nearness).1).sum();
        far as f64 / 100.0 / self.doors.len() as f64
    }

    /// The same doors where the two open files let them stand, and the streets of the map.
    fn as_a_branch_knows_it(&self) -> Option<(Vec<Door>, Paths)> {
        let outward = HashSet::from(["N10", "N11", "N13", "N22"].map(str::to_owned));
        let list = postcodes::read(&corpus("geo/postcodes_n10_n11_n13_n22.csv")?, &outward).expect("a list");
        let map = ways::read(&corpus("geo/osm_n10_n11_n22_london.osm")?).expect("a map");
        let plane = Plane::around(list.points.values().copied()).expect("places");
        let paths = Paths::new(&map.iter().map(|way| way.piece(plane)).collect::<Vec<_>>());
        let middles: HashMap<&str, Point> = list.points.iter().map(|(code, at)| (code.as_str(), plane.point(*at))).collect();
        let spot = |(door, row): (&'_ Door, &csv::StringRecord)| {
            let postcode = row.get(9).unwrap_or_default();
            (
                door.street.clone(),
                postcode.to_owned(),
                middles.get(postcode).copied(),
                HouseNumber::parse(row.get(6).unwrap_or_default()),
            )
        };
        let known: Vec<_> = self.doors.iter().zip(&self.addresses).map(spot).collect();
        let spots: Vec<Spot<'_>> = known
            .iter()
            .map(|(street, postcode, middle, number)| Spot { street, postcode, middle: *middle, number: *number })
            .collect();
        let standing = stand(&spots, Some(&paths));
        let doors = self.doors.iter().zip(standing).map(|(door, at)| Door { at, ..door.clone() });
        Some((doors.collect(), paths))
    }
}

#[test]
fn two_open_files_are_enough_for_rounds_that_walk_less_than_street_by_street() {
    let Some(ward) = ward() else { return };
    let Some((doors, paths)) = ward.as_a_branch_knows_it() else { return };
    let placed = doors.iter().filter(|door| door.at.is_some()).count();
    assert!(placed * 100 >= doors.len() * 98, "{placed} of {} doors have a place", doors.len());
    let (by_hand, known) = (ward.walked(&by_street(&ward.doors, 50)), ward.walked(&by_walking(&doors, Some(&paths), 50)));
    let exact = ward.walked(&by_walking(&ward.doors, Some(&ward.paths), 50));
    println!("street by street {by_hand:.2} m a door, from the open files {known:.2}, from exact places {exact:.2}");
    assert!(known < 0.9 * by_hand, "{known:.2} m a door against {by_hand:.2} street by street");
}
