//! Keeping a cut when the register changes: every door that stays keeps its round and its place in the order, so that whoever
//! knows a round still knows it, and a new door joins the round that walks past it.

use std::collections::{BTreeMap, HashMap};

use super::door::Door;
use crate::places::address::WalkingPlace;

/// A cut as it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// For each round of before, in the same order, its doors as places in the list of today's doors; a round may be empty now.
    pub rounds: Vec<Vec<usize>>,
    /// New doors in walking order that no round has room for, or that stand where no round goes.
    pub over: Vec<usize>,
    /// How many doors have joined a round.
    pub joined: usize,
    /// How many doors of before are gone.
    pub gone: usize,
}

/// Goes on with `rounds`, which list the ids of their doors in walking order. A new door joins the round of the door before it in
/// its street, or of the one behind it, as long as that round has fewer than `most` doors.
pub fn keep(rounds: &[Vec<String>], doors: &[Door], most: usize) -> Kept {
    let number: HashMap<&str, usize> = doors.iter().enumerate().map(|(number, door)| (door.id.as_str(), number)).collect();
    let mut kept = Kept::default();
    let mut streets = Streets::default();
    let mut is_known = vec![false; doors.len()];
    for (round, ids) in rounds.iter().enumerate() {
        let staying: Vec<usize> = ids.iter().filter_map(|id| number.get(id.as_str()).copied()).collect();
        kept.gone += ids.len() - staying.len();
        for door in &staying {
            is_known[*door] = true;
            streets.note(&doors[*door], *door, round);
        }
        kept.rounds.push(staying);
    }
    let mut fresh: Vec<usize> = (0..doors.len()).filter(|door| !is_known[*door]).collect();
    fresh.sort_by_key(|door| {
        let door = &doors[*door];
        (&door.polling_district, &door.street, &door.place, &door.id)
    });
    for door in fresh {
        kept.take(door, doors, &mut streets, most);
    }
    kept
}

impl Kept {
    fn take<'a>(&mut self, door: usize, doors: &'a [Door], streets: &mut Streets<'a>, most: usize) {
        let beside = streets.beside(&doors[door]);
        let Some((neighbour, round)) = beside.into_iter().flatten().find(|(_, round)| self.rounds[*round].len() < most) else {
            return self.over.push(door);
        };
        let order = &mut self.rounds[round];
        let at = order.iter().position(|other| *other == neighbour).unwrap_or_default();
        let gap = if comes_behind(door, at, order, doors) { at + 1 } else { at };
        order.insert(gap, door);
        self.joined += 1;
        streets.note(&doors[door], door, round);
    }
}

/// Whether a door that stands next to the one at `at` is met behind it: where the round walks this street upwards that is so for
/// the higher door, where it walks down for the lower one.
fn comes_behind(door: usize, at: usize, order: &[usize], doors: &[Door]) -> bool {
    let place = |door: usize| &doors[door].place;
    let same_street = |other: &&usize| doors[**other].street == doors[door].street;
    let walks_up =
        match (at.checked_sub(1).and_then(|at| order.get(at)).filter(same_street), order.get(at + 1).filter(same_street)) {
            (Some(before), _) => place(*before) < place(order[at]),
            (None, Some(after)) => place(order[at]) < place(*after),
            (None, None) => true,
        };
    (place(door) > place(order[at])) == walks_up
}

/// The doors of each street of each polling district that are in a round, by where they come when it is walked.
#[derive(Default)]
struct Streets<'a>(BTreeMap<Street<'a>, BTreeMap<Place<'a>, (usize, usize)>>);

type Street<'a> = (&'a str, &'a str);
type Place<'a> = (&'a WalkingPlace, &'a str);

impl<'a> Streets<'a> {
    fn note(&mut self, door: &'a Door, number: usize, round: usize) {
        let street = self.0.entry((&door.polling_district, &door.street)).or_default();
        street.insert((&door.place, &door.id), (number, round));
    }

    /// The doors before and behind this one, each with its round.
    fn beside(&self, door: &'a Door) -> [Option<(usize, usize)>; 2] {
        let Some(street) = self.0.get(&(door.polling_district.as_str(), door.street.as_str())) else { return [None, None] };
        let here: Place<'_> = (&door.place, &door.id);
        let before = street.range(..here).next_back().map(|(_, known)| *known);
        [before, street.range(here..).next().map(|(_, known)| *known)]
    }
}

#[cfg(test)]
#[path = "keeping_tests.rs"]
mod tests;
