//! The order in which a round is walked, and the improvement of any walk: parts are turned round (2-opt, Croes 1958)
//! and short runs are moved elsewhere (Or-opt, Or 1976) until neither makes the walk shorter.

use super::door::Door;
use super::nearness::Nearness;

/// How many doors a run has at most when it is moved.
const LONGEST_RUN: usize = 4;

/// The shortest order found for walking past `doors`, from any start to any end, and its centimetres. Walks are begun
/// from several doors by going to the nearest next one, and the order given is improved as well; flats on one
/// stair come out in the order of the stair.
pub fn walking_order(given: &[usize], doors: &[Door], nearness: &Nearness) -> (Vec<usize>, u64) {
    best_order(given, doors, nearness, STARTS)
}

/// As [`walking_order`], but the order given is all but the shortest already.
pub(super) fn last_touches(given: &[usize], doors: &[Door], nearness: &Nearness) -> (Vec<usize>, u64) {
    best_order(given, doors, nearness, 0)
}

const STARTS: usize = 6;

fn best_order(given: &[usize], doors: &[Door], nearness: &Nearness, starts: usize) -> (Vec<usize>, u64) {
    let table = Table::new(given, nearness);
    let all: Vec<usize> = (0..given.len()).collect();
    let begun = (0..given.len()).step_by((given.len() / starts.max(1)).max(1)).take(starts);
    let walks = std::iter::once(all).chain(begun.map(|start| table.nearest_next(start)));
    let (length, walk) = walks.map(|walk| table.improved(&walk)).min().unwrap_or_default();
    let mut order: Vec<usize> = walk.into_iter().map(|at| given[at]).collect();
    let expected = by_place(given, doors);
    let far = length_of(&expected, nearness);
    if far <= length {
        return (expected, far);
    }
    tidy(&mut order, doors, nearness);
    (order, length)
}

/// Street by street, up one side and down the other: the order that people expect, taken where no other is shorter.
fn by_place(given: &[usize], doors: &[Door]) -> Vec<usize> {
    let mut order = given.to_vec();
    order.sort_by(|one, other| {
        let place = |door: usize| (&doors[door].street, &doors[door].place, &doors[door].id);
        place(*one).cmp(&place(*other))
    });
    order
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

    fn between(&self, one: usize, other: usize) -> i64 {
        i64::from(self.centimetres[one * (self.nowhere + 1) + other])
    }

    fn length(&self, walk: &[usize]) -> u64 {
        walk.windows(2).map(|pair| self.between(pair[0], pair[1]).unsigned_abs()).sum()
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
        while self.turn_parts(&mut walk) || self.move_runs(&mut walk) {}
        let length = self.length(&walk);
        walk.pop();
        walk.remove(0);
        (length, walk)
    }

    /// Turns round every part whose turning makes the walk shorter; whether any did.
    fn turn_parts(&self, walk: &mut [usize]) -> bool {
        let mut better = false;
        for from in 1..walk.len() - 1 {
            for to in from + 1..walk.len() - 1 {
                let (before, first, last, after) = (walk[from - 1], walk[from], walk[to], walk[to + 1]);
                let now = self.between(before, first) + self.between(last, after);
                if self.between(before, last) + self.between(first, after) < now {
                    walk[from..=to].reverse();
                    better = true;
                }
            }
        }
        better
    }

    /// Moves every run whose moving makes the walk shorter to its best place; whether any did.
    fn move_runs(&self, walk: &mut [usize]) -> bool {
        let mut better = false;
        for length in 1..=LONGEST_RUN {
            for from in 1..walk.len().saturating_sub(length) {
                better |= self.move_run(walk, from, length);
            }
        }
        better
    }

    fn move_run(&self, walk: &mut [usize], from: usize, length: usize) -> bool {
        let end = from + length;
        let (before, first, last, after) = (walk[from - 1], walk[from], walk[end - 1], walk[end]);
        let gain = self.between(before, first) + self.between(last, after) - self.between(before, after);
        let mut best: Option<(i64, usize, bool)> = None;
        for gap in (1..from).chain(end + 1..walk.len()) {
            let (left, right) = (walk[gap - 1], walk[gap]);
            let open = self.between(left, right);
            let straight = self.between(left, first) + self.between(last, right) - open;
            let turned = self.between(left, last) + self.between(first, right) - open;
            let cost = straight.min(turned);
            if cost < gain && best.is_none_or(|(least, ..)| cost < least) {
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
