//! Finding the best exchange around one door.

use super::exchange::Exchange;

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
const RUNS: [usize; 7] = [1, 2, 3, 4, 6, 8, 12];

/// Pieces of street that one exchange may plausibly save.
const PIECES_SAVED: i64 = 2;

/// A move must gain more than this, in centimetres.
const LEAST_GAIN: i64 = 1;

impl Exchange<'_> {
    /// The move around `door` that gains most, if any gains, and its gain.
    pub(super) fn best_move(&self, door: u32) -> Option<(i64, Move)> {
        let mut best = Best { gain: LEAST_GAIN, chosen: None };
        let (walk, at) = self.place_of(door);
        let before = self.link(self.door_at(walk, at.wrapping_sub(1)), Some(door));
        let after = self.link(Some(door), self.door_at(walk, at + 1));
        let runs = self.runs_at(walk, at);
        for other in &self.neighbours[door as usize] {
            let near = self.link(Some(door), Some(*other));
            // No exchange that makes these two neighbours can gain more than the longest link it breaks at the door.
            if near > before.max(after) + PIECES_SAVED * self.piece_price {
                break;
            }
            self.try_runs(walk, &runs, *other, near, &mut best);
            if self.place_of(*other).0 == walk {
                self.try_turns(door, *other, near, &mut best);
            } else {
                self.try_tails(door, *other, near, &mut best);
            }
        }
        best.chosen.map(|chosen| (best.gain, chosen))
    }

    /// The runs that begin or end at a place of a walk, as far as the walk can spare them.
    fn runs_at(&self, walk: usize, at: usize) -> Vec<Run> {
        let mut runs = Vec::with_capacity(2 * RUNS.len());
        for length in RUNS {
            let behind = Some(at).filter(|from| from + length <= self.walks[walk].len());
            let ahead = (at + 1).checked_sub(length).filter(|_| length > 1);
            for from in [behind, ahead].into_iter().flatten() {
                let (first, last) = (self.door_at(walk, from), self.door_at(walk, from + length - 1));
                let (before, after) = (self.door_at(walk, from.wrapping_sub(1)), self.door_at(walk, from + length));
                let saved = self.link(before, first) + self.link(last, after) - self.link(before, after);
                let begins = from == at;
                runs.push(Run { from, length, begins, far_end: if begins { last } else { first }, saved });
            }
        }
        runs
    }

    /// The runs move to either side of the other door, so that the run's end at hand comes next to it.
    fn try_runs(&self, walk: usize, runs: &[Run], other: u32, near: i64, best: &mut Best) {
        let (to, there) = self.place_of(other);
        let longest = if walk == to {
            usize::MAX
        } else {
            let spare = self.walks[walk].len().saturating_sub(self.sizes.least);
            spare.min(self.sizes.most.saturating_sub(self.walks[to].len()))
        };
        for gap in [there, there + 1] {
            let behind_other = gap > there;
            let beyond = self.door_at(to, if behind_other { gap } else { gap.wrapping_sub(1) });
            let open = self.link(Some(other), beyond);
            for run in runs.iter().take_while(|run| run.length <= longest) {
                let end = run.from + run.length;
                if walk == to && ((run.from..end).contains(&there) || (run.from..=end).contains(&gap)) {
                    continue;
                }
                let gain = run.saved + open - near - self.link(run.far_end, beyond);
                if gain + PIECES_SAVED * self.piece_price <= best.gain {
                    continue;
                }
                let pieces = if walk == to { 0 } else { self.pieces_saved(walk, run.from..end, to) };
                let turned = run.length > 1 && run.begins != behind_other;
                let chosen = Move::Run { walk, from: run.from, length: run.length, to, gap, turned };
                best.offer(gain + pieces * self.piece_price, chosen);
            }
        }
    }

    fn try_turns(&self, door: u32, other: u32, near: i64, best: &mut Best) {
        let ((walk, at), (_, there)) = (self.place_of(door), self.place_of(other));
        let (low, high) = (at.min(there), at.max(there));
        let (first, last) = (self.door_at(walk, low), self.door_at(walk, high));
        // The two become neighbours by turning what lies behind the first, or what lies before the second.
        let (behind_first, behind_last) = (self.door_at(walk, low + 1), self.door_at(walk, high + 1));
        let gain = self.link(first, behind_first) + self.link(last, behind_last) - near - self.link(behind_first, behind_last);
        best.offer(gain, Move::Turn { walk, from: low + 1, to: high });
        let (before_first, before_last) = (self.door_at(walk, low.wrapping_sub(1)), self.door_at(walk, high - 1));
        let gain = self.link(before_first, first) + self.link(before_last, last) - near - self.link(before_first, before_last);
        best.offer(gain, Move::Turn { walk, from: low, to: high - 1 });
    }

    fn try_tails(&self, door: u32, other: u32, near: i64, best: &mut Best) {
        let ((one, at), (two, there)) = (self.place_of(door), self.place_of(other));
        // Cut behind the door or before it, behind the other or before it: each pair of cuts makes them neighbours once.
        let ways = [
            ([at + 1, there], Tails::Swapped),
            ([at, there + 1], Tails::Swapped),
            ([at + 1, there + 1], Tails::Crossed),
            ([at, there], Tails::Crossed),
        ];
        for (cuts, tails) in ways {
            let heads = [self.door_at(one, cuts[0].wrapping_sub(1)), self.door_at(two, cuts[1].wrapping_sub(1))];
            let feet = [self.door_at(one, cuts[0]), self.door_at(two, cuts[1])];
            let (first, second) = match tails {
                Tails::Swapped => (self.link(heads[0], feet[1]), self.link(heads[1], feet[0])),
                Tails::Crossed => (self.link(heads[0], heads[1]), self.link(feet[0], feet[1])),
            };
            debug_assert!(near == first || near == second);
            let gain = self.link(heads[0], feet[0]) + self.link(heads[1], feet[1]) - first - second;
            if gain + PIECES_SAVED * self.piece_price <= best.gain || !self.tails_fit([one, two], cuts, tails) {
                continue;
            }
            let pieces = self.pieces_saved_by_tails([one, two], cuts, tails);
            best.offer(gain + pieces * self.piece_price, Move::Tails { walks: [one, two], cuts, tails });
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
    fn pieces_saved(&self, walk: usize, run: std::ops::Range<usize>, to: usize) -> i64 {
        let doors = &self.walks[walk][run];
        let street = |door: &u32| self.street[*door as usize];
        let mut saved = 0;
        for (at, door) in doors.iter().enumerate() {
            let its_street = street(door);
            // Each street of the run counts once, at its first door.
            if doors[..at].iter().any(|earlier| street(earlier) == its_street) {
                continue;
            }
            let moving = doors.iter().filter(|door| street(door) == its_street).count();
            saved += i64::from(self.count(walk, its_street) == moving) - i64::from(self.count(to, its_street) == 0);
        }
        saved
    }

    fn pieces_saved_by_tails(&self, walks: [usize; 2], cuts: [usize; 2], tails: Tails) -> i64 {
        let (one, two) = (&self.walks[walks[0]], &self.walks[walks[1]]);
        let ((head, tail), (other_head, other_tail)) = (one.split_at(cuts[0]), two.split_at(cuts[1]));
        let after = match tails {
            Tails::Swapped => self.streets_in(head, other_tail) + self.streets_in(other_head, tail),
            Tails::Crossed => self.streets_in(head, other_head) + self.streets_in(tail, other_tail),
        };
        self.streets_in(head, tail) + self.streets_in(other_head, other_tail) - after
    }

    fn streets_in(&self, part: &[u32], other_part: &[u32]) -> i64 {
        let mut streets: Vec<usize> = Vec::with_capacity(8);
        for door in part.iter().chain(other_part) {
            let street = self.street[*door as usize];
            if !streets.contains(&street) {
                streets.push(street);
            }
        }
        streets.len() as i64
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
            (Some(one), Some(other)) => {
                let (one, other) = (one as usize, other as usize);
                let change = if self.street[one] == self.street[other] { 0 } else { self.street_change };
                i64::from(self.nearness.between(one, other)) + change
            }
            _ => 0,
        }
    }
}

/// A run of doors that might move, seen from the door at one of its ends.
struct Run {
    from: usize,
    length: usize,
    /// Whether the door at hand is the first of the run; otherwise it is the last.
    begins: bool,
    far_end: Option<u32>,
    /// What leaving its place saves, in centimetres.
    saved: i64,
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
