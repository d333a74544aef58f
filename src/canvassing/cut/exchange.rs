//! Neighbouring rounds exchange doors until no exchange makes the walking shorter or keeps a street more whole.
//!
//! Three exchanges are tried around each door and its neighbours: a run of doors moves to another place, in another
//! round or its own; two rounds swap what lies beyond a pair of doors (2-opt*, Potvin and Rousseau 1995); a part of a
//! round is turned round. The sizes of the rounds stay within bounds throughout.

use super::moves::{Move, Tails};
use super::nearness::Nearness;
use super::splitting::Sizes;
use std::collections::VecDeque;

/// Rounds while doors are exchanged between them.
pub struct Exchange<'a> {
    pub(super) nearness: &'a Nearness,
    pub(super) neighbours: &'a [Vec<u32>],
    pub(super) sizes: Sizes,
    /// For each door the number of its street.
    pub(super) street: &'a [usize],
    pub(super) walks: Vec<Vec<u32>>,
    /// For each door its walk and its place there.
    pub(super) place: Vec<(u32, u32)>,
    /// Doors of each street in each walk.
    counts: Vec<u16>,
    pub(super) streets: usize,
    /// Walks as they were before the present shake.
    pub(super) kept: Vec<(usize, Vec<u32>)>,
    queued: Vec<bool>,
    /// What one more piece of a street costs, in centimetres.
    pub(super) piece_price: i64,
    /// What going on in another street costs on top, in centimetres.
    pub(super) street_change: i64,
}

/// Passes over all doors at the most; three or four are usual.
const MOST_PASSES: usize = 12;

impl<'a> Exchange<'a> {
    /// Begins with `walks`, which hold every door once.
    pub fn new(
        walks: Vec<Vec<usize>>,
        nearness: &'a Nearness,
        neighbours: &'a [Vec<u32>],
        street: &'a [usize],
        sizes: Sizes,
        piece_price: i64,
        street_change: i64,
    ) -> Self {
        let streets = street.iter().max().map_or(0, |last| last + 1);
        let walks: Vec<Vec<u32>> = walks.into_iter().map(|walk| walk.into_iter().map(|door| door as u32).collect()).collect();
        let (place, counts) = (vec![(0, 0); street.len()], vec![0; walks.len() * streets]);
        let mut exchange = Exchange {
            nearness,
            neighbours,
            sizes,
            street,
            walks,
            place,
            counts,
            streets,
            kept: Vec::new(),
            queued: vec![false; street.len()],
            piece_price,
            street_change,
        };
        for walk in 0..exchange.walks.len() {
            exchange.note(walk);
        }
        exchange
    }

    /// Exchanges until nothing more is gained, shakes so many times, and gives back the walks.
    pub fn run(mut self, shakes: usize) -> Vec<Vec<usize>> {
        for _ in 0..MOST_PASSES {
            if self.settle(self.walks.concat()) == 0 {
                break;
            }
        }
        self.shake(shakes);
        self.walks.into_iter().map(|walk| walk.into_iter().map(|door| door as usize).collect()).collect()
    }

    /// Looks at these doors, and again at those whose surroundings change, until none can gain. The gain in centimetres.
    pub(super) fn settle(&mut self, doors: Vec<u32>) -> i64 {
        let mut waiting: VecDeque<u32> = doors.into();
        for door in &waiting {
            self.queued[*door as usize] = true;
        }
        let mut gained = 0;
        while let Some(door) = waiting.pop_front() {
            self.queued[door as usize] = false;
            while let Some((gain, best)) = self.best_move(door) {
                gained += gain;
                for touched in self.make(best).into_iter().flatten() {
                    if !std::mem::replace(&mut self.queued[touched as usize], true) {
                        waiting.push_back(touched);
                    }
                }
            }
        }
        gained
    }

    /// Makes a move; gives back the doors that have a new neighbour in the walk.
    fn make(&mut self, chosen: Move) -> [Option<u32>; 8] {
        match chosen {
            Move::Turn { walk, from, to } => {
                let touched = self.around(walk, [from, to + 1]);
                self.keep(walk);
                self.walks[walk][from..=to].reverse();
                self.note_places(walk);
                touched
            }
            Move::Run { walk, from, length, to, gap, turned } => self.move_run(walk, from..from + length, to, gap, turned),
            Move::Tails { walks, cuts, tails } => self.swap_tails(walks, cuts, tails),
        }
    }

    fn move_run(&mut self, walk: usize, run: std::ops::Range<usize>, to: usize, gap: usize, turned: bool) -> [Option<u32>; 8] {
        let [.., a, b, c, d] = self.around(walk, [run.start, run.end]);
        let [.., e, f, _, _] = self.around(to, [gap, gap]);
        let length = run.len();
        self.keep(walk);
        self.keep(to);
        let mut doors: Vec<u32> = self.walks[walk].drain(run.clone()).collect();
        if turned {
            doors.reverse();
        }
        let gap = if walk == to && gap > run.start { gap - length } else { gap };
        self.walks[to].splice(gap..gap, doors);
        self.note(walk);
        self.note(to);
        [a, b, c, d, e, f, None, None]
    }

    fn swap_tails(&mut self, [one, other]: [usize; 2], cuts: [usize; 2], tails: Tails) -> [Option<u32>; 8] {
        let [.., a, b, _, _] = self.around(one, [cuts[0], cuts[0]]);
        let [.., c, d, _, _] = self.around(other, [cuts[1], cuts[1]]);
        self.keep(one);
        self.keep(other);
        let mut first = std::mem::take(&mut self.walks[one]);
        let mut second = std::mem::take(&mut self.walks[other]);
        let (first_tail, second_tail) = (first.split_off(cuts[0]), second.split_off(cuts[1]));
        match tails {
            Tails::Swapped => {
                first.extend(second_tail);
                second.extend(first_tail);
                (self.walks[one], self.walks[other]) = (first, second);
            }
            Tails::Crossed => {
                // The two heads become one walk, the two tails the other.
                first.extend(second.iter().rev());
                let mut tail: Vec<u32> = first_tail.into_iter().rev().collect();
                tail.extend(second_tail);
                (self.walks[one], self.walks[other]) = (first, tail);
            }
        }
        self.note(one);
        self.note(other);
        [a, b, c, d, None, None, None, None]
    }

    /// The doors on both sides of two gaps of a walk, in the last four places.
    fn around(&self, walk: usize, gaps: [usize; 2]) -> [Option<u32>; 8] {
        let doors = &self.walks[walk];
        let at = |place: usize| doors.get(place).copied();
        let before = |gap: usize| gap.checked_sub(1).and_then(at);
        [None, None, None, None, before(gaps[0]), at(gaps[0]), before(gaps[1]), at(gaps[1])]
    }

    /// Doors of a street in a walk.
    pub(super) fn count(&self, walk: usize, street: usize) -> usize {
        usize::from(self.counts[walk * self.streets + street])
    }

    /// Writes down anew what is known of a walk.
    pub(super) fn note(&mut self, walk: usize) {
        self.note_places(walk);
        let counts = &mut self.counts[walk * self.streets..(walk + 1) * self.streets];
        counts.fill(0);
        for door in &self.walks[walk] {
            counts[self.street[*door as usize]] += 1;
        }
    }

    fn note_places(&mut self, walk: usize) {
        for (at, door) in self.walks[walk].iter().enumerate() {
            self.place[*door as usize] = (walk as u32, at as u32);
        }
    }
}
