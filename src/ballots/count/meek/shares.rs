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
    let passing: Vec<u128> = keeps.iter().map(|keep| (one - keep) * (WHOLE / one)).collect();
    let some: Vec<u128> = passing.iter().copied().filter(|passes| *passes > 0).collect();
    let none = passing.len() - some.len();
    // Whoever keeps everything receives the same as all others who do.
    let full = if none > 0 { one * average_passed(&some, none - 1) / WHOLE } else { 0 };
    let mut seen = 0;
    let shares = keeps.iter().map(|keep| {
        if *keep == one {
            return full;
        }
        let mut others = some.clone();
        others.swap_remove(seen);
        seen += 1;
        keep * average_passed(&others, none) / WHOLE
    });
    let shares = shares.collect();
    let on = if none > 0 { 0 } else { some.iter().fold(WHOLE, |on, passes| product(on, *passes)) };
    (shares, on * one / WHOLE)
}

/// What a paper is still worth on average when it comes to one of several equals, where `some` is
/// what others let pass, and `none` more let nothing pass.
///
/// In a random order each number of others before it, from none to all, is equally likely, so this
/// is the mean over those numbers of the average product of so many of the others.
fn average_passed(some: &[u128], none: usize) -> u128 {
    let averages = average_products(some);
    let others = some.len() + none;
    let mut mean = 0;
    // The chance that so many of the others before it are all among those who let something pass.
    let mut chance = WHOLE;
    for (size, average) in averages.iter().enumerate() {
        mean += product(*average, chance);
        if size < some.len() {
            chance = chance * (some.len() - size) as u128 / (others - size) as u128;
        }
    }
    mean / (others as u128 + 1)
}

/// The average product of so many of the values: of none, of one, and so on to all.
fn average_products(values: &[u128]) -> Vec<u128> {
    let mut averages = vec![WHOLE];
    for (so_far, value) in values.iter().enumerate() {
        // With one value more, a choice of `size` of them leaves it out or takes it in.
        let more = so_far as u128 + 1;
        averages.push(0);
        for size in (1..=so_far + 1).rev() {
            let without = averages[size] * (more - size as u128);
            let with = product(averages[size - 1], *value) * size as u128;
            averages[size] = (without + with) / more;
        }
    }
    averages
}

fn product(part: u128, of: u128) -> u128 {
    part * of / WHOLE
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
