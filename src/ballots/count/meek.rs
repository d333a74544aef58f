//! Meek's method: every candidate keeps a part of each vote and lets the rest pass to the next name
//! on the paper; the elected keep just enough to stay at the quota, found by repeating the count.
//!
//! Two bodies of rules: the reference rule of the Proportional Representation Foundation, and the
//! rules by which New Zealand's councils are elected (Local Electoral Regulations 2001, schedule
//! 1A). Both keep nine decimals and work the quota out anew as papers drop out.

use std::cmp::Reverse;

use super::choices::EqualRanks;
use super::shares::shares;
use super::table::{Deed, Status, Table};
use super::{Action, Election, Lots, Method, Purpose, Sheet, Stop};

/// Reference rule: ties between all whom the surplus left could still reorder. The lowest who could
/// not catch up even together go out together, which spares lots that decide nothing.
pub(super) fn reference(election: &Election, seats: u32, lots: &Lots) -> Result<Sheet, Stop> {
    let rules = Rules { enough: 1_000, together: Together::WhenHarmless };
    let method = Method::StvMeek;
    Meek::new(election, method, seats, lots, EqualRanks::Share, rules).count()
}

/// New Zealand's rules: a surplus under 0.0001 is small enough; one exclusion at a time.
pub(super) fn new_zealand(election: &Election, seats: u32, lots: &Lots) -> Result<Sheet, Stop> {
    let rules = Rules { enough: 100_000, together: Together::Never };
    let method = Method::StvMeekNz;
    Meek::new(election, method, seats, lots, EqualRanks::EndThePaper, rules).count()
}

struct Rules {
    /// The total surplus below which repeating ends, in 0.000000001 of a vote.
    enough: u128,
    together: Together,
}

/// Whether the lowest may be excluded in one stage.
#[derive(PartialEq, Eq)]
enum Together {
    WhenHarmless,
    Never,
}

const DECIMALS: u32 = 9;
/// One whole vote, and the keep value of a candidate who keeps everything.
const ONE: u64 = 1_000_000_000;

struct Meek<'a> {
    table: Table<'a>,
    /// What each candidate keeps of a vote.
    keeps: Vec<u64>,
    quota: u128,
    rules: Rules,
}

