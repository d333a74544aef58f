//! Neighbouring rounds exchange doors until no exchange makes the walking shorter or keeps a street more whole.
//!
//! Three exchanges are tried around each door and its neighbours: a run of doors moves to another place, in another
//! round or its own; two rounds swap what lies beyond a pair of doors (2-opt*, Potvin and Rousseau 1995); a part of a
//! round is turned round. The sizes of the rounds stay within bounds throughout.

use super::moves::{Move, Tails};
use super::nearness::Nearness;
use super::neighbours::Neighbours;
use super::splitting::Sizes;
use std::{collections::VecDeque, ops::Range};

/// Rounds while doors are exchanged between them.
pub struct Exchange<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) sizes: Sizes,
    pub(super) walks: Vec<Vec<u32>>,
    /// For each door its walk and its place there.
    pub(super) place: Vec<(u32, u32)>,
    /// For each door the centimetres to the next one of its walk; nought from the last.
    onward: Vec<u32>,
    /// The streets of each walk.
    pub(super) streets: Vec<Vec<InWalk>>,
    queued: Vec<bool>,
    /// What one more piece of a street costs, in centimetres.
    pub(super) piece_price: i64,
}

/// What stays as it is while doors are exchanged.
pub struct Ground<'a> {
    pub nearness: &'a Nearness,
    /// For each door those next to it, nearest first.
    pub neighbours: &'a Neighbours,
    /// For each door the number of its street.
    pub street: &'a [usize],
}

/// What a walk has of a street.
#[derive(Debug, Clone, Copy)]
pub struct InWalk {
    pub street: usize,
    /// Places in the walk of its first and its last door.
    pub first: usize,
    pub last: usize,
}

impl<'a> Exchange<'a> {
    /// Begins with `walks`, which hold every door once.
    pub fn new(walks: Vec<Vec<usize>>, ground: &'a Ground<'a>, sizes: Sizes, piece_price: i64) -> Self {
        let doors = ground.street.len();
        let walks: Vec<Vec<u32>> = walks.into_iter().map(|walk| walk.into_iter().map(|door| door as u32).collect()).collect();
        let mut exchange = Exchange {
            ground,
            sizes,
            place: vec![(0, 0); doors],
            onward: vec![0; doors],
            streets: vec![Vec::new(); walks.len()],
            walks,
            queued: vec![false; doors],
            piece_price,
        };
        for walk in 0..exchange.walks.len() {
            exchange.note(walk);
        }
        exchange
    }

    /// Exchanges until nothing more is gained, and gives back the walks.
    pub fn run(mut self) -> Vec<Vec<usize>> {
        self.settle(self.walks.concat());
        self.walks.into_iter().map(|walk| walk.into_iter().map(|door| door as usize).collect()).collect()
    }

    /// Looks at these doors, and again at those whose surroundings change, until none can gain.
    fn settle(&mut self, doors: Vec<u32>) {
        let mut waiting: VecDeque<u32> = doors.into();
        for door in &waiting {
            self.queued[*door as usize] = true;
        }
        while let Some(door) = waiting.pop_front() {
            self.queued[door as usize] = false;
            while let Some(best) = self.best_move(door) {
                for touched in self.make(best).into_iter().flatten() {
                    if !std::mem::replace(&mut self.queued[touched as usize], true) {
                        waiting.push_back(touched);
                    }
                }
            }
        }
    }

    /// Makes a move; gives back the doors that have a new neighbour in the walk.
    fn make(&mut self, chosen: Move) -> [Option<u32>; 8] {
        match chosen {
            Move::Turn { walk, from, to } => {
                let touched = self.around(walk, [from, to + 1]);
                self.walks[walk][from..=to].reverse();
                self.note_part(walk, from..to + 1);
                touched
            }
            Move::Run { walk, from, length, to, gap, turned } => {
                let [.., a, b, c, d] = self.around(walk, [from, from + length]);
                let [.., e, f, _, _] = self.around(to, [gap, gap]);
                if walk == to {
                    self.move_within(walk, from..from + length, gap, turned);
                } else {
                    self.move_over(walk, from..from + length, to, gap, turned);
                }
                [a, b, c, d, e, f, None, None]
            }
            Move::Tails { walks, cuts, tails } => self.swap_tails(walks, cuts, tails),
        }
    }

    /// A run moves to another place of its walk.
    fn move_within(&mut self, walk: usize, run: Range<usize>, gap: usize, turned: bool) {
        let doors = &mut self.walks[walk];
        if turned {
            doors[run.clone()].reverse();
        }
        let touched = if gap < run.start { gap..run.end } else { run.start..gap };
        if gap < run.start {
            doors[touched.clone()].rotate_right(run.len());
        } else {
            doors[touched.clone()].rotate_left(run.len());
        }
        self.note_part(walk, touched);
    }

    /// A run moves into another walk.
    fn move_over(&mut self, walk: usize, run: Range<usize>, to: usize, gap: usize, turned: bool) {
        let mut doors: Vec<u32> = self.walks[walk].drain(run).collect();
        if turned {
            doors.reverse();
        }
        self.walks[to].splice(gap..gap, doors);
        self.note(walk);
        self.note(to);
    }

    fn swap_tails(&mut self, [one, other]: [usize; 2], cuts: [usize; 2], tails: Tails) -> [Option<u32>; 8] {
        let [.., a, b, _, _] = self.around(one, [cuts[0], cuts[0]]);
        let [.., c, d, _, _] = self.around(other, [cuts[1], cuts[1]]);
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

    /// What a walk has of a street, if anything.
    pub(super) fn in_walk(&self, walk: usize, street: usize) -> Option<&InWalk> {
        self.streets[walk].iter().find(|known| known.street == street)
    }

    /// Centimetres across a gap between two doors of a walk; nought before the first and behind the last.
    pub(super) fn across(&self, walk: usize, gap: usize) -> i64 {
        match gap.checked_sub(1).and_then(|at| self.walks[walk].get(at)) {
            Some(door) => i64::from(self.onward[*door as usize]),
            None => 0,
        }
    }

    /// Writes down anew what is known of a walk.
    pub(super) fn note(&mut self, walk: usize) {
        self.note_part(walk, 0..self.walks[walk].len());
    }

    /// Writes down anew what is known of a walk of which only a part has changed.
    fn note_part(&mut self, walk: usize, part: Range<usize>) {
        self.note_places(walk, part);
        self.note_streets(walk);
    }

    fn note_streets(&mut self, walk: usize) {
        let streets = &mut self.streets[walk];
        streets.clear();
        for (at, door) in self.walks[walk].iter().enumerate() {
            let street = self.ground.street[*door as usize];
            match streets.iter_mut().rev().find(|known| known.street == street) {
                Some(known) => known.last = at,
                None => streets.push(InWalk { street, first: at, last: at }),
            }
        }
    }

    /// Writes down the places of a part of a walk, and how far it is from each to the next.
    fn note_places(&mut self, walk: usize, part: Range<usize>) {
        let doors = &self.walks[walk];
        for at in part.start.saturating_sub(1)..part.end {
            let door = doors[at] as usize;
            self.place[door] = (walk as u32, at as u32);
            self.onward[door] = doors.get(at + 1).map_or(0, |next| self.ground.nearness.between(door, *next as usize));
        }
    }
}
