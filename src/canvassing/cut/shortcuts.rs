//! What is left of a map when its corners are passed over: shortcuts between those that are left.

use super::corners::NO_WAY_AT_ALL;
use super::paths::Paths;

/// A corner that has to come back is passed over as late as one with so many more shortcuts.
const LATER: usize = 8;

/// The shortcuts that each corner had when it was passed over, to corners that were passed over later.
pub struct Shortcuts {
    order: Vec<usize>,
    ways: Vec<Vec<(u32, u32)>>,
}

impl Shortcuts {
    /// Passes over every corner, the ones with the fewest shortcuts first, and those that will be `wanted` rather later.
    pub fn of(paths: &Paths, wanted: &[usize]) -> Shortcuts {
        let mut waiting = Waiting { by_shortcuts: Vec::new(), later: vec![0; paths.corners()] };
        wanted.iter().for_each(|corner| waiting.later[*corner] = LATER);
        let mut ways: Vec<Vec<(u32, u32)>> = (0..paths.corners()).map(|corner| first_ways(paths, corner)).collect();
        for (corner, ways) in ways.iter().enumerate().rev() {
            waiting.put(corner, ways.len());
        }
        let (mut order, mut passed) = (Vec::with_capacity(ways.len()), vec![false; ways.len()]);
        let mut fewest = 0;
        while let Some((corner, shortcuts)) = waiting.take(&mut fewest) {
            // It waits once more for every change of its shortcuts; the last time counts.
            if passed[corner] || shortcuts != ways[corner].len() {
                continue;
            }
            passed[corner] = true;
            order.push(corner);
            let around = std::mem::take(&mut ways[corner]);
            for (one, to_one) in &around {
                pass_over(corner, *to_one, &around, &mut ways[*one as usize], *one);
                let now = waiting.put(*one as usize, ways[*one as usize].len());
                fewest = fewest.min(now);
            }
            ways[corner] = around;
        }
        Shortcuts { order, ways }
    }

    /// The shortcuts from a corner to those that come back before it, with centimetres.
    pub fn from(&self, corner: usize) -> &[(u32, u32)] {
        &self.ways[corner]
    }

    /// The corners that have to come back, first one first, so that the ways between all of `wanted` are known.
    pub fn needed_for(&self, wanted: &[usize]) -> Vec<usize> {
        let mut needed = vec![false; self.ways.len()];
        wanted.iter().for_each(|corner| needed[*corner] = true);
        for corner in &self.order {
            if needed[*corner] {
                self.ways[*corner].iter().for_each(|(next, _)| needed[*next as usize] = true);
            }
        }
        self.order.iter().rev().copied().filter(|corner| needed[*corner]).collect()
    }
}

/// The ways to the corners next to a corner, with room for the shortcuts that most corners have in the end.
fn first_ways(paths: &Paths, corner: usize) -> Vec<(u32, u32)> {
    let mut ways = Vec::with_capacity(2 * LATER);
    ways.extend(paths.ways_from(corner).iter().map(|(next, length)| (*next, (*length).min(NO_WAY_AT_ALL))));
    ways
}

/// The ways from `one` once the corner `passed` is no more: to all that were `around` it the way by it, if none is shorter.
fn pass_over(passed: usize, to_passed: u32, around: &[(u32, u32)], ways: &mut Vec<(u32, u32)>, one: u32) {
    if let Some(place) = ways.iter().position(|(next, _)| *next as usize == passed) {
        ways.swap_remove(place);
    }
    for (other, length) in around.iter().filter(|(other, _)| *other != one) {
        let by_it = to_passed.saturating_add(*length).min(NO_WAY_AT_ALL);
        match ways.iter_mut().find(|(next, _)| next == other) {
            Some((_, known)) => *known = by_it.min(*known),
            None => ways.push((*other, by_it)),
        }
    }
}

/// Corners by the number of their shortcuts.
struct Waiting {
    by_shortcuts: Vec<Vec<(usize, usize)>>,
    later: Vec<usize>,
}

impl Waiting {
    /// Where it waits now.
    fn put(&mut self, corner: usize, shortcuts: usize) -> usize {
        let place = shortcuts + self.later[corner];
        if self.by_shortcuts.len() <= place {
            self.by_shortcuts.resize_with(place + 1, Vec::new);
        }
        self.by_shortcuts[place].push((corner, shortcuts));
        place
    }

    /// The next corner and how many shortcuts it had when it began to wait; `fewest` is where to look first.
    fn take(&mut self, fewest: &mut usize) -> Option<(usize, usize)> {
        while *fewest < self.by_shortcuts.len() {
            if let Some(corner) = self.by_shortcuts[*fewest].pop() {
                return Some(corner);
            }
            *fewest += 1;
        }
        None
    }
}
