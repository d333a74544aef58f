//! One count of all papers with the keep values as they are, and the keep values for the next.

use super::shares::shares;
use super::{Meek, ONE};

impl Meek<'_> {
    /// Counts every paper with the keep values as they are, and works out the quota.
    pub(super) fn distribute(&mut self) {
        self.table.tally.fill(0);
        self.exhausted = 0;
        for paper in 0..self.table.choices.weights.len() {
            self.hand_out(paper);
        }
        // The quota is cut to nine decimals, plus the smallest part.
        let votes: u128 = self.table.active();
        self.quota = votes / (u128::from(self.table.sheet.seats) + 1) + 1;
        self.table.quota = Some(self.table.votes(self.quota));
        let all = self.table.sheet.valid * u128::from(ONE);
        self.table.lost = all.saturating_sub(votes + self.exhausted);
    }

    fn hand_out(&mut self, paper: usize) {
        let weight = u128::from(self.table.choices.weights[paper]);
        let marks = self.table.choices.marks(paper);
        let level = self.table.choices.level_with_next(paper);
        let mut left = ONE;
        let mut at = 0;
        while at < marks.len() && left > 0 {
            let mut end = at;
            while level[end] {
                end += 1;
            }
            if end == at {
                // Each part is rounded up and never exceeds what is left of the paper.
                let candidate = marks[at] as usize;
                let part = (left * self.keeps[candidate]).div_ceil(ONE);
                self.table.tally[candidate] += u128::from(part) * weight;
                left -= part;
            } else {
                left = share_out(&marks[at..=end], left, weight, &self.keeps, &mut self.table.tally);
            }
            at = end + 1;
        }
        self.exhausted += u128::from(left) * weight;
    }

    /// New keep value: the old one times quota over votes, rounded up at each step.
    pub(super) fn lower_keeps(&mut self, elected: &[usize]) {
        let one = u128::from(ONE);
        for place in elected {
            let wanted = (u128::from(self.keeps[*place]) * self.quota).div_ceil(one);
            let votes = self.table.tally[*place].max(1);
            let keep = (wanted * one).div_ceil(votes).min(one);
            self.keeps[*place] = u64::try_from(keep).unwrap_or(ONE);
        }
    }
}

/// Shares what is left of a paper among equals in play; what they let pass is returned.
fn share_out(equals: &[u32], left: u64, weight: u128, keeps: &[u64], tally: &mut [u128]) -> u64 {
    let mut in_play: Vec<usize> = equals.iter().map(|place| *place as usize).collect();
    in_play.retain(|place| keeps[*place] > 0);
    let their_keeps: Vec<u128> = in_play.iter().map(|place| keeps[*place].into()).collect();
    if their_keeps.is_empty() {
        return left;
    }
    let (parts, on) = shares(&their_keeps, ONE.into());
    for (candidate, part) in in_play.into_iter().zip(parts) {
        tally[candidate] += part * u128::from(left) / u128::from(ONE) * weight;
    }
    u64::try_from(on * u128::from(left) / u128::from(ONE)).unwrap_or(0)
}
