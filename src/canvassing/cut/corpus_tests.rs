//! A ward of 3,776 invented homes on real streets, cut and measured.

use super::{Paths, Round, by_street, by_walking, fragments, tables};
use crate::canvassing::register::corpus_tests::corpus;

struct Ward {
    doors: Vec<super::Door>,
    paths: Paths,
}

fn ward() -> Option<Ward> {
    let doors = tables::doors(&corpus("ward_bounds_green/doors.csv")?).expect("a table of doors");
    let pieces = tables::pieces(&corpus("ward_bounds_green/walk_edges.csv")?).expect("a table of paths");
    Some(Ward { doors, paths: Paths::new(&pieces) })
}

fn every_door_is_in_one_round(rounds: &[Round], doors: usize) {
    let mut seen: Vec<usize> = rounds.iter().flat_map(|round| round.doors.iter().copied()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..doors).collect::<Vec<_>>());
}

fn largest_and_smallest(rounds: &[Round]) -> (usize, usize) {
    let sizes = || rounds.iter().map(|round| round.doors.len());
    (sizes().max().unwrap_or_default(), sizes().min().unwrap_or_default())
}

#[test]
fn the_ward_on_its_paths_is_cut_short_even_and_whole() {
    let Some(ward) = ward() else { return };
    let rounds = by_walking(&ward.doors, Some(&ward.paths), 50);
    every_door_is_in_one_round(&rounds, 3776);
    assert_eq!(rounds.len(), 76);
    let (largest, smallest) = largest_and_smallest(&rounds);
    assert!(4 * largest <= 5 * smallest, "{smallest} to {largest} doors");
    let metres: f64 = rounds.iter().filter_map(|round| round.metres).sum();
    assert!(metres <= 6.8 * 3776.0, "{:.3} m a door", metres / 3776.0);
    assert!(fragments(&rounds, &ward.doors) <= 125, "{} pieces of street", fragments(&rounds, &ward.doors));
}

#[test]
fn the_ward_by_street_is_even_and_keeps_streets_whole() {
    let Some(ward) = ward() else { return };
    let rounds = by_street(&ward.doors, 50);
    every_door_is_in_one_round(&rounds, 3776);
    assert_eq!(rounds.len(), 76);
    let (largest, smallest) = largest_and_smallest(&rounds);
    assert!(4 * largest <= 5 * smallest, "{smallest} to {largest} doors");
    assert!(fragments(&rounds, &ward.doors) <= 145, "{} pieces of street", fragments(&rounds, &ward.doors));
}

#[test]
fn the_same_ward_is_always_cut_alike() {
    let Some(ward) = ward() else { return };
    assert_eq!(by_walking(&ward.doors, Some(&ward.paths), 50), by_walking(&ward.doors, Some(&ward.paths), 50));
}
