//! Meek's method: every candidate keeps a part of each vote and lets the rest pass to the next name
//! on the paper; the elected keep just enough to stay at the quota, found by repeating the count.
//!
//! Two bodies of rules: the reference rule of the Proportional Representation Foundation, and the
//! rules by which New Zealand's councils are elected (Local Electoral Regulations 2001, schedule
//! 1A). Both keep nine decimals and work the quota out anew as papers drop out.

mod hand_out;
mod shares;

use super::table::{Deed, Look, Status, Table};
use super::{Action, Contest, Purpose, Sheet, Stop};

/// Reference rule: ties between all whom the surplus left could still reorder. The lowest who could
/// not catch up even together go out together, which spares lots that decide nothing.
pub(super) fn reference(contest: Contest<'_>) -> Result<Sheet, Stop> {
    let rules = Rules { enough: 1_000, together: Together::WhenHarmless };
    Meek::at(Table::lay_sharing(contest, DECIMALS)?, rules).count()
}

/// New Zealand's rules: a surplus under 0.0001 is small enough; one exclusion at a time.
pub(super) fn new_zealand(contest: Contest<'_>) -> Result<Sheet, Stop> {
    let rules = Rules { enough: 100_000, together: Together::Never };
    Meek::at(Table::lay(contest, DECIMALS)?, rules).count()
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
    /// Votes on papers that passed everybody they name.
    exhausted: u128,
    /// Rounding keeps the surplus from getting smaller: repeating is over until an exclusion.
    helpless: bool,
    rules: Rules,
}

