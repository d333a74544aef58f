//! The single transferable vote by the ERS97 rules: R. A. Newland and F. S. Britton, "How to
//! Conduct an Election by the Single Transferable Vote", third edition, 1997, section 5.
//!
//! Made for counting by hand: votes to two decimals; a surplus is passed on only from the papers
//! last received; small surpluses wait; as many of the lowest as possible go out together, their
//! papers moving in batches by value, each batch a stage of the sheet.

use super::table::{Deed, Look, Parcel, Slip, Status, Table};
use super::{Action, Contest, Purpose, Sheet, Stop};

const DECIMALS: u32 = 2;

pub(super) fn count(contest: Contest<'_>) -> Result<Sheet, Stop> {
    let mut count = Ers97 { table: Table::lay(contest, DECIMALS)?, quota: 0, batches: vec![] };
    let mut deed = count.table.deal();
    while !count.complete(&mut deed) {
        count.table.close(deed);
        deed = count.next_stage()?;
    }
    count.table.close(deed);
    Ok(count.table.sheet)
}

struct Ers97<'a> {
    table: Table<'a>,
    quota: u128,
    /// Papers of the excluded that have still to move, those worth least first.
    batches: Vec<(Vec<usize>, Parcel)>,
}

impl Ers97<'_> {
    /// Elects whoever may be elected now, and says whether that ends the count.
    fn complete(&mut self, deed: &mut Deed) -> bool {
        self.set_quota();
        if self.table.sheet.valid == 0 {
            return true;
        }
        while let Some(next) = self.next_to_elect() {
            self.table.elect(next, deed);
        }
        self.table.fill_the_last(deed)
    }

    /// Paragraphs 5.1.4 and 5.4.8: votes in play over places plus one, rounded up to 0.01; worked
    /// out anew while nobody has been elected, because papers may have dropped out. A place that opens again is taken like any
    /// other.
    fn set_quota(&mut self) {
        if !self.table.status.contains(&Status::Elected) {
            let places = u128::from(self.table.sheet.seats) + 1;
            self.quota = self.table.active().div_ceil(places);
            self.table.quota = Some(self.table.votes(self.quota));
        }
    }

    /// Paragraphs 5.1.7, 5.3.13 and 5.4.9: in descending order, whoever has the quota, or the
    /// active vote over one more than the places left. Where equals are too many for the places,
    /// the first stage at which they differed decides (5.6.2); if they never did, nobody is elected
    /// yet, and the lot falls when one of them has to be excluded.
    fn next_to_elect(&mut self) -> Option<usize> {
        let hopeful = self.table.hopeful();
        let votes = hopeful.iter().map(|place| self.table.tally[*place]).max()?;
        let places = self.table.vacancies();
        if votes < self.quota && votes * (places as u128 + 1) < self.active_vote() {
            return None;
        }
        let mut level = hopeful;
        level.retain(|place| self.table.tally[*place] == votes);
        if places > 0 && !self.all_may_be_elected(&level) {
            level = self.table.part(&level, Purpose::Place, Look::Forwards);
        }
        if self.all_may_be_elected(&level) { level.first().copied() } else { None }
    }

    fn all_may_be_elected(&self, level: &[usize]) -> bool {
        level.len() <= self.table.vacancies() && self.table.may_be_elected(level)
    }

    fn next_stage(&mut self) -> Result<Deed, Stop> {
        if let Some((of, batch)) = self.batches.pop() {
            return Ok(self.pass_on_batch(&of, &batch));
        }
        let doomed = self.table.doomed();
        if !doomed.is_empty() {
            return Ok(self.exclude(doomed));
        }
        if self.surpluses() > 0 && !self.surpluses_can_wait() {
            let candidate = self.largest_surplus()?;
            return Ok(self.pass_on_surplus(candidate));
        }
        let group = self.lowest()?;
        Ok(self.exclude(group))
    }

    fn surplus(&self, candidate: usize) -> u128 {
        match self.table.status[candidate] {
            Status::Elected if !self.table.keeps_surplus(candidate) => self.table.tally[candidate].saturating_sub(self.quota),
            _ => 0,
        }
    }

    /// Votes of continuing candidates and votes awaiting transfer: surpluses, and papers of the
    /// excluded that have still to move.
    fn active_vote(&self) -> u128 {
        let tallies = self.table.status.iter().zip(&self.table.tally);
        let not_elected = tallies.filter(|(status, _)| **status != Status::Elected);
        not_elected.map(|(_, votes)| votes).sum::<u128>() + self.surpluses()
    }

    /// All surpluses not yet transferred.
    fn surpluses(&self) -> u128 {
        (0..self.table.tally.len()).map(|place| self.surplus(place)).sum()
    }

    /// Paragraph 5.2.3: surpluses wait if together they could neither lift the lowest candidate
    /// over the next one, nor a group that may be excluded together over the one next above.
    fn surpluses_can_wait(&self) -> bool {
        self.groups().next().is_some()
    }

    /// The groups of lowest candidates, largest first, that even with all surpluses would have no
    /// more votes than the candidate next above, and without whom enough are left for the places.
    /// A group never divides candidates with equal votes: that would need a lot for nothing.
    fn groups(&self) -> impl Iterator<Item = Vec<usize>> {
        let mut order = self.table.excludable();
        order.sort_by_key(|place| self.table.tally[*place]);
        let votes: Vec<u128> = order.iter().map(|place| self.table.tally[*place]).collect();
        let largest = self.table.continuing().len().saturating_sub(self.table.vacancies()).min(order.len());
        let waiting = self.surpluses();
        let (lowest, table) = (order.clone(), &self.table);
        let fits = move |size: &usize| {
            votes
                .get(*size)
                .is_some_and(|next| votes[..*size].iter().sum::<u128>() + waiting <= *next && votes[*size - 1] < *next)
                && table.may_go(&lowest[..*size])
        };
        (1..=largest).rev().filter(fits).map(move |size| order[..size].to_vec())
    }

    /// Paragraph 5.2.4: of equal surpluses, that of the candidate who had more votes at the first
    /// stage at which they differed; else the lot decides.
    fn largest_surplus(&mut self) -> Result<usize, Stop> {
        let places = 0..self.table.tally.len();
        let most = places.clone().map(|place| self.surplus(place)).max().unwrap_or(0);
        let largest: Vec<usize> = places.filter(|place| self.surplus(*place) == most).collect();
        self.table.settle(&largest, Purpose::Surplus, Look::Forwards)
    }

    /// Paragraph 5.3: the papers last received are examined; those with a further choice share the
    /// surplus, to two decimals, none at more than it was worth.
    fn pass_on_surplus(&mut self, candidate: usize) -> Deed {
        let table = &mut self.table;
        let mut deed = table.deed(Action::Surplus, &[candidate]);
        let surplus = table.tally[candidate] - self.quota;
        if let Some(last) = table.piles[candidate].pop() {
            let transferable: Vec<Slip> = last.slips.into_iter().filter(|slip| table.next(*slip).is_some()).collect();
            let papers: u128 = transferable.iter().map(|slip| table.weight(*slip)).sum();
            let whole = papers * last.value <= surplus;
            let value = if whole { last.value } else { surplus / papers };
            table.pass_on(&transferable, value, &mut deed);
            deed.value = Some(value);
            let left = surplus - papers * value;
            // Papers moving at their full worth leave only what had no further choice.
            *(if whole { &mut deed.exhausted } else { &mut deed.lost }) = left;
        }
        table.tally[candidate] = self.quota;
        deed
    }

    /// Paragraph 5.2.5: as many of the lowest as possible go together; if no group may, the lowest,
    /// of equals the one with fewer votes at the first stage at which they differed, else by lot.
    fn lowest(&mut self) -> Result<Vec<usize>, Stop> {
        if let Some(group) = self.groups().next() {
            return Ok(group);
        }
        let lowest = self.table.fewest(&self.table.excludable());
        let lowest = self.table.settle(&lowest, Purpose::Exclusion, Look::Forwards)?;
        Ok(vec![lowest])
    }

    /// Paragraph 5.4: takes the candidates out, puts their papers into batches by value, and moves
    /// the first batch, unless as many candidates remain as places.
    fn exclude(&mut self, group: Vec<usize>) -> Deed {
        let mut papers: Vec<Parcel> = Vec::new();
        self.table.note_guarded(&group);
        let mut out = self.table.deed(Action::Exclusion, &group);
        for candidate in &group {
            self.table.exclude(*candidate, &mut out);
            papers.append(&mut self.table.piles[*candidate]);
        }
        if self.table.hopeful().len() <= self.table.vacancies() {
            return out;
        }
        papers.sort_by_key(|parcel| parcel.value);
        for parcel in papers {
            match self.batches.last_mut() {
                Some((_, batch)) if batch.value == parcel.value => batch.slips.extend(parcel.slips),
                _ => self.batches.push((group.clone(), parcel)),
            }
        }
        if let Some((of, batch)) = self.batches.pop() {
            let moved = self.pass_on_batch(&of, &batch);
            return Deed { excluded: out.excluded, had: out.had, doomed_by: out.doomed_by, ..moved };
        }
        Deed { value: Some(0), ..out }
    }

    /// Paragraph 5.4.11: the papers of one value, from all who were excluded together.
    fn pass_on_batch(&mut self, of: &[usize], batch: &Parcel) -> Deed {
        let mut deed = self.table.deed(Action::Exclusion, of);
        deed.value = Some(batch.value);
        self.table.pass_on(&batch.slips, batch.value, &mut deed);
        for slip in &batch.slips {
            let from = self.table.holder(*slip);
            self.table.tally[from] -= self.table.weight(*slip) * batch.value;
        }
        deed
    }
}

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Action, Election, Lots, Method, Sheet, count};

    fn sheet(seats: u32, names: u32, papers: &[(usize, &[u32])]) -> Sheet {
        let names = ["Asha", "Ben", "Chris", "Dan", "Eve", "Flo"].into_iter().take(names as usize);
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        let election = Election::of("Committee", seats, names, rankings);
        count(&election, Method::StvErs97, seats, &Lots::Stop).expect("no lot is needed")
    }

    #[test]
    fn the_quota_is_rounded_up_to_a_hundredth() {
        let sheet = sheet(2, 3, &[(9, &[1, 2]), (4, &[3]), (3, &[2])]);
        assert_eq!(sheet.quota.map(|quota| quota.to_string()).as_deref(), Some("5.34"));
    }

    #[test]
    fn a_surplus_is_shared_among_the_papers_that_name_somebody_else() {
        // Asha has 3.66 over; eight of her nine papers go on, at 0.45 each.
        let sheet = sheet(2, 3, &[(8, &[1, 2]), (1, &[1]), (4, &[3]), (3, &[2])]);
        let stage = &sheet.stages[1];

        assert_eq!(stage.value.map(|value| value.to_string()).as_deref(), Some("0.45"));
        assert_eq!(stage.tally[&2].to_string(), "6.60");
        assert_eq!((stage.nontransferable.to_string(), stage.lost_by_fraction.to_string()), ("0.06".into(), "0.06".into()));
    }

    #[test]
    fn a_surplus_too_small_to_matter_waits() {
        // The quota is 10; Asha's surplus of 1 could not lift Chris (4) over Ben (6).
        let sheet = sheet(2, 4, &[(11, &[1, 3]), (9, &[4]), (6, &[2, 4]), (4, &[3])]);
        assert_eq!((sheet.stages[1].action, &sheet.stages[1].of), (Action::Exclusion, &vec![3]));
    }

    #[test]
    fn papers_of_the_excluded_move_in_batches_by_value() {
        let sheet = sheet(2, 5, &[(20, &[1, 4]), (9, &[2]), (8, &[3]), (1, &[4, 2]), (1, &[5, 3])]);

        // Asha's 7 over go to Dan at 0.35; then Eve (1) is alone below Dan (8).
        assert_eq!(sheet.stages[1].tally[&4].to_string(), "8.00");
        let shown: Vec<(Vec<u32>, Option<String>)> =
            sheet.stages.iter().skip(2).map(|stage| (stage.of.clone(), stage.value.map(|value| value.to_string()))).collect();
        assert_eq!(
            shown,
            [(vec![5], Some("1.00".to_owned())), (vec![4], Some("1.00".to_owned())), (vec![4], Some("0.35".to_owned())),]
        );
    }

    #[test]
    fn several_of_the_lowest_go_out_together() {
        let sheet = sheet(1, 4, &[(9, &[1]), (8, &[2]), (1, &[3]), (2, &[4, 2])]);

        assert_eq!(sheet.stages[1].excluded, [3, 4]);
        assert!(sheet.stages[1].says.starts_with("Chris (1) and Dan (2) were excluded together"));
    }

    #[test]
    fn the_quota_falls_while_nobody_is_elected_and_papers_drop_out() {
        let sheet = sheet(1, 3, &[(5, &[1]), (4, &[2]), (3, &[3])]);

        assert_eq!(sheet.quota.map(|quota| quota.to_string()).as_deref(), Some("6.00"));
        assert_eq!(sheet.stages[1].quota.map(|quota| quota.to_string()).as_deref(), Some("4.50"));
        assert_eq!(sheet.elected, [1]);
    }

    #[test]
    fn a_tie_goes_by_the_first_stage_at_which_they_differed() {
        // Ben and Chris meet at four; at the first stage Chris had three.
        let sheet = sheet(1, 5, &[(9, &[1]), (7, &[5]), (4, &[2]), (3, &[3]), (1, &[4, 3]), (1, &[4])]);
        assert!(
            sheet.stages[2].says.starts_with("Ben and Chris had equal votes; Chris had fewer at stage 1, the first at which they differed (ERS97, paragraph 5.6)."),
            "{}",
            sheet.stages[2].says
        );
    }
}
