//! Wards as they are: towers, streets that the map forgot, doors of which only the address is known.

use super::*;
use crate::canvassing::cut::Piece;
use crate::places::address::Address;

fn door(street: &str, number: usize, at: Option<(f64, f64)>) -> Door {
    let address = Address::read(&[&format!("{number} {street}")], "ZZ1 1AA");
    let at = at.map(|(east, north)| Point { east, north });
    Door::new(&format!("{street} {number}"), &address, "Q1", at)
}

/// A street from west to east: odd numbers on its south side, a door every ten metres.
fn street(name: &str, doors: usize, north: f64) -> Vec<Door> {
    let along = |number: usize| ((number / 2) as f64 * 10.0, north + if number.is_multiple_of(2) { 8.0 } else { -8.0 });
    (1..=doors).map(|number| door(name, number, Some(along(number)))).collect()
}

fn piece(name: &str, ends: [&str; 2], from: (f64, f64), to: (f64, f64)) -> Piece {
    let at = [from, to].map(|(east, north)| Point { east, north });
    Piece::new(name, ends, at, at[0].metres_to(at[1]))
}

fn cut_sizes(rounds: &[Round], doors: usize) -> Vec<usize> {
    let mut seen: Vec<usize> = rounds.iter().flat_map(|round| round.doors.iter().copied()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..doors).collect::<Vec<_>>(), "every door is in one round");
    rounds.iter().map(|round| round.doors.len()).collect()
}

#[test]
fn a_tower_is_climbed_flat_by_flat_and_its_street_is_not_torn_apart_for_it() {
    let mut doors = street("Mill Lane", 100, 0.0);
    doors.extend((1..=300).map(|flat| {
        let address = Address::read(&[&format!("Flat {flat}, Elm House"), "7 Mill Lane"], "ZZ1 1AA");
        Door::new(&format!("flat {flat}"), &address, "Q1", Some(Point { east: 30.0, north: -8.0 }))
    }));
    let paths = Paths::new(&[piece("Mill Lane", ["west", "east"], (-10.0, 0.0), (600.0, 0.0))]);
    let rounds = by_walking(&doors, Some(&paths), 50);
    let sizes = cut_sizes(&rounds, 400);
    assert!(sizes.iter().all(|size| (44..=56).contains(size)), "{sizes:?}");
    let metres: f64 = rounds.iter().filter_map(|round| round.metres).sum();
    assert!(metres < 1900.0, "{metres} m");
}

#[test]
fn a_quiet_street_is_walked_from_side_to_side_and_a_busy_one_is_crossed_once() {
    let doors = street("Mill Lane", 40, 0.0);
    let crossed = |centimetres: u16| {
        let lane = piece("Mill Lane", ["west", "east"], (-10.0, 0.0), (260.0, 0.0)).crossed_for(centimetres);
        let rounds = by_walking_into(&doors, Some(&Paths::new(&[lane])), 1);
        let sides: Vec<_> = rounds[0].doors.iter().map(|door| doors[*door].odd_side).collect();
        sides.windows(2).filter(|pair| pair[0] != pair[1]).count()
    };
    assert!(crossed(400) > 10, "{} times", crossed(400));
    assert_eq!(crossed(4000), 1);
}

#[test]
fn a_street_that_the_map_does_not_have_is_walked_from_door_to_door() {
    let doors = [street("Mill Lane", 10, 0.0), street("New Close", 10, 300.0)].concat();
    let paths = Paths::new(&[piece("Mill Lane", ["west", "east"], (-10.0, 0.0), (60.0, 0.0))]);
    let rounds = by_walking(&doors, Some(&paths), 10);
    assert_eq!(cut_sizes(&rounds, 20), [10, 10]);
    for round in &rounds {
        let streets: Vec<&str> = round.doors.iter().map(|at| doors[*at].street.as_str()).collect();
        assert!(streets.windows(2).all(|pair| pair[0] == pair[1]), "{streets:?}");
        // Ten doors, five a side: forty metres up, forty down, once across. They are not all in one place.
        assert!(round.metres.is_some_and(|metres| (80.0..140.0).contains(&metres)), "{:?}", round.metres);
    }
}

#[test]
fn doors_of_which_only_the_address_is_known_go_with_their_street() {
    let mut doors = [street("Mill Lane", 20, 0.0), street("Ash Row", 20, 200.0)].concat();
    for at in [3, 4, 5, 30, 31] {
        doors[at].at = None;
    }
    let rounds = by_walking(&doors, None, 20);
    assert_eq!(cut_sizes(&rounds, 40), [20, 20]);
    assert_eq!(super::super::fragments(&rounds, &doors), 2);
}

#[test]
fn a_street_without_any_known_door_is_found_on_the_map() {
    let mut doors = [street("Mill Lane", 20, 0.0), street("Zoar Row", 10, 0.0), street("Ash Row", 20, 900.0)].concat();
    for door in &mut doors[20..30] {
        door.at = None;
    }
    let pieces = [
        piece("Mill Lane", ["a", "b"], (-10.0, 0.0), (200.0, 0.0)),
        piece("", ["b", "c"], (200.0, 0.0), (200.0, 900.0)),
        piece("Ash Row", ["c", "d"], (200.0, 900.0), (-10.0, 900.0)),
        piece("Zoar Row", ["d", "e"], (-10.0, 900.0), (-100.0, 900.0)),
    ];
    let rounds = by_walking(&doors, Some(&Paths::new(&pieces)), 25);
    assert_eq!(cut_sizes(&rounds, 50).len(), 2);
    let with_zoar_row = rounds.iter().find(|round| round.doors.contains(&25)).expect("a round has it");
    assert!(with_zoar_row.doors.iter().filter(|at| **at >= 30).count() > 10, "Zoar Row is walked from Ash Row");
}

#[test]
fn fewer_doors_than_a_round_has_make_one_and_one_door_a_round_is_possible() {
    let doors = street("Mill Lane", 7, 0.0);
    assert_eq!(cut_sizes(&by_walking(&doors, None, 50), 7), [7]);
    assert_eq!(cut_sizes(&by_walking(&doors, None, 1), 7), [1; 7]);
    assert_eq!(cut_sizes(&by_walking(&doors[..1], None, 50), 1), [1]);
    assert!(by_walking(&[], None, 50).is_empty());
}

#[test]
fn two_halves_without_a_way_between_them_share_no_round() {
    let doors = [street("Mill Lane", 50, 0.0), street("Ash Row", 50, 100.0)].concat();
    let pieces = [
        piece("Mill Lane", ["a", "b"], (-10.0, 0.0), (300.0, 0.0)),
        piece("Ash Row", ["c", "d"], (-10.0, 100.0), (300.0, 100.0)),
    ];
    let rounds = by_walking(&doors, Some(&Paths::new(&pieces)), 25);
    assert_eq!(cut_sizes(&rounds, 100).len(), 4);
    assert_eq!(super::super::fragments(&rounds, &doors), 4);
}

#[test]
fn a_cut_for_teams_makes_as_many_rounds_as_teams_came() {
    let doors = street("Mill Lane", 59, 0.0);
    for teams in 1..=20 {
        let sizes = cut_sizes(&by_walking_into(&doors, None, teams), 59);
        assert_eq!(sizes.len(), teams);
        let (least, most) = (sizes.iter().min().copied().unwrap_or_default(), sizes.iter().max().copied().unwrap_or_default());
        assert!(4 * most <= 5 * least || most - least <= 1, "{sizes:?}");
    }
    assert_eq!(cut_sizes(&by_walking_into(&doors[..3], None, 5), 3), [1; 3]);
}