impl<'a> Meek<'a> {
    fn at(table: Table<'a>, rules: Rules) -> Meek<'a> {
        let keeps = vec![ONE; table.candidates.len()];
        Meek { table, keeps, quota: 0, exhausted: 0, helpless: false, rules }
    }

    fn count(mut self) -> Result<Sheet, Stop> {
        let mut deed = self.table.deed(Action::FirstPreferences, &[]);
        self.distribute();
        while !self.complete(&mut deed)? {
            self.table.close(deed);
            let doomed = self.table.doomed();
            if !doomed.is_empty() {
                deed = self.exclude(doomed);
                continue;
            }
            deed = match self.settle_surpluses() {
                Some(deed) => deed,
                None => {
                    let lowest = self.lowest()?;
                    self.exclude(lowest)
                }
            };
        }
        self.table.close(deed);
        Ok(self.table.sheet)
    }

    /// Elects whoever has the quota, and says whether that ends the count.
    fn complete(&mut self, deed: &mut Deed) -> Result<bool, Stop> {
        if self.table.sheet.valid == 0 {
            return Ok(true);
        }
        self.table.elect_reached(self.reached(), Look::Nowhere, deed)?;
        Ok(self.table.fill_the_last(deed))
    }

    /// Those in play who have the quota. Rounding can lift more equals to it than
    /// there are places; then nobody is elected yet, and an exclusion parts them.
    fn reached(&self) -> Vec<usize> {
        let mut reached = self.table.hopeful();
        reached.retain(|place| self.table.tally[*place] >= self.quota);
        if reached.len() > self.table.vacancies() { vec![] } else { reached }
    }

    /// Lowers what the elected keep until the surplus is small enough, somebody reaches the quota,
    /// or repeating no longer helps. Nothing if there was no surplus worth it.
    fn settle_surpluses(&mut self) -> Option<Deed> {
        let elected: Vec<usize> = self.elected().collect();
        let mut deed = self.table.deed(Action::Surplus, &elected);
        let before = self.snapshot();
        let mut surplus = self.surplus();
        let mut repeated = false;
        while surplus >= self.rules.enough && !self.helpless {
            self.lower_keeps(&elected);
            self.distribute();
            repeated = true;
            let left = self.surplus();
            if !self.reached().is_empty() {
                break;
            }
            self.helpless = left >= surplus;
            surplus = left;
        }
        self.note_changes(&before, &mut deed);
        repeated.then_some(deed)
    }

    /// Takes candidates out and counts again without them, unless that leaves as many as places.
    fn exclude(&mut self, out: Vec<usize>) -> Deed {
        self.helpless = false;
        self.table.note_guarded(&out);
        let mut deed = self.table.deed(Action::Exclusion, &out);
        let before = self.snapshot();
        for candidate in out {
            self.table.exclude(candidate, &mut deed);
            self.keeps[candidate] = 0;
        }
        if self.table.hopeful().len() > self.table.vacancies() {
            self.distribute();
            self.note_changes(&before, &mut deed);
        }
        deed
    }

    /// All whom the surplus left could not part from the lowest are tied with it.
    fn lowest(&mut self) -> Result<Vec<usize>, Stop> {
        let mut order = self.table.excludable();
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
        order.sort_unstable();
        let lowest = self.table.settle(&order, Purpose::Exclusion, Look::Nowhere)?;
        Ok(vec![lowest])
    }

    /// How many of the lowest, two or more, have less together with all surpluses than the next one
    /// above, while enough are left for the places.
    fn harmless_together(&self, order: &[usize], surplus: u128) -> Option<usize> {
        let votes: Vec<u128> = order.iter().map(|place| self.table.tally[*place]).collect();
        let most = self.table.continuing().len().saturating_sub(self.table.vacancies()).min(order.len());
        (2..=most).rev().find(|size| {
            let together = votes[..*size].iter().sum::<u128>() + surplus;
            votes.get(*size).is_some_and(|next| together < *next) && self.table.may_go(&order[..*size])
        })
    }

    fn elected(&self) -> impl Iterator<Item = usize> {
        let status = self.table.status.iter().enumerate();
        let elected = status.filter(|(_, status)| **status == Status::Elected).map(|(place, _)| place);
        elected.filter(|place| !self.table.keeps_surplus(*place))
    }

    /// What the elected have over the quota, all together.
    fn surplus(&self) -> u128 {
        self.elected().map(|place| self.table.tally[place].saturating_sub(self.quota)).sum()
    }

    fn snapshot(&self) -> (Vec<u128>, u128) {
        (self.table.tally.clone(), self.exhausted)
    }

    fn note_changes(&self, (before, exhausted): &(Vec<u128>, u128), deed: &mut Deed) {
        let now = &self.table.tally;
        deed.received = now.iter().zip(before).map(|(now, before)| now.saturating_sub(*before)).collect();
        deed.exhausted = self.exhausted.saturating_sub(*exhausted);
        deed.keeps = self.elected().map(|place| (place, self.keeps[place].into())).collect();
    }
}

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Election, Lots, Mark, Method, Rank, Stop, count};

    fn committee(papers: &[(usize, &[u32])]) -> Election {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        Election::of("Committee", 2, ["Asha", "Ben", "Chris"], rankings)
    }

    #[test]
    fn the_elected_keep_just_enough_to_stay_at_the_quota() {
        let election = committee(&[(9, &[1, 2]), (4, &[3]), (3, &[2])]);
        let sheet = count(&election, Method::StvMeek, 2, &Lots::Stop).expect("no lot is needed");

        assert_eq!(sheet.quota.map(|quota| quota.to_string()).as_deref(), Some("5.333333334"));
        let stage = &sheet.stages[1];
        assert_eq!(stage.keeps[&1].to_string(), "0.592592593");
        assert_eq!((stage.tally[&1].to_string(), stage.tally[&2].to_string()), ("5.333333337".into(), "6.666666663".into()));
        assert_eq!(sheet.elected, [1, 2]);
    }

    #[test]
    fn the_quota_falls_as_papers_run_out_of_names() {
        let election = committee(&[(9, &[1]), (4, &[3]), (3, &[2])]);
        let sheet = count(&election, Method::StvMeekNz, 2, &Lots::Stop).expect("no lot is needed");

        let quotas = sheet.stages.iter().filter_map(|stage| stage.quota);
        let last = quotas.map(|quota| quota.units).next_back();
        assert!(last < sheet.quota.map(|quota| quota.units), "{last:?}");
        assert_eq!(sheet.elected, [1, 3]);
    }

    #[test]
    fn a_paper_with_equals_counts_half_for_each() {
        let mut election = committee(&[(3, &[3])]);
        election.papers.add(4, &Mark::all(&[Rank::Equal(vec![1, 2])]));
        let sheet = count(&election, Method::StvMeek, 1, &Lots::ByNumber).expect("counted");

        assert_eq!(sheet.stages[0].tally[&1].to_string(), "2.000000000");
        assert_eq!(sheet.stages[0].tally[&2].to_string(), "2.000000000");
    }

    #[test]
    fn rounding_that_lifts_two_equals_to_one_place_elects_neither() {
        let text = b"4 2\n3 1=2 3=4 0\n3 2=3 4=1 0\n1 3=4 1=2 0\n1 4=1 2=3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n";
        let election = Election::read(text).expect("readable");
        let stop = count(&election, Method::StvMeek, 2, &Lots::Stop);
        assert!(matches!(stop, Err(Stop::LotsNeeded { between, .. }) if between == [1, 3]));
    }
}
