//! Splitting one long walk into rounds of nearly the same size, where it hurts least.

use std::collections::HashMap;

/// The sizes that rounds may have: about an eighth off the mean at the most, and always room for the mean itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub least: usize,
    pub most: usize,
}

impl Sizes {
    /// For `doors` doors in `rounds` rounds. The largest round is never more than 1.25 times the smallest wherever that is
    /// possible at all.
    pub fn around_the_mean(doors: usize, rounds: usize) -> Sizes {
        let rounds = rounds.max(1);
        let (down, up) = (doors / rounds, doors.div_ceil(rounds));
        // As far below the mean as a quarter more is above it.
        let least = (8 * doors).div_ceil(9 * rounds).min(down);
        Sizes { least, most: (5 * least / 4).max(up) }
    }

    /// The ways to be within these sizes.
    #[cfg(test)]
    fn range(self) -> std::ops::RangeInclusive<usize> {
        self.least..=self.most
    }
}

/// Where the rounds end when a walk of `doors` doors is split into `rounds`: the cheapest split whose sizes all fit.
/// `price(from, to)` is the price of a round of the doors from `from` up to but not including `to`; being off the mean costs a
/// little as well.
pub fn split(doors: usize, rounds: usize, sizes: Sizes, price: impl Fn(usize, usize) -> i64) -> Vec<usize> {
    if rounds == 0 || doors == 0 {
        return Vec::new();
    }
    let mut reached = vec![OUT_OF_REACH; doors + 1];
    reached[0] = 0;
    let mut chosen: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rounds);
    for round in 1..=rounds {
        let mut next = vec![OUT_OF_REACH; doors + 1];
        let mut sizes_taken = Vec::new();
        for end in ends(doors, rounds, round, sizes) {
            let mut best = (OUT_OF_REACH, 0);
            for size in sizes.least.max(1)..=sizes.most.min(end) {
                let before = reached[end - size];
                if before < OUT_OF_REACH {
                    let off_the_mean = size.abs_diff(doors / rounds) as i64 * OFF_THE_MEAN;
                    best = best.min((before + price(end - size, end) + off_the_mean, size));
                }
            }
            if best.0 < OUT_OF_REACH {
                next[end] = best.0;
                sizes_taken.push((end, best.1));
            }
        }
        reached = next;
        chosen.push(sizes_taken);
    }
    walk_back(doors, &chosen)
}

/// How many streets the doors of a round belong to, for every end and size within the bounds.
pub struct Pieces {
    sizes: Sizes,
    counts: Vec<u16>,
}

impl Pieces {
    /// `street` gives the number of the street of each door of the walk.
    pub fn count(street: &[usize], sizes: Sizes) -> Pieces {
        let (doors, width) = (street.len(), sizes.most - sizes.least + 1);
        // For each door the next of its street, and whether one came before it and where.
        let mut after = vec![doors; doors];
        let mut before = vec![None; doors];
        let mut last: Vec<Option<usize>> = vec![None; street.iter().max().map_or(0, |last| last + 1)];
        for (at, street) in street.iter().enumerate() {
            before[at] = last[*street].replace(at);
            if let Some(before) = before[at] {
                after[before] = at;
            }
        }
        let mut counts = vec![0; (doors + 1) * width];
        // The streets of the `least` doors before each end: the one at the end is new, and the first one leaves.
        let mut fewest = 0_u16;
        for end in 1..=doors {
            let first = (end - 1).saturating_sub(sizes.least);
            fewest += u16::from(before[end - 1].is_none_or(|before| before < first));
            if end > sizes.least {
                fewest -= u16::from(after[first] >= end);
            }
            let mut pieces = fewest;
            for size in sizes.least.max(1)..=sizes.most.min(end) {
                if size > sizes.least {
                    pieces += u16::from(after[end - size] >= end);
                }
                counts[end * width + size - sizes.least] = pieces;
            }
        }
        Pieces { sizes, counts }
    }

    /// Streets from door `from` up to but not including door `to`, whose distance is a size within the bounds.
    pub fn between(&self, from: usize, to: usize) -> i64 {
        let width = self.sizes.most - self.sizes.least + 1;
        i64::from(self.counts[to * width + (to - from) - self.sizes.least])
    }
}

