//! The weighted inclusive Gregory method by the reference rule of the Proportional Representation
//! Foundation, which electoral reformers compare other rules with.

use super::gregory::{self, Quota, Rules};
use super::table::Look;
use super::{Contest, Sheet, Stop};

pub(super) fn count(contest: Contest<'_>) -> Result<Sheet, Stop> {
    gregory::count(contest, &RULES)
}

const RULES: Rules = Rules {
    decimals: 4,
    quota: Quota::Fractional,
    // Earlier stages decide no tie: every tie goes to the lot at once.
    ties: Look::Nowhere,
};

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Election, Lots, Method, count};

    #[test]
    fn the_quota_is_cut_to_four_decimals_plus_the_smallest_part() {
        let papers = [vec![1, 2], vec![1, 2], vec![1, 2], vec![1], vec![2], vec![3], vec![3]];
        let election = Election::of("Committee", 2, ["Asha", "Ben", "Chris"], papers);
        let sheet = count(&election, Method::StvWigm, 2, &Lots::Stop).expect("no lot is needed");

        // Seven papers over three is 2.3333 and a bit; Asha's surplus of 1.6666 moves at 0.4166.
        assert_eq!(sheet.quota.map(|quota| quota.to_string()).as_deref(), Some("2.3334"));
        assert_eq!(sheet.stages[1].value.map(|value| value.to_string()).as_deref(), Some("0.4166"));
        assert_eq!(sheet.stages[1].tally[&2].to_string(), "2.2498");
        assert_eq!(sheet.elected, [1, 2]);
    }
}
