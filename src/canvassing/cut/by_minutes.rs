//! The cut into rounds that take as long as one another: where doors lie far apart a round has fewer of them.

use super::{
    by_street::by_street_into,
    by_walking::{PIECE_PRICE, cut_with, walks},
    door::Door,
    exchange::Ground,
    paths::Paths,
    round::{Pace, Round},
};

/// The longest round takes at most so many quarters of the shortest, wherever doors can be passed on to that end.
const LONGEST_IN_QUARTERS: u64 = 5;
/// How often the number of rounds is put right once it is known how far it is to walk.
const PUT_RIGHT: usize = 3;

/// Cuts doors into rounds of about so many minutes at this pace. Where it is not known where any door stands, walking counts for
/// nothing, and rounds of equal size take equally long.
pub fn by_minutes(doors: &[Door], paths: Option<&Paths>, minutes: u64, pace: Pace) -> Vec<Round> {
    let target = minutes.max(1).saturating_mul(60_000);
    let rounds_for = |milliseconds: u64| {
        let rounds = milliseconds.saturating_add(target / 2) / target;
        usize::try_from(rounds).unwrap_or(usize::MAX).clamp(1, doors.len().max(1))
    };
    let at_doors = rounds_for(pace.milliseconds(doors.len(), 0));
    let cut = cut_with(doors, paths, |tour, ground| {
        let mut rounds = at_doors;
        let mut evenings = Evenings::of(walks(tour.clone(), ground, rounds), ground, pace);
        for _ in 0..PUT_RIGHT {
            let needed = rounds_for(evenings.milliseconds.iter().sum());
            if needed == rounds {
                break;
            }
            rounds = needed;
            evenings = Evenings::of(walks(tour.clone(), ground, rounds), ground, pace);
        }
        evenings.even_out();
        evenings.walks
    });
    cut.unwrap_or_else(|| by_street_into(doors, at_doors))
}

/// Rounds, and how long each takes.
struct Evenings<'a> {
    walks: Vec<Vec<usize>>,
    milliseconds: Vec<u64>,
    ground: &'a Ground<'a>,
    pace: Pace,
}

/// Doors of one round that go to a place in another.
struct PassedOn {
    from: usize,
    /// Places of the doors in their round: one door, or all that stand on one stair.
    run: std::ops::Range<usize>,
    to: usize,
    /// The place before which they come.
    gap: usize,
    /// What it costs in centimetres of walking, and what the two rounds take then.
    price: i64,
    milliseconds: [u64; 2],
}

impl<'a> Evenings<'a> {
    fn of(walks: Vec<Vec<usize>>, ground: &'a Ground<'a>, pace: Pace) -> Self {
        let mut evenings = Self { milliseconds: vec![0; walks.len()], walks, ground, pace };
        for round in 0..evenings.walks.len() {
            evenings.note(round);
        }
        evenings
    }

    fn note(&mut self, round: usize) {
        let walk = &self.walks[round];
        self.milliseconds[round] = self.pace.milliseconds(walk.len(), self.walked(walk));
    }

    /// Centimetres from the first door to the last.
    fn walked(&self, walk: &[usize]) -> u64 {
        walk.windows(2).map(|pair| u64::from(self.ground.nearness.between(pair[0], pair[1]))).sum()
    }

    /// Lets long rounds pass doors on to shorter ones beside them. Of the two rounds the longer is shorter afterwards, so this ends.
    fn even_out(&mut self) {
        while self.is_uneven() {
            let mut longest_first: Vec<usize> = (0..self.walks.len()).collect();
            longest_first.sort_by_key(|round| (std::cmp::Reverse(self.milliseconds[*round]), *round));
            let Some(best) = longest_first.into_iter().find_map(|round| self.best_of(round)) else { return };
            self.pass_on(best);
        }
    }

    fn is_uneven(&self) -> bool {
        let (shortest, longest) = (self.milliseconds.iter().min(), self.milliseconds.iter().max());
        shortest.zip(longest).is_some_and(|(shortest, longest)| longest * 4 > shortest * LONGEST_IN_QUARTERS)
    }

    /// The cheapest way for a round to become shorter.
    fn best_of(&self, from: usize) -> Option<PassedOn> {
        let place: std::collections::HashMap<usize, (usize, usize)> = self
            .walks
            .iter()
            .enumerate()
            .flat_map(|(round, walk)| walk.iter().enumerate().map(move |(at, door)| (*door, (round, at))))
            .collect();
        let mut best: Option<PassedOn> = None;
        let mut at = 0;
        while at < self.walks[from].len() {
            let run = at..self.end_of_stair(from, at);
            for near in self.ground.neighbours.of(self.walks[from][at]) {
                let Some((to, beside)) = place.get(&(near.door as usize)).copied().filter(|(to, _)| *to != from) else {
                    continue;
                };
                for gap in [beside, beside + 1] {
                    let passed = self.price(from, run.clone(), to, gap);
                    if passed.milliseconds.iter().max() < Some(&self.milliseconds[from])
                        && best.as_ref().is_none_or(|best| passed.price < best.price)
                    {
                        best = Some(passed);
                    }
                }
            }
            at = run.end;
        }
        best
    }