/// Numbers things in the order in which they are first met; equal things get equal numbers.
pub fn numbered<T: Eq + std::hash::Hash + Copy>(things: impl Iterator<Item = T>) -> Vec<usize> {
    let mut numbers = HashMap::new();
    let mut last = None;
    let number = |thing| {
        // Most doors follow one of their own street.
        if let Some((known, number)) = last
            && known == thing
        {
            return number;
        }
        let fresh = numbers.len();
        let number = *numbers.entry(thing).or_insert(fresh);
        last = Some((thing, number));
        number
    };
    things.map(number).collect()
}

/// So many rounds ahead of the mean, or behind it, no end is looked for.
const ROUNDS_AHEAD: usize = 1;

/// Where round number `round` can end so that those before and after it all fit, not far from where it would end if
/// all were equal.
fn ends(doors: usize, rounds: usize, round: usize, sizes: Sizes) -> std::ops::RangeInclusive<usize> {
    let (after, equal, far) = (rounds - round, doors * round / rounds, ROUNDS_AHEAD * sizes.most);
    let first = (round * sizes.least).max(doors.saturating_sub(after * sizes.most)).max(equal.saturating_sub(far));
    let last = (round * sizes.most).min(doors.saturating_sub(after * sizes.least)).min(equal + far);
    first..=last
}

/// More than any split costs.
const OUT_OF_REACH: i64 = i64::MAX;

/// The price of each door more or fewer than the mean, in the centimetres in which prices are given.
const OFF_THE_MEAN: i64 = 150;

fn walk_back(doors: usize, chosen: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(chosen.len());
    let mut end = doors;
    for sizes in chosen.iter().rev() {
        ends.push(end);
        let size = sizes.iter().find(|(at, _)| *at == end).map_or(0, |(_, size)| *size);
        end -= size;
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_end_at_corners_where_the_sizes_allow_it() {
        let street: Vec<usize> = (0..150).map(|at| usize::from(at >= 47) + usize::from(at >= 98)).collect();
        let sizes = Sizes { least: 45, most: 55 };
        let pieces = Pieces::count(&street, sizes);
        assert_eq!(split(150, 3, sizes, |from, to| 6000 * pieces.between(from, to)), [47, 98, 150]);
    }

    #[test]
    fn without_corners_the_rounds_are_equal() {
        assert_eq!(split(100, 4, Sizes::around_the_mean(100, 4), |_, _| 0), [25, 50, 75, 100]);
    }

    #[test]
    fn the_streets_of_every_stretch_of_a_walk_are_counted() {
        let street: Vec<usize> = (0..200).map(|at| (at * at / 7) % 11).collect();
        for sizes in [Sizes { least: 5, most: 9 }, Sizes { least: 1, most: 1 }, Sizes { least: 0, most: 3 }] {
            let pieces = Pieces::count(&street, sizes);
            for (from, size) in (0..190).flat_map(|from| (sizes.least.max(1)..=sizes.most).map(move |size| (from, size))) {
                let streets: std::collections::BTreeSet<_> = street[from..from + size].iter().collect();
                assert_eq!(pieces.between(from, from + size), streets.len() as i64);
            }
        }
    }

    #[test]
    fn every_number_of_doors_can_be_split() {
        for doors in 0..200 {
            for rounds in 1..=doors.max(1) {
                let sizes = Sizes::around_the_mean(doors, rounds);
                let ends = split(doors, rounds, sizes, |_, to| (to as i64 * 7919) % 101);
                assert_eq!(ends.last().copied().unwrap_or_default(), doors);
                assert_eq!(ends.len(), if doors == 0 { 0 } else { rounds });
                assert!(ends.windows(2).all(|pair| sizes.range().contains(&(pair[1] - pair[0]))));
            }
        }
    }

    #[test]
    fn the_largest_round_is_not_a_quarter_above_the_smallest() {
        for (doors, rounds) in [(3776, 76), (30560, 611), (500, 10), (97, 2), (120, 10)] {
            let sizes = Sizes::around_the_mean(doors, rounds);
            assert!(4 * sizes.most <= 5 * sizes.least, "{sizes:?}");
        }
    }
}
