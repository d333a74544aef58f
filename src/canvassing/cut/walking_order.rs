//! The order in which a round is walked, and the improvement of any walk: parts are turned round (2-opt, Croes 1958)
//! and short runs are moved elsewhere (Or-opt, Or 1976) until neither makes the walk shorter.

use super::door::Door;
use super::nearness::Nearness;
use crate::places::address::WalkingPlace;

/// How many doors a run has at most when it is moved.
const LONGEST_RUN: usize = 2;

/// How many doors a walk is begun from.
const STARTS: usize = 6;

/// The shortest order found for walking past `doors`, from any start to any end, and its centimetres. Walks are begun
/// from several doors by going to the nearest next one, and the order given is improved as well; flats on one
/// stair come out in the order of the stair.
pub fn walking_order(given: &[usize], doors: &[Door], nearness: &Nearness) -> (Vec<usize>, u64) {
    let table = Table::new(given, nearness);
    let all: Vec<usize> = (0..given.len()).collect();
    let begun = (0..given.len()).step_by((given.len() / STARTS).max(1)).take(STARTS);
    let walks = std::iter::once(all).chain(begun.map(|start| table.nearest_next(start)));
    let (length, walk) = walks.map(|walk| table.improved(&walk)).min().unwrap_or_default();
    finished(walk.into_iter().map(|at| given[at]).collect(), length, doors, nearness)
}

/// As [`walking_order`], but the order given is all but the shortest already.
pub(super) fn last_touches(given: &[usize], doors: &[Door], nearness: &Nearness) -> (Vec<usize>, u64) {
    finished(given.to_vec(), length_of(given, nearness), doors, nearness)
}

/// An order of so many centimetres as it is walked: the one that people expect where that is no longer, else tidied.
fn finished(mut order: Vec<usize>, length: u64, doors: &[Door], nearness: &Nearness) -> (Vec<usize>, u64) {
    if let Some(expected) = by_place(&order, doors) {
        let far = length_of(&expected, nearness);
        if far <= length {
            return (expected, far);
        }
    }
    tidy(&mut order, doors, nearness);
    (order, length)
}

/// Up one side of the street and down the other: the order that people expect, taken where no other is shorter. `None` where
/// the doors are not all in one street.
fn by_place(given: &[usize], doors: &[Door]) -> Option<Vec<usize>> {
    let street = &doors[*given.first()?].street;
    if given.iter().any(|door| doors[*door].street != *street) {
        return None;
    }
    let mut order = given.to_vec();
    order.sort_by(|one, other| on_its_street(&doors[*one]).cmp(&on_its_street(&doors[*other])));
    Some(order)
}

/// Where a door comes among those of its street.
fn on_its_street(door: &Door) -> (&WalkingPlace, &str) {
    (&door.place, &door.id)
}

fn length_of(order: &[usize], nearness: &Nearness) -> u64 {
    order.windows(2).map(|pair| u64::from(nearness.between(pair[0], pair[1]))).sum()
}

/// Puts the flats of each stair in order and lets the walk begin at the end that comes first on its street.
fn tidy(order: &mut [usize], doors: &[Door], nearness: &Nearness) {
    let first_in_order = |one: &usize, other: &usize| {
        let place = |door: usize| (&doors[door].street, &doors[door].place, &doors[door].id);
        place(*one).cmp(&place(*other))
    };
    if let (Some(first), Some(last)) = (order.first(), order.last())
        && first_in_order(last, first).is_lt()
    {
        order.reverse();
    }
    let mut start = 0;
    for at in 1..=order.len() {
        let goes_on = order.get(at).is_some_and(|door| nearness.on_one_stair(order[start], *door));
        if !goes_on {
            order[start..at].sort_by(first_in_order);
            start = at;
        }
    }
}

/// Centimetres between the doors of one round. Behind the last door stands one that is nowhere, nought from every
/// other: each walk has it before its first door and behind its last.
struct Table {
    nowhere: usize,
    centimetres: Vec<u32>,
}

