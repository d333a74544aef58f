//! The cut that needs no map: polling district by polling district, street by street.

use super::door::Door;
use super::round::{Round, how_many, name_rounds};
use super::splitting::{Pieces, Sizes, numbered, split};

/// What it costs to part a street, in the price of being one door off the mean size.
const PIECE_PRICE: i64 = 1000;

/// Cuts doors into rounds of about `per_round`: as many rounds as doors divided by `per_round`, to the nearest whole
/// number. Each polling district is walked street by street in the alphabet, each street up its odd side and back
/// down its even side; rounds end between streets where the sizes allow it.
pub fn by_street(doors: &[Door], per_round: usize) -> Vec<Round> {
    by_street_into(doors, how_many(doors.len(), per_round))
}

/// As [`by_street`], into so many rounds: for the teams that have come. Fewer where there are not as many doors.
pub fn by_street_into(doors: &[Door], rounds: usize) -> Vec<Round> {
    let mut order: Vec<usize> = (0..doors.len()).collect();
    order.sort_by_key(|door| {
        let door = &doors[*door];
        (&door.polling_district, &door.street, &door.place, &door.id)
    });
    let rounds = rounds.min(doors.len());
    let sizes = Sizes::around_the_mean(doors.len(), rounds);
    let pieces =
        Pieces::count(&numbered(order.iter().map(|door| (&doors[*door].polling_district, &doors[*door].street))), sizes);
    let ends = split(doors.len(), rounds, sizes, |from, to| PIECE_PRICE * pieces.between(from, to));
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let orders = starts.zip(&ends).map(|(start, end)| order[start..*end].to_vec()).collect();
    name_rounds(orders, doors)
}

#[cfg(test)]
mod tests {
    use super::super::round::fragments;
    use super::*;
    use crate::places::address::Address;

    fn street(name: &str, district: &str, numbers: impl Iterator<Item = u32>) -> Vec<Door> {
        let door = |number: u32| {
            let address = Address::read(&[&format!("{number} {name}")], "ZZ1 1AA");
            Door::new(&format!("{name} {number}"), &address, district, None)
        };
        numbers.map(door).collect()
    }

    #[test]
    fn a_street_is_walked_up_the_odds_and_down_the_evens() {
        let doors = street("Mill Lane", "Q1", 1..=6);
        let rounds = by_street(&doors, 50);
        assert_eq!(rounds.len(), 1);
        let walked: Vec<&str> = rounds[0].doors.iter().map(|door| doors[*door].id.as_str()).collect();
        assert_eq!(walked, ["Mill Lane 1", "Mill Lane 3", "Mill Lane 5", "Mill Lane 6", "Mill Lane 4", "Mill Lane 2"]);
    }

    #[test]
    fn rounds_end_where_streets_end() {
        let doors =
            [street("Ash Row", "Q1", 1..=24), street("Elm Row", "Q1", 1..=26), street("Oak Row", "Q1", 1..=25)].concat();
        let rounds = by_street(&doors, 25);
        assert_eq!(rounds.iter().map(|round| round.doors.len()).collect::<Vec<_>>(), [24, 26, 25]);
        assert_eq!(fragments(&rounds, &doors), 3);
    }

    #[test]
    fn codes_count_within_the_polling_district() {
        let doors = [street("Ash Row", "Q1", 1..=20), street("Elm Row", "Q2", 1..=10)].concat();
        let codes: Vec<String> = by_street(&doors, 10).into_iter().map(|round| round.code).collect();
        assert_eq!(codes, ["Q1-01", "Q1-02", "Q2-01"]);
    }

    #[test]
    fn no_doors_make_no_rounds_and_every_door_is_in_one() {
        assert_eq!(by_street(&[], 50), []);
        let doors = [street("Ash Row", "Q1", 1..=61), street("Elm Row", "Q2", 1..=89)].concat();
        let mut seen: Vec<usize> = by_street(&doors, 17).into_iter().flat_map(|round| round.doors).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..150).collect::<Vec<_>>());
    }
}
