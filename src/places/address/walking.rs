//! The order of doors on a street: up the odd side, back down the even side, named houses last.

use super::flat::{Step, stair_order};
use super::{House, HouseNumber};
use std::cmp::Reverse;

/// Where a door comes on its street. Sorting doors by this puts them into walking order: odd numbers rising, even
/// numbers falling, then houses with a name; on one stair the flats by floor and number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WalkingPlace {
    side: Side,
    building: String,
    flat: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Side {
    Odd(HouseNumber),
    /// Coming back, 14 is met before 12A and 12A before 12.
    Even(Reverse<HouseNumber>),
    Named(String),
    Nothing,
}

impl WalkingPlace {
    /// From the parts of an address; `building` and `flat` may be empty.
    pub fn new(house: &House, building: &str, flat: &str) -> WalkingPlace {
        let side = match house {
            House::Number(number) if number.is_odd() => Side::Odd(*number),
            House::Number(number) => Side::Even(Reverse(*number)),
            House::Name(name) => Side::Named(name.to_lowercase()),
            House::Nothing => Side::Nothing,
        };
        WalkingPlace { side, building: building.to_lowercase(), flat: stair_order(flat) }
    }

    /// Whether the door is on the odd side of its street; `None` for a house without a number.
    pub fn is_odd(&self) -> Option<bool> {
        match self.side {
            Side::Odd(_) => Some(true),
            Side::Even(_) => Some(false),
            Side::Named(_) | Side::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(number: &str) -> House {
        HouseNumber::parse(number).map_or_else(|| House::Name(number.to_owned()), House::Number)
    }

    #[test]
    fn odds_go_up_and_evens_come_down_with_names_last() {
        let mut houses = ["2", "4", "1", "Rose Cottage", "3", "12A", "12", "14", "11"];
        houses.sort_by_key(|house| WalkingPlace::new(&numbered(house), "", ""));
        assert_eq!(houses, ["1", "3", "11", "14", "12A", "12", "4", "2", "Rose Cottage"]);
    }

    #[test]
    fn flats_rise_on_both_sides_of_the_street() {
        for number in ["9", "10"] {
            let mut flats = ["Flat 10", "Flat 9", "Flat 1"];
            flats.sort_by_key(|flat| WalkingPlace::new(&numbered(number), "Rowan Lodge", flat));
            assert_eq!(flats, ["Flat 1", "Flat 9", "Flat 10"]);
        }
    }
}