impl<'a> Meek<'a> {
    fn new(
        election: &'a Election,
        method: Method,
        seats: u32,
        lots: &'a Lots,
        equal: EqualRanks,
        rules: Rules,
    ) -> Meek<'a> {
        let table = Table::lay_with(election, method, seats, lots, DECIMALS, equal);
        let keeps = vec![ONE; election.candidates.len()];
        Meek { table, keeps, quota: 0, rules }
    }

    fn count(mut self) -> Result<Sheet, Stop> {
        let mut deed = self.table.deed(Action::FirstPreferences, &[]);
        self.distribute();
        while !self.complete(&mut deed) {
            self.table.close(deed);
            deed = match self.settle_surpluses() {
                Some(deed) => deed,
                None => self.exclude()?,
            };
        }
        self.table.close(deed);
        Ok(self.table.sheet)
    }

    /// Elects whoever has the quota, and says whether that ends the count.
    fn complete(&mut self, deed: &mut Deed) -> bool {
        if self.table.sheet.valid == 0 {
            return true;
        }
        for candidate in self.reached() {
            self.table.elect(candidate, deed);
        }
        let continuing = self.table.continuing();
        if self.table.vacancies() > 0 && continuing.len() <= self.table.vacancies() {
            self.table.elect_the_rest(continuing, deed);
        }
        self.table.vacancies() == 0 || self.table.continuing().is_empty()
    }

    /// Those in play who have the quota, the highest first.
    fn reached(&self) -> Vec<usize> {
        let mut reached = self.table.continuing();
        reached.retain(|place| self.table.tally[*place] >= self.quota);
        reached.sort_by_key(|place| Reverse(self.table.tally[*place]));
        reached.truncate(self.table.vacancies());
        reached
    }

    /// Lowers what the elected keep until the surplus is small enough, somebody reaches the quota,
    /// or repeating no longer helps. Nothing if there was no surplus worth it.
    fn settle_surpluses(&mut self) -> Option<Deed> {
        let elected: Vec<usize> = self.elected().collect();
        let mut deed = self.table.deed(Action::Surplus, &elected);
        let before = self.table.tally.clone();
        let mut surplus = self.surplus();
        let mut repeated = false;
        while surplus >= self.rules.enough {
            self.lower_keeps(&elected);
            self.distribute();
            repeated = true;
            let left = self.surplus();
            if !self.reached().is_empty() || left >= surplus {
                break;
            }
            surplus = left;
        }
        self.note_changes(&before, &mut deed);
        repeated.then_some(deed)
    }

    /// Excludes the lowest and counts again without them, unless that leaves as many as places.
    fn exclude(&mut self) -> Result<Deed, Stop> {
        let lowest = self.lowest()?;
        let mut deed = self.table.deed(Action::Exclusion, &lowest);
        let before = self.table.tally.clone();
        for candidate in lowest {
            self.table.exclude(candidate, &mut deed);
            self.keeps[candidate] = 0;
        }
        if self.table.continuing().len() > self.table.vacancies() {
            self.distribute();
            self.note_changes(&before, &mut deed);
        }
        Ok(deed)
    }

    /// All whom the surplus left could not part from the lowest are tied with it.
    fn lowest(&mut self) -> Result<Vec<usize>, Stop> {
        let mut order = self.table.continuing();
        order.sort_by_key(|place| self.table.tally[*place]);
        let surplus = self.surplus();
        if self.rules.together == Together::WhenHarmless
            && let Some(size) = self.harmless_together(&order, surplus)
        {
            order.truncate(size);
            return Ok(order);
        }
        let fewest = order.first().map_or(0, |place| self.table.tally[*place]);
        order.retain(|place| self.table.tally[*place] <= fewest + surplus);
        match order[..] {
            [only] => Ok(vec![only]),
            _ => {
                order.sort_unstable();
                Ok(vec![self.table.draw(&order, Purpose::Exclusion)?])
            }
        }
    }

    /// How many of the lowest, two or more, have less together with all surpluses than the next one
    /// above, while enough are left for the places.
    fn harmless_together(&self, order: &[usize], surplus: u128) -> Option<usize> {
        let votes: Vec<u128> = order.iter().map(|place| self.table.tally[*place]).collect();
        let most = order.len().saturating_sub(self.table.vacancies());
        (2..=most).rev().find(|size| {
            let together = votes[..*size].iter().sum::<u128>() + surplus;
            votes.get(*size).is_some_and(|next| together < *next)
        })
    }

    fn elected(&self) -> impl Iterator<Item = usize> {
        let status = self.table.status.iter().enumerate();
        status.filter(|(_, status)| **status == Status::Elected).map(|(place, _)| place)
    }

    /// What the elected have over the quota, all together.
    fn surplus(&self) -> u128 {
        self.elected().map(|place| self.table.tally[place].saturating_sub(self.quota)).sum()
    }

    /// New keep value: the old one times quota over votes, rounded up at each step.
    fn lower_keeps(&mut self, elected: &[usize]) {
        let one = u128::from(ONE);
        for place in elected {
            let wanted = (u128::from(self.keeps[*place]) * self.quota).div_ceil(one);
            let votes = self.table.tally[*place].max(1);
            let keep = (wanted * one).div_ceil(votes).min(one);
            self.keeps[*place] = u64::try_from(keep).unwrap_or(ONE);
        }
    }

    /// Counts every paper with the keep values as they are, and works out the quota.
    fn distribute(&mut self) {
        self.table.tally.fill(0);
        for paper in 0..self.table.choices.weights.len() {
            self.hand_out(paper);
        }
        // The quota is cut to nine decimals, plus the smallest part.
        let votes: u128 = self.table.active();
        self.quota = votes / (u128::from(self.table.sheet.seats) + 1) + 1;
        self.table.quota = Some(self.table.votes(self.quota));
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
    }

    fn note_changes(&self, before: &[u128], deed: &mut Deed) {
        let now = &self.table.tally;
        deed.received = now.iter().zip(before).map(|(now, before)| now.saturating_sub(*before)).collect();
        deed.exhausted = before.iter().sum::<u128>().saturating_sub(now.iter().sum());
        deed.keeps = self.elected().map(|place| (place, self.keeps[place].into())).collect();
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
