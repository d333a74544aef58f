//! Splitting one long walk into rounds of nearly the same size, where it hurts least.

/// The sizes that rounds may have: within a twelfth of the mean, and always room for the mean itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub least: usize,
    pub most: usize,
}

impl Sizes {
    /// For `doors` doors in `rounds` rounds. The largest round stays below 1.25 times the smallest wherever that is
    /// possible at all.
    pub fn around_the_mean(doors: usize, rounds: usize) -> Sizes {
        let rounds = rounds.max(1);
        let (down, up) = (doors / rounds, doors.div_ceil(rounds));
        let leeway = doors / (12 * rounds);
        Sizes { least: up.saturating_sub(leeway).min(down), most: (down + leeway).max(up) }
    }

    /// The ways to be within these sizes.
    fn range(self) -> std::ops::RangeInclusive<usize> {
        self.least..=self.most
    }
}

/// Where the rounds end when a walk of `doors` doors is split into `rounds`: the cheapest split whose sizes all fit.
/// `price(at)` is the price of parting the walk before door `at`; being off the mean costs a little as well.
pub fn split(doors: usize, rounds: usize, sizes: Sizes, price: impl Fn(usize) -> i64) -> Vec<usize> {
    if rounds == 0 || doors == 0 {
        return Vec::new();
    }
    let mut reached: Vec<Option<i64>> = vec![None; doors + 1];
    reached[0] = Some(0);
    let mut chosen: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rounds);
    for round in 1..=rounds {
        let ends = ends(doors, rounds, round, sizes);
        let mut next = vec![None; doors + 1];
        let mut sizes_taken = Vec::new();
        for end in ends {
            let parting = if end == doors { 0 } else { price(end) };
            if let Some((cost, size)) = best_size(&reached, end, sizes, doors / rounds) {
                next[end] = Some(cost + parting);
                sizes_taken.push((end, size));
            }
        }
        reached = next;
        chosen.push(sizes_taken);
    }
    walk_back(doors, &chosen)
}

/// Where round number `round` can end so that those before and after it all fit.
fn ends(doors: usize, rounds: usize, round: usize, sizes: Sizes) -> std::ops::RangeInclusive<usize> {
    let after = rounds - round;
    let first = (round * sizes.least).max(doors.saturating_sub(after * sizes.most));
    let last = (round * sizes.most).min(doors.saturating_sub(after * sizes.least));
    first..=last
}

fn best_size(reached: &[Option<i64>], end: usize, sizes: Sizes, mean: usize) -> Option<(i64, usize)> {
    let fits = sizes.range().filter(|size| *size <= end && *size > 0);
    let priced = fits.filter_map(|size| Some((reached[end - size]? + size.abs_diff(mean) as i64 * OFF_THE_MEAN, size)));
    priced.min()
}

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
        let corner = |at: usize| if at == 47 || at == 98 { 0 } else { 6000 };
        let sizes = Sizes { least: 45, most: 55 };
        assert_eq!(split(150, 3, sizes, corner), [47, 98, 150]);
    }

    #[test]
    fn without_corners_the_rounds_are_equal() {
        assert_eq!(split(100, 4, Sizes::around_the_mean(100, 4), |_| 0), [25, 50, 75, 100]);
    }

    #[test]
    fn every_number_of_doors_can_be_split() {
        for doors in 0..200 {
            for rounds in 1..=doors.max(1) {
                let sizes = Sizes::around_the_mean(doors, rounds);
                let ends = split(doors, rounds, sizes, |at| (at as i64 * 7919) % 101);
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
