//! The Scottish rules for the single transferable vote: the Scottish Local Government Elections
//! Order 2007 (SSI 2007/42), rules 45 to 52.
//!
//! A fixed quota; a surplus is passed on from all the papers of the elected candidate, each at a
//! share of its worth to five decimals (weighted inclusive Gregory); one surplus or one exclusion a
//! stage, surpluses first.

use std::cmp::Reverse;

use super::table::{Deed, Look, Status, Table};
use super::{Action, Election, Lots, Method, Purpose, Sheet, Stop, Votes};

/// Rule 48(3): transfer values are calculated to five decimal places, any remainder ignored.
const DECIMALS: u32 = 5;

pub(super) fn count(election: &Election, seats: u32, lots: &Lots) -> Result<Sheet, Stop> {
    let mut table = Table::lay(election, Method::StvScottish, seats, lots, DECIMALS);
    let mut deed = table.deal();
    // Rule 46: valid papers over places plus one, the fraction ignored, plus one.
    let quota = table.sheet.valid / (u128::from(seats) + 1) + 1;
    table.quota = Some(Votes::whole(quota));
    let quota = quota * table.one();
    while !complete(&mut table, quota, &mut deed) {
        table.close(deed);
        deed = match largest_surplus(&mut table, quota)? {
            Some(candidate) => pass_on_surplus(&mut table, candidate, quota),
            None => exclude_lowest(&mut table)?,
        };
    }
    table.close(deed);
    Ok(table.sheet)
}

/// Elects whoever may be elected now, and says whether that ends the count.
fn complete(table: &mut Table, quota: u128, deed: &mut Deed) -> bool {
    if table.sheet.valid == 0 {
        return true;
    }
    // Rule 47: any candidate with the quota or more is deemed to be elected.
    let mut reached = table.continuing();
    reached.retain(|place| table.tally[*place] >= quota);
    reached.sort_by_key(|place| Reverse(table.tally[*place]));
    for candidate in reached {
        table.elect(candidate, deed);
    }
    // Rule 52: as many continuing candidates as vacancies are elected, and nothing more is moved.
    let continuing = table.continuing();
    if table.vacancies() > 0 && continuing.len() <= table.vacancies() {
        table.elect_the_rest(continuing, deed);
    }
    table.vacancies() == 0 || table.continuing().is_empty()
}

/// Rule 49: the largest surplus is transferred first; of equal ones, that of the candidate who had
/// more at the most recent stage at which they differed; else the lot decides.
fn largest_surplus(table: &mut Table, quota: u128) -> Result<Option<usize>, Stop> {
    let elected = (0..table.status.len()).filter(|place| table.status[*place] == Status::Elected);
    let with_surplus: Vec<usize> = elected.filter(|place| table.tally[*place] > quota).collect();
    let most = with_surplus.iter().map(|place| table.tally[*place]).max();
    let largest: Vec<usize> =
        with_surplus.into_iter().filter(|place| Some(table.tally[*place]) == most).collect();
    match largest.is_empty() {
        true => Ok(None),
        false => table.settle(largest, Purpose::Surplus, Look::Backwards).map(Some),
    }
}

/// Rule 48: every paper of the candidate passes on at its value times the surplus over all the
/// candidate's votes.
fn pass_on_surplus(table: &mut Table, candidate: usize, quota: u128) -> Deed {
    let mut deed = table.deed(Action::Surplus, &[candidate]);
    let total = table.tally[candidate];
    let surplus = total - quota;
    let parcels = std::mem::take(&mut table.piles[candidate]);
    let mut values: Vec<u128> = Vec::with_capacity(parcels.len());
    for parcel in parcels {
        let value = surplus * parcel.value / total;
        table.pass_on(&parcel.slips, value, &mut deed);
        values.push(value);
    }
    values.dedup();
    if let [only] = values[..] {
        deed.value = Some(only);
    }
    deed.lost = surplus - deed.received.iter().sum::<u128>() - deed.exhausted;
    table.tally[candidate] = quota;
    deed
}

/// Rules 50 and 51: the one with fewest votes is excluded and all their papers move at the values
/// they have; ties go as for surpluses.
fn exclude_lowest(table: &mut Table) -> Result<Deed, Stop> {
    let lowest = table.fewest(&table.continuing());
    let candidate = table.settle(lowest, Purpose::Exclusion, Look::Backwards)?;
    let mut deed = table.deed(Action::Exclusion, &[candidate]);
    table.exclude(candidate, &mut deed);
    table.pass_on_all(candidate, &mut deed);
    Ok(deed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(seats: u32, papers: &[(usize, &[u32])]) -> Sheet {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        let election = Election::of("Committee", seats, ["Asha", "Ben", "Chris", "Dan"], rankings);
        count(&election, seats, &Lots::Stop).expect("no lot is needed")
    }

    #[test]
    fn a_surplus_passes_on_at_five_decimals_and_the_rest_is_lost() {
        // 16 papers for two places: the quota is 6, so Asha's surplus of 3 moves at 3/9 a paper.
        let sheet = sheet(2, &[(7, &[1, 2]), (2, &[1]), (4, &[3]), (3, &[4])]);

        assert_eq!(sheet.quota, Some(Votes::whole(6)));
        let stage = &sheet.stages[1];
        assert_eq!(stage.value.map(|value| value.to_string()).as_deref(), Some("0.33333"));
        assert_eq!(stage.tally[&2].to_string(), "2.33331");
        assert_eq!(stage.nontransferable.to_string(), "0.66669");
        assert_eq!(stage.lost_by_fraction.to_string(), "0.00003");
        assert_eq!(
            stage.says,
            "Asha's surplus of 3 was passed on, each paper at 0.33333: 2.33331 went to Ben; 0.66666 had no \
             further choice; 0.00003 was lost by fraction."
        );
    }

    #[test]
    fn the_last_place_goes_to_the_last_candidate_without_the_quota() {
        let sheet = sheet(2, &[(7, &[1, 2]), (2, &[1]), (4, &[3]), (3, &[4])]);

        assert_eq!(sheet.elected, [1, 3]);
        let last = &sheet.stages[3];
        assert_eq!((&last.elected, &last.elected_without_quota), (&vec![3], &vec![3]));
        assert!(last.says.ends_with("One place and one candidate are left, so Chris is elected."));
    }

    #[test]
    fn a_tie_goes_by_the_most_recent_stage_at_which_they_differed() {
        // Ben and Chris meet at four in stage 2; Chris had fewer before.
        let sheet = sheet(1, &[(6, &[1]), (4, &[2]), (3, &[3]), (1, &[4, 3])]);

        assert_eq!(sheet.stages[2].excluded, [3]);
        assert!(sheet.stages[2].says.starts_with("Ben and Chris had equal votes; Chris had fewer at stage 1."));
    }
}