impl Table {
    fn new(doors: &[usize], nearness: &Nearness) -> Table {
        let width = doors.len() + 1;
        let mut centimetres = vec![0; width * width];
        for (at, one) in doors.iter().enumerate() {
            for (later, other) in doors.iter().enumerate().skip(at + 1) {
                let far = nearness.between(*one, *other);
                centimetres[at * width + later] = far;
                centimetres[later * width + at] = far;
            }
        }
        Table { nowhere: doors.len(), centimetres }
    }

    fn between(&self, one: usize, other: usize) -> u32 {
        self.from(one)[other]
    }

    /// Centimetres from a door to every other.
    fn from(&self, door: usize) -> &[u32] {
        let width = self.nowhere + 1;
        &self.centimetres[door * width..][..width]
    }

    /// Centimetres from each door of a walk to the next.
    fn onward(&self, walk: &[usize]) -> Vec<u32> {
        walk.windows(2).map(|pair| self.between(pair[0], pair[1])).collect()
    }

    fn nearest_next(&self, start: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..self.nowhere).filter(|door| *door != start).collect();
        let mut walk = vec![start];
        let mut here = start;
        while let Some(at) = (0..left.len()).min_by_key(|at| (self.between(here, left[*at]), left[*at])) {
            here = left.swap_remove(at);
            walk.push(here);
        }
        walk
    }

    /// The walk and its centimetres once neither turning nor moving any part of it makes it shorter.
    fn improved(&self, walk: &[usize]) -> (u64, Vec<usize>) {
        let mut walk: Vec<usize> = [self.nowhere].iter().chain(walk).chain([&self.nowhere]).copied().collect();
        let mut onward = self.onward(&walk);
        while self.turn_parts(&mut walk, &mut onward) || self.move_runs(&mut walk, &mut onward) {}
        let length = onward.iter().copied().map(u64::from).sum();
        walk.pop();
        walk.remove(0);
        (length, walk)
    }

    /// Turns round every part whose turning makes the walk shorter; whether any did.
    fn turn_parts(&self, walk: &mut [usize], onward: &mut Vec<u32>) -> bool {
        let mut better = false;
        for from in 1..walk.len() - 1 {
            for to in from + 1..walk.len() - 1 {
                let (before, first) = (self.from(walk[from - 1]), self.from(walk[from]));
                if before[walk[to]] + first[walk[to + 1]] < onward[from - 1] + onward[to] {
                    walk[from..=to].reverse();
                    *onward = self.onward(walk);
                    better = true;
                }
            }
        }
        better
    }

    /// Moves every run whose moving makes the walk shorter to its best place; whether any did.
    fn move_runs(&self, walk: &mut [usize], onward: &mut Vec<u32>) -> bool {
        let mut better = false;
        for length in 1..=LONGEST_RUN {
            for from in 1..walk.len().saturating_sub(length) {
                if self.move_run(walk, from, length, onward) {
                    *onward = self.onward(walk);
                    better = true;
                }
            }
        }
        better
    }

    fn move_run(&self, walk: &mut [usize], from: usize, length: usize, onward: &[u32]) -> bool {
        let end = from + length;
        let (before, after) = (walk[from - 1], walk[end]);
        // Most doors lie on the way from the last to the next, and nothing is gained by going there at another time.
        let saved = (onward[from - 1] + onward[end - 1]).saturating_sub(self.between(before, after));
        if saved == 0 {
            return false;
        }
        let (first, last) = (self.from(walk[from]), self.from(walk[end - 1]));
        let mut best: Option<(u32, usize, bool)> = None;
        for gap in (1..from).chain(end + 1..walk.len()) {
            let (left, right) = (walk[gap - 1], walk[gap]);
            let (straight, turned) = (first[left] + last[right], last[left] + first[right]);
            let cost = straight.min(turned).saturating_sub(onward[gap - 1]);
            if cost < best.map_or(saved, |(least, ..)| least) {
                best = Some((cost, gap, turned < straight));
            }
        }
        let Some((_, gap, turned)) = best else { return false };
        if turned {
            walk[from..end].reverse();
        }
        if gap < from {
            walk[gap..end].rotate_right(length);
        } else {
            walk[from..gap].rotate_left(length);
        }
        true
    }
}
