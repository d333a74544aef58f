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
    let table = Table::new(given, nearness);
    let all: Vec<usize> = (0..given.len()).collect();
    let starts = (0..given.len()).step_by((given.len() / STARTS).max(1)).map(|start| table.nearest_next(start));
    let walks = std::iter::once(all).chain(starts).map(|mut walk| {
        table.improve(&mut walk);
        (table.length(&walk), walk)
    });
    let (length, walk) = walks.min().unwrap_or_default();
    let mut order: Vec<usize> = walk.into_iter().map(|at| given[at]).collect();
    tidy(&mut order, doors, nearness);
    (order, length)
}

const STARTS: usize = 6;

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

/// Centimetres between the doors of one round.
struct Table {
    doors: usize,
    centimetres: Vec<u32>,
}

impl Table {
    fn new(doors: &[usize], nearness: &Nearness) -> Table {
        let row = |one: &usize| doors.iter().map(|other| nearness.between(*one, *other)).collect::<Vec<_>>();
        Table { doors: doors.len(), centimetres: doors.iter().flat_map(row).collect() }
    }

    fn between(&self, one: usize, other: usize) -> i64 {
        i64::from(self.centimetres[one * self.doors + other])
    }

    /// Nought where either end of the walk is meant.
    fn link(&self, one: Option<usize>, other: Option<usize>) -> i64 {
        match (one, other) {
            (Some(one), Some(other)) => self.between(one, other),
            _ => 0,
        }
    }

    fn length(&self, walk: &[usize]) -> u64 {
        walk.windows(2).map(|pair| self.between(pair[0], pair[1]).unsigned_abs()).sum()
    }

    fn nearest_next(&self, start: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..self.doors).filter(|door| *door != start).collect();
        let mut walk = vec![start];
        let mut here = start;
        while let Some(at) = (0..left.len()).min_by_key(|at| (self.between(here, left[*at]), left[*at])) {
            here = left.swap_remove(at);
            walk.push(here);
        }
        walk
    }

    fn improve(&self, walk: &mut Vec<usize>) {
        while self.turn_parts(walk) || self.move_runs(walk) {}
    }

    /// Turns round every part whose turning makes the walk shorter; whether any did.
    fn turn_parts(&self, walk: &mut [usize]) -> bool {
        let mut better = false;
        for from in 0..walk.len() {
            let before = from.checked_sub(1).map(|at| walk[at]);
            for to in from + 1..walk.len() {
                let after = walk.get(to + 1).copied();
                let (first, last) = (Some(walk[from]), Some(walk[to]));
                let now = self.link(before, first) + self.link(last, after);
                if self.link(before, last) + self.link(first, after) < now {
                    walk[from..=to].reverse();
                    better = true;
                }
            }
        }
        better
    }

    /// Moves every run whose moving makes the walk shorter to its best place; whether any did.
    fn move_runs(&self, walk: &mut Vec<usize>) -> bool {
        let mut better = false;
        for length in 1..=LONGEST_RUN {
            for from in 0..(walk.len() + 1).saturating_sub(length) {
                better |= self.move_run(walk, from, length);
            }
        }
        better
    }

    fn move_run(&self, walk: &mut Vec<usize>, from: usize, length: usize) -> bool {
        let (first, last) = (walk[from], walk[from + length - 1]);
        let before = from.checked_sub(1).map(|at| walk[at]);
        let after = walk.get(from + length).copied();
        let gain = self.link(before, Some(first)) + self.link(Some(last), after) - self.link(before, after);
        let mut best: Option<(i64, usize, bool)> = None;
        for gap in (0..=walk.len()).filter(|gap| *gap < from || *gap > from + length) {
            let left = gap.checked_sub(1).map(|at| walk[at]);
            let right = walk.get(gap).copied();
            let open = self.link(left, right);
            let straight = self.link(left, Some(first)) + self.link(Some(last), right) - open;
            let turned = self.link(left, Some(last)) + self.link(Some(first), right) - open;
            let cost = straight.min(turned);
            if cost < gain && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, gap, turned < straight));
            }
        }
        let Some((_, gap, turned)) = best else { return false };
        let mut run: Vec<usize> = walk.drain(from..from + length).collect();
        if turned {
            run.reverse();
        }
        let gap = if gap > from { gap - length } else { gap };
        walk.splice(gap..gap, run);
        true
    }
}
