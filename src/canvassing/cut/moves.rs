//! Finding the best exchange around one door.

use super::exchange::{Exchange, InWalk};
use super::neighbours::Near;
use std::ops::Range;

/// One exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The doors of a walk from one place to another, both included, are turned round.
    Turn { walk: usize, from: usize, to: usize },
    /// A run moves before place `gap` of the walk `to`, counted before it moves.
    Run { walk: usize, from: usize, length: usize, to: usize, gap: usize, turned: bool },
    /// Two walks are cut before the given places and joined otherwise.
    Tails { walks: [usize; 2], cuts: [usize; 2], tails: Tails },
}

/// How two walks are joined after each was cut into a head and a tail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tails {
    /// Each head goes on with the other's tail.
    Swapped,
    /// Head to head and tail to tail.
    Crossed,
}

/// Lengths of the runs that are tried.
const RUNS: [usize; 4] = [1, 2, 4, 8];

/// A move must gain more than this, in centimetres.
const LEAST_GAIN: i64 = 1;

impl Exchange<'_> {
    /// The move around `door` that gains most, if any gains.
    pub(super) fn best_move(&self, door: u32) -> Option<Move> {
        let mut best = Best { gain: LEAST_GAIN, chosen: None };
        let (walk, at) = self.place_of(door);
        let links = [self.across(walk, at), self.across(walk, at + 1)];
        let longest = links[0].max(links[1]);
        let by_runs = self.whole_near(walk, at) * self.piece_price;
        let at_the_most = by_runs.max(self.streets[walk].len() as i64 * self.piece_price);
        let mut runs = [None, None];
        for near in self.ground.neighbours.of(door as usize) {
            let centimetres = i64::from(near.centimetres);
            // No exchange that makes these two neighbours can gain more than the longest link it breaks at the door
            // and the pieces of street that it saves; within one walk it saves none.
            if centimetres >= longest + at_the_most {
                break;
            }
            let other = self.place_of(near.door).0;
            let for_pieces = if other == walk { 0 } else { by_runs };
            for (side, runs) in runs.iter_mut().enumerate() {
                if centimetres < links[side] + for_pieces {
                    let runs = runs.get_or_insert_with(|| self.runs_at(walk, at, side == 0));
                    self.try_runs(walk, runs, *near, &mut best);
                }
            }
            if other == walk {
                if centimetres < longest {
                    self.try_turns(door, *near, &mut best);
                }
                continue;
            }
            let by_tails = self.in_both(walk, other) * self.piece_price;
            if centimetres < longest + by_tails {
                self.try_tails(door, *near, by_tails, &mut best);
            }
        }
        best.chosen
    }

    /// Streets of which a walk has no more than a run from here, or up to here, might take along.
    fn whole_near(&self, walk: usize, at: usize) -> i64 {
        let longest = RUNS[RUNS.len() - 1];
        let within_reach = |known: &&InWalk| known.first + longest > at && known.last < at + longest;
        self.streets[walk].iter().filter(within_reach).count() as i64
    }

    /// Streets that two walks share: no exchange of tails can save more pieces.
    fn in_both(&self, one: usize, other: usize) -> i64 {
        self.streets[one].iter().filter(|known| self.in_walk(other, known.street).is_some()).count() as i64
    }

    /// The runs that begin at a place of a walk, or those that end there, as far as the walk has so many doors.
    fn runs_at(&self, walk: usize, at: usize, begins: bool) -> Runs {
        let doors = self.walks[walk].len();
        let from = |length: usize| {
            if begins { Some(at).filter(|from| from + length <= doors) } else { (at + 1).checked_sub(length) }
        };
        let runs = RUNS.map(|length| from(length).map(|from| self.one_run(walk, from..from + length, begins)));
        let most = runs.iter().flatten().map(|run| run.saved + run.whole * self.piece_price).max();
        Runs { runs, most: most.unwrap_or_default() }
    }

    fn one_run(&self, walk: usize, run: Range<usize>, begins: bool) -> Run {
        let (before, after) = (self.door_at(walk, run.start.wrapping_sub(1)), self.door_at(walk, run.end));
        let saved = self.across(walk, run.start) + self.across(walk, run.end) - self.link(before, after);
        let far_end = self.door_at(walk, if begins { run.end - 1 } else { run.start });
        let is_whole = |known: &&InWalk| known.first >= run.start && known.last < run.end;
        let whole = self.streets[walk].iter().filter(is_whole).count() as i64;
        Run { from: run.start, length: run.len(), begins, far_end, saved, whole }
    }

    /// The runs move to either side of the other door, so that the run's end at hand comes next to it.
    fn try_runs(&self, walk: usize, runs: &Runs, other: Near, best: &mut Best) {
        let (to, there) = self.place_of(other.door);
        let longest = if walk == to {
            usize::MAX
        } else {
            let spare = self.walks[walk].len().saturating_sub(self.sizes.least);
            spare.min(self.sizes.most.saturating_sub(self.walks[to].len()))
        };
        for gap in [there, there + 1] {
            let behind_other = gap > there;
            let beyond = self.door_at(to, if behind_other { gap } else { gap.wrapping_sub(1) });
            let open = self.across(to, gap) - i64::from(other.centimetres);
            if runs.most + open <= best.gain {
                continue;
            }
            for run in runs.runs.iter().flatten().take_while(|run| run.length <= longest) {
                let end = run.from + run.length;
                let inside = walk == to && ((run.from..end).contains(&there) || (run.from..=end).contains(&gap));
                let for_pieces = if walk == to { 0 } else { run.whole * self.piece_price };
                if run.saved + open + for_pieces <= best.gain || inside {
                    continue;
                }
                let gain = run.saved + open - self.link(run.far_end, beyond);
                if gain + for_pieces <= best.gain {
                    continue;
                }
                let pieces = if walk == to { 0 } else { self.pieces_saved(walk, run.from..end, to) };
                let turned = run.length > 1 && run.begins != behind_other;
                let chosen = Move::Run { walk, from: run.from, length: run.length, to, gap, turned };
                best.offer(gain + pieces * self.piece_price, chosen);
            }
        }
    }

    fn try_turns(&self, door: u32, other: Near, best: &mut Best) {
        let ((walk, at), (_, there)) = (self.place_of(door), self.place_of(other.door));
        let (low, high) = (at.min(there), at.max(there));
        // The two become neighbours by turning what lies behind the first, or what lies before the second.
        for (from, to) in [(low + 1, high), (low, high - 1)] {
            let broken = self.across(walk, from) + self.across(walk, to + 1) - i64::from(other.centimetres);
            if broken > best.gain {
                let beside = if from > low { [from, to + 1] } else { [from.wrapping_sub(1), to] };
                let gain = broken - self.link(self.door_at(walk, beside[0]), self.door_at(walk, beside[1]));
                best.offer(gain, Move::Turn { walk, from, to });
            }
        }
    }

    fn try_tails(&self, door: u32, other: Near, for_pieces: i64, best: &mut Best) {
        let ((one, at), (two, there)) = (self.place_of(door), self.place_of(other.door));
        // Cut behind the door or before it, behind the other or before it: each pair of cuts makes them neighbours once.
        let ways = [
            ([at + 1, there], [at + 1, there.wrapping_sub(1)], Tails::Swapped),
            ([at, there + 1], [at.wrapping_sub(1), there + 1], Tails::Swapped),
            ([at + 1, there + 1], [at + 1, there + 1], Tails::Crossed),
            ([at, there], [at.wrapping_sub(1), there.wrapping_sub(1)], Tails::Crossed),
        ];
        for (cuts, beside, tails) in ways {
            let broken = self.across(one, cuts[0]) + self.across(two, cuts[1]) - i64::from(other.centimetres);
            if broken + for_pieces <= best.gain || !self.tails_fit([one, two], cuts, tails) {
                continue;
            }
            let gain = broken - self.link(self.door_at(one, beside[0]), self.door_at(two, beside[1]));
            if gain + for_pieces > best.gain {
                let pieces = self.pieces_saved_by_tails([one, two], cuts, tails);
                best.offer(gain + pieces * self.piece_price, Move::Tails { walks: [one, two], cuts, tails });
            }
        }
    }

    fn tails_fit(&self, walks: [usize; 2], cuts: [usize; 2], tails: Tails) -> bool {
        let both = self.walks[walks[0]].len() + self.walks[walks[1]].len();
        let first = match tails {
            Tails::Swapped => cuts[0] + self.walks[walks[1]].len() - cuts[1],
            Tails::Crossed => cuts[0] + cuts[1],
        };
        let fits = |size: usize| (self.sizes.least..=self.sizes.most).contains(&size);
        fits(first) && fits(both - first)
    }

    /// Pieces of street fewer once the run is in the other walk.
    fn pieces_saved(&self, walk: usize, run: Range<usize>, to: usize) -> i64 {
        let street = |at: usize| self.ground.street[self.walks[walk][at] as usize];
        let mut saved = 0;
        for known in &self.streets[walk] {
            let whole = run.contains(&known.first) && run.contains(&known.last);
            // A street begins or ends in the run or passes through it, so one look at each door of the run is enough.
            if whole || run.clone().any(|at| street(at) == known.street) {
                saved += i64::from(whole) - i64::from(self.in_walk(to, known.street).is_none());
            }
        }
        saved
    }

    fn pieces_saved_by_tails(&self, walks: [usize; 2], cuts: [usize; 2], tails: Tails) -> i64 {
        let [(head, tail), (other_head, other_tail)] = [0, 1].map(|one| {
            let streets = &self.streets[walks[one]];
            let head = move |known: &&InWalk| known.first < cuts[one];
            let tail = move |known: &&InWalk| known.last >= cuts[one];
            (streets.iter().filter(head), streets.iter().filter(tail))
        });
        let after = match tails {
            Tails::Swapped => either(head, other_tail) + either(other_head, tail),
            Tails::Crossed => either(head, other_head) + either(tail, other_tail),
        };
        (self.streets[walks[0]].len() + self.streets[walks[1]].len()) as i64 - after
    }

    pub(super) fn place_of(&self, door: u32) -> (usize, usize) {
        let (walk, at) = self.place[door as usize];
        (walk as usize, at as usize)
    }

    /// `None` beyond either end of the walk; the place before the first wraps round to a number beyond the last.
    pub(super) fn door_at(&self, walk: usize, at: usize) -> Option<u32> {
        self.walks[walk].get(at).copied()
    }

    /// Centimetres; nought where either end of a walk is meant.
    pub(super) fn link(&self, one: Option<u32>, other: Option<u32>) -> i64 {
        match (one, other) {
            (Some(one), Some(other)) => i64::from(self.ground.nearness.between(one as usize, other as usize)),
            _ => 0,
        }
    }
}

/// A run of doors that might move, seen from the door at one of its ends.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    length: usize,
    /// Whether the door at hand is the first of the run; otherwise it is the last.
    begins: bool,
    far_end: Option<u32>,
    /// What leaving its place saves, in centimetres.
    saved: i64,
    /// Streets that the walk has nowhere but in the run.
    whole: i64,
}

/// The runs at a door, short ones first.
struct Runs {
    runs: [Option<Run>; RUNS.len()],
    /// The most that any of them may save where it is.
    most: i64,
}

struct Best {
    gain: i64,
    chosen: Option<Move>,
}

impl Best {
    fn offer(&mut self, gain: i64, chosen: Move) {
        if gain > self.gain {
            *self = Best { gain, chosen: Some(chosen) };
        }
    }
}

/// How many streets there are in the one part or the other.
fn either<'a>(part: impl Iterator<Item = &'a InWalk> + Clone, other: impl Iterator<Item = &'a InWalk>) -> i64 {
    let only_there = other.filter(|there| part.clone().all(|here| here.street != there.street)).count();
    (part.clone().count() + only_there) as i64
}
