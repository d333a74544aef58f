//! Shaking: where no single exchange helps any more, a few doors are taken out of two neighbouring rounds and put
//! back where they fit best, and the exchanges begin again from there. What does not help is undone
//! (ruin and recreate: Schrimpf and others 2000; strings of neighbours: Christiaens and Vanden Berghe 2020).

use super::exchange::Exchange;

/// Doors taken out of one round at a time, by turns.
const STRINGS: [usize; 6] = [3, 7, 2, 5, 10, 4];

/// Steps from shake to shake; a prime, so that the whole area is visited before a door is met again.
const STRIDE: usize = 1_000_003;

impl Exchange<'_> {
    /// Shakes so many times, each time around another door. Gives back the gain in centimetres.
    pub(super) fn shake(&mut self, times: usize) -> i64 {
        let doors = self.ground.street.len();
        if doors == 0 {
            return 0;
        }
        let mut gained = 0;
        for turn in 0..times {
            self.begin_to_keep();
            let door = turn * STRIDE % doors;
            let string = STRINGS[turn % STRINGS.len()];
            let gain = self.ruin_and_recreate(door as u32, string, turn);
            match gain {
                Some(gain) if gain >= 0 => gained += gain,
                _ => self.undo(),
            }
        }
        gained
    }

    fn ruin_and_recreate(&mut self, door: u32, string: usize, turn: usize) -> Option<i64> {
        let home = self.place[door as usize].0 as usize;
        let next =
            self.ground.neighbours[door as usize].iter().map(|near| near.door).find(|other| self.place_of(*other).0 != home);
        let mut gain = 0;
        let mut out = Vec::with_capacity(2 * string);
        gain += self.take_out(door, string, turn, &mut out);
        if let Some(next) = next {
            gain += self.take_out(next, string, turn / 2, &mut out);
        }
        // By turns in one direction and the other.
        if turn.is_multiple_of(2) {
            out.reverse();
        }
        let mut touched: Vec<u32> = out.clone();
        for door in out {
            gain += self.put_back(door, &mut touched)?;
        }
        gain += self.settle(touched);
        let fits = self.kept.iter().all(|(walk, _)| self.walks[*walk].len() >= self.sizes.least);
        fits.then_some(gain)
    }

    /// Takes a string of doors around `door` out of its walk.
    fn take_out(&mut self, door: u32, string: usize, turn: usize, out: &mut Vec<u32>) -> i64 {
        let (walk, at) = self.place_of(door);
        let length = string.min(self.walks[walk].len());
        let from = at.saturating_sub(turn % length.max(1)).min(self.walks[walk].len() - length);
        let end = from + length;
        self.keep(walk);
        let (before, after) = (self.door_at(walk, from.wrapping_sub(1)), self.door_at(walk, end));
        let links: i64 = (from..=end).map(|gap| self.across(walk, gap)).sum();
        let pieces_before = self.pieces(walk);
        out.extend(self.walks[walk].drain(from..end));
        self.note(walk);
        for door in &out[out.len() - length..] {
            self.place[*door as usize] = (u32::MAX, 0);
        }
        links - self.link(before, after) + (pieces_before - self.pieces(walk)) * self.piece_price
    }

    /// Puts a door back beside one of its neighbours, where it costs least. `None` where there is no room.
    fn put_back(&mut self, door: u32, touched: &mut Vec<u32>) -> Option<i64> {
        let mut best: Option<(i64, usize, usize)> = None;
        for near in &self.ground.neighbours[door as usize] {
            let (walk, at) = self.place_of(near.door);
            if walk >= self.walks.len() || self.walks[walk].len() >= self.sizes.most {
                continue;
            }
            let known = self.in_walk(walk, self.ground.street[door as usize]);
            let piece = if known.is_none() { self.piece_price } else { 0 };
            for gap in [at, at + 1] {
                let beyond = self.door_at(walk, if gap > at { gap } else { gap.wrapping_sub(1) });
                let cost = i64::from(near.centimetres) + self.link(Some(door), beyond) - self.across(walk, gap) + piece;
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, walk, gap));
                }
            }
        }
        let (cost, walk, gap) = best?;
        self.keep(walk);
        self.walks[walk].insert(gap, door);
        self.note(walk);
        touched.extend([self.door_at(walk, gap.wrapping_sub(1)), self.door_at(walk, gap + 1)].into_iter().flatten());
        Some(-cost)
    }

    /// Pieces of street in a walk.
    fn pieces(&self, walk: usize) -> i64 {
        self.streets[walk].len() as i64
    }

    fn begin_to_keep(&mut self) {
        self.kept.clear();
    }

    /// Keeps a walk as it is, once, before it changes.
    pub(super) fn keep(&mut self, walk: usize) {
        if self.kept.iter().all(|(kept, _)| *kept != walk) {
            self.kept.push((walk, self.walks[walk].clone()));
        }
    }

    fn undo(&mut self) {
        for (walk, doors) in std::mem::take(&mut self.kept) {
            self.walks[walk] = doors;
            self.note(walk);
        }
    }
}
