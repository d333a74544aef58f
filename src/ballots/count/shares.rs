//! How a paper is shared among candidates given the same rank, for methods that take equal ranks.
//!
//! A paper that ranks Asha and Ben equal counts as half a paper for Asha before Ben and half a
//! paper for Ben before Asha; with more equals, as all their orders in equal parts. With Meek's
//! method the part that goes to one candidate is what they keep, times what those before them in
//! each order let pass, on average over the orders.

/// One whole, for averages: far finer than a vote's nine decimals.
const WHOLE: u128 = 1_000_000_000_000_000_000;

/// What part of a paper each of several equals receives, and what part passes on to the next rank,
/// all out of `one`. `keeps` are what the equals keep of a vote, out of `one`; rounded down.
pub(super) fn shares(keeps: &[u128], one: u128) -> (Vec<u128>, u128) {
    let scale = WHOLE / one;
    let shares = (0..keeps.len()).map(|place| {
        let others = keeps.iter().enumerate().filter(|(other, _)| *other != place);
        let passed = average_passed(others.map(|(_, keep)| (one - keep) * scale), keeps.len());
        keeps[place] * passed / WHOLE
    });
    let on = keeps.iter().fold(WHOLE, |on, keep| on * (one - keep) / one);
    (shares.collect(), on / scale)
}

/// What a paper is still worth on average when it comes to one of `equals`, where `passing` is what
/// each of the others lets through.
///
/// In a random order each number of others before it, from none to all, is equally likely, so this
/// is the mean over those numbers of the average product of so many of the others.
fn average_passed(passing: impl Iterator<Item = u128>, equals: usize) -> u128 {
    let mut averages = vec![WHOLE];
    for (so_far, passes) in passing.enumerate() {
        // With one more candidate, a choice of `size` of them leaves it out or takes it in.
        let more = so_far as u128 + 1;
        let mut next = Vec::with_capacity(averages.len() + 1);
        for size in 0..=so_far + 1 {
            let without = averages.get(size).copied().unwrap_or(0) * (more - size as u128);
            let with = match size {
                0 => 0,
                _ => averages[size - 1] / 1_000_000_000 * passes / 1_000_000_000 * size as u128,
            };
            next.push((without + with) / more);
        }
        averages = next;
    }
    averages.iter().sum::<u128>() / equals as u128
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: u128 = 1_000_000_000;

    #[test]
    fn equals_who_keep_everything_share_alike_and_pass_nothing_on() {
        assert_eq!(shares(&[ONE, ONE], ONE), (vec![ONE / 2, ONE / 2], 0));
        assert_eq!(shares(&[ONE; 4], ONE), (vec![ONE / 4; 4], 0));
    }

    #[test]
    fn shares_are_the_average_over_both_orders() {
        // Asha keeps half, Ben everything. Asha first: half each. Ben first: all to Ben.
        assert_eq!(shares(&[ONE / 2, ONE], ONE), (vec![ONE / 4, ONE * 3 / 4], 0));
    }

    #[test]
    fn what_nobody_keeps_passes_on_to_the_next_rank() {
        // Both keep half: whoever is first keeps a half, the other a quarter, a quarter passes on.
        assert_eq!(shares(&[ONE / 2, ONE / 2], ONE), (vec![ONE * 3 / 8, ONE * 3 / 8], ONE / 4));
    }
}