    /// Where the doors end that stand on one stair with this one.
    fn end_of_stair(&self, round: usize, at: usize) -> usize {
        let walk = &self.walks[round];
        let is_apart = |pair: &[usize]| !self.ground.nearness.on_one_stair(pair[0], pair[1]);
        walk[at..].windows(2).position(is_apart).map_or(walk.len(), |more| at + more + 1)
    }

    fn price(&self, from: usize, run: std::ops::Range<usize>, to: usize, gap: usize) -> PassedOn {
        let moving = &self.walks[from][run.clone()];
        let left = [&self.walks[from][..run.start], &self.walks[from][run.end..]].concat();
        let joined = [&self.walks[to][..gap], moving, &self.walks[to][gap..]].concat();
        let before = self.walked(&self.walks[from]) + self.walked(&self.walks[to]);
        let (shorter, longer) = (self.walked(&left), self.walked(&joined));
        let street = |door: &usize| self.ground.street[*door];
        let has = |walk: &[usize], wanted: usize| walk.iter().any(|door| street(door) == wanted);
        let moved = street(&moving[0]);
        let pieces = i64::from(!has(&self.walks[to], moved)) - i64::from(!has(&left, moved));
        let walking = (shorter + longer).cast_signed() - before.cast_signed();
        PassedOn {
            from,
            run,
            to,
            gap,
            price: walking + pieces * PIECE_PRICE,
            milliseconds: [self.pace.milliseconds(left.len(), shorter), self.pace.milliseconds(joined.len(), longer)],
        }
    }

    fn pass_on(&mut self, PassedOn { from, run, to, gap, .. }: PassedOn) {
        let doors: Vec<usize> = self.walks[from].drain(run).collect();
        self.walks[to].splice(gap..gap, doors);
        self.note(from);
        self.note(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{canvassing::cut::Point, places::address::Address};

    /// Forty doors side by side, and forty of a scattered village 60 metres from one another, on one line from west to east.
    fn town_and_country() -> Vec<Door> {
        let at = |place: usize| if place < 40 { place as f64 * 8.0 } else { 320.0 + (place - 40) as f64 * 60.0 };
        let door = |place: usize| {
            let street = if place < 40 { "Mill Lane" } else { "Long Road" };
            let address = Address::read(&[&format!("{} {street}", place + 1)], "ZZ1 1AA");
            Door::new(&place.to_string(), &address, "Q1", Some(Point { east: at(place), north: 0.0 }))
        };
        (0..80).map(door).collect()
    }

    fn minutes(rounds: &[Round]) -> Vec<u64> {
        rounds.iter().map(|round| round.minutes(Pace::default())).collect()
    }

    #[test]
    fn where_doors_lie_far_apart_a_round_has_fewer_of_them_and_takes_no_longer() {
        let doors = town_and_country();
        let rounds = by_minutes(&doors, None, 40, Pace::default());
        let taken = minutes(&rounds);
        let (shortest, longest) = (taken.iter().min().expect("rounds"), taken.iter().max().expect("rounds"));
        assert!(*longest * 100 <= *shortest * 130 && (30..=50).contains(longest), "{taken:?}");
        let sizes: Vec<usize> = rounds.iter().map(|round| round.doors.len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 80, "every door is in one round");
        assert!(sizes.iter().max() > sizes.iter().min(), "{sizes:?}");
    }

    #[test]
    fn without_places_equal_rounds_take_equally_long() {
        let doors: Vec<Door> = town_and_country().into_iter().map(|door| Door { at: None, ..door }).collect();
        let taken = minutes(&by_minutes(&doors, None, 60, Pace::default()));
        assert_eq!(taken.len(), 2, "{taken:?}");
    }

    #[test]
    fn more_minutes_than_all_doors_take_make_one_round_and_no_doors_none() {
        assert_eq!(by_minutes(&town_and_country(), None, 10_000, Pace::default()).len(), 1);
        assert_eq!(by_minutes(&[], None, 60, Pace::default()), Vec::new());
        assert_eq!(by_minutes(&town_and_country(), None, 0, Pace::default()).len(), 80);
    }
}
