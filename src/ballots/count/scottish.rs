//! The Scottish rules for the single transferable vote: the Scottish Local Government Elections
//! Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52, by which councils are elected there.

use super::gregory::{self, Quota, Rules};
use super::table::Look;
use super::{Contest, Sheet, Stop};

pub(super) fn count(contest: Contest<'_>) -> Result<Sheet, Stop> {
    gregory::count(contest, &RULES)
}

const RULES: Rules = Rules {
    // Rule 48(3): transfer values are calculated to five decimal places.
    decimals: 5,
    quota: Quota::Whole,
    // Rules 49(2) and 51(2): the most recent stage at which the tied differed decides, then a lot.
    ties: Look::Backwards,
};

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Election, Lots, Method, Sheet, Votes, count};

    fn sheet(seats: u32, papers: &[(usize, &[u32])]) -> Sheet {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        let election = Election::of("Committee", seats, ["Asha", "Ben", "Chris", "Dan"], rankings);
        count(&election, Method::StvScottish, seats, &Lots::Stop).expect("no lot is needed")
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
            "Asha's surplus of 3 was passed on, each paper at 0.33333: 2.33331 (7 papers) went to Ben; 0.66666 (2 papers) had no \
             further choice; 0.00003 was lost by fraction."
        );
    }

    #[test]
    fn the_last_place_goes_to_the_last_candidate_without_the_quota() {
        let sheet = sheet(2, &[(7, &[1, 2]), (2, &[1]), (4, &[3]), (3, &[4])]);

        assert_eq!(sheet.elected, [1, 3]);
        let last = &sheet.stages[3];
        assert_eq!((&last.elected, &last.elected_without_quota), (&vec![3], &vec![3]));
        assert!(last.says.ends_with("No more candidates are left than places, so Chris is elected."));
    }

    #[test]
    fn a_tie_goes_by_the_most_recent_stage_at_which_they_differed() {
        // Ben and Chris meet at four in stage 2; Chris had fewer before.
        let sheet = sheet(1, &[(6, &[1]), (4, &[2]), (3, &[3]), (1, &[4, 3])]);

        assert_eq!(sheet.stages[2].excluded, [3]);
        let says = "Ben and Chris had equal votes; Chris had fewer at stage 1, the most recent at which they differed \
                    (SSI 2007/42, rules 49 and 51).";
        assert!(sheet.stages[2].says.starts_with(says), "{}", sheet.stages[2].says);
    }
}
