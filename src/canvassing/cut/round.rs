//! A round: the doors that one pair is given for an evening.

use super::door::Door;
use std::collections::{BTreeMap, BTreeSet};

/// Doors in walking order, with what walking them takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The polling district of most of its doors and a number within it: `NSB1-01`.
    pub code: String,
    /// Places in the list of doors that was cut, in walking order.
    pub doors: Vec<usize>,
    /// From the first door to the last; `None` where the doors' places are not known.
    pub metres: Option<f64>,
}

/// How fast a pair gets through a round. A branch replaces the contact rate by its own as soon as it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Doors that answer, of a hundred.
    pub contact_percent: u32,
}

const SECONDS_AT_AN_ANSWERED_DOOR: u64 = 180;
const SECONDS_AT_A_CLOSED_DOOR: u64 = 30;
const SECONDS_FOR_A_KILOMETRE: f64 = 720.0;

impl Default for Pace {
    /// 35 of a hundred, until the branch knows better.
    fn default() -> Self {
        Pace { contact_percent: 35 }
    }
}

impl Pace {
    /// Minutes for so many doors and metres, to the nearest whole one.
    pub fn minutes(self, doors: usize, metres: f64) -> u64 {
        let at_doors = (doors as u64 * self.at_hundred_doors()) as f64 / 100.0;
        ((at_doors + metres / 1000.0 * SECONDS_FOR_A_KILOMETRE) / 60.0).round() as u64
    }

    /// The same in thousandths of a second, for so many centimetres.
    pub(super) fn milliseconds(self, doors: usize, centimetres: u64) -> u64 {
        // A kilometre has a hundred thousand centimetres.
        doors as u64 * self.at_hundred_doors() * 10 + centimetres * SECONDS_FOR_A_KILOMETRE as u64 / 100
    }

    /// Seconds at a hundred doors.
    fn at_hundred_doors(self) -> u64 {
        let answered = u64::from(self.contact_percent.min(100));
        answered * SECONDS_AT_AN_ANSWERED_DOOR + (100 - answered) * SECONDS_AT_A_CLOSED_DOOR
    }
}

impl Round {
    /// Minutes that the round takes at this pace; walking counts only where the doors' places are known.
    pub fn minutes(&self, pace: Pace) -> u64 {
        pace.minutes(self.doors.len(), self.metres.unwrap_or_default())
    }
}

/// How many pieces the streets fall into: the sum over rounds of the streets that each touches.
pub fn fragments(rounds: &[Round], doors: &[Door]) -> usize {
    let touched = |round: &Round| round.doors.iter().map(|door| doors[*door].street.as_str()).collect::<BTreeSet<_>>().len();
    rounds.iter().map(touched).sum()
}

/// Gives each round its code, numbering within each polling district in the order of the rounds.
pub(super) fn name_rounds(orders: Vec<Vec<usize>>, doors: &[Door]) -> Vec<Round> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let named = orders.into_iter().map(|order| {
        let district = main_district(&order, doors);
        let number = last.entry(district).or_default();
        *number += 1;
        let dash = if district.is_empty() { "" } else { "-" };
        Round { code: format!("{district}{dash}{number:02}"), doors: order, metres: None }
    });
    named.collect()
}

/// How many rounds so many doors make: to the nearest whole number, one at the least where there is any door.
pub fn how_many(doors: usize, per_round: usize) -> usize {
    let per_round = per_round.max(1);
    let nearest = (2 * doors + per_round) / (2 * per_round);
    nearest.max(usize::from(doors > 0))
}

fn main_district<'a>(order: &[usize], doors: &'a [Door]) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for door in order {
        *counts.entry(&doors[*door].polling_district).or_default() += 1;
    }
    // The first in the alphabet among equals.
    let most = counts.iter().rev().max_by_key(|(_, count)| **count);
    most.map_or("", |(district, _)| district)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_rounds_is_the_nearest_whole_one() {
        assert_eq!([0, 1, 74, 75, 124, 125, 3776].map(|doors| how_many(doors, 50)), [0, 1, 1, 2, 2, 3, 76]);
        assert_eq!(how_many(3, 0), 3);
    }

    #[test]
    fn fifty_doors_take_an_hour_and_a_quarter() {
        assert_eq!(Pace::default().minutes(50, 340.0), 73);
        assert_eq!(Pace { contact_percent: 0 }.minutes(50, 0.0), 25);
        assert_eq!(Pace { contact_percent: 100 }.minutes(2, 1000.0), 18);
    }
}
