//! A question put for or against: the first line of the paper is for it, the second against it, any other abstains. It is
//! carried where the share that it needs is for it. Equal votes carry nothing: a ballot has no chair to cast one more.

use super::needs::Of;
use super::table::Table;
use super::{Action, Contest, Sheet, Stop};

const FOR: usize = 0;
const AGAINST: usize = 1;

/// The sheet names the line for it as elected where it is carried, and nothing where it is not; its quota is the fewest votes
/// for it that would do.
pub(super) fn count(contest: Contest<'_>) -> Result<Sheet, Stop> {
    let needs = contest.terms.needs;
    let mut table = Table::lay(contest, 0)?;
    let mut deed = table.deal();
    deed.action = Action::Votes;
    let fewest = needs.fewest(whole(&table, needs.of));
    table.quota = Some(super::Votes::whole(fewest));
    if table.tally.first().is_some_and(|votes| *votes >= fewest) {
        table.elect(FOR, &mut deed);
    }
    table.close(deed);
    Ok(table.sheet)
}

/// Of how many the share is taken.
pub(super) fn whole(table: &Table, of: Of) -> u128 {
    match of {
        Of::Voting => [FOR, AGAINST].into_iter().filter_map(|place| table.tally.get(place)).sum(),
        Of::Papers => table.sheet.valid,
        Of::Entitled(number) => u128::from(number.unwrap_or_default()).max(table.sheet.valid),
    }
}

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Election, Lots, Method, Sheet, Terms, count_under};

    fn told(needs: &str, votes: [usize; 3]) -> Sheet {
        let papers = (1..).zip(votes).flat_map(|(line, times)| vec![vec![line]; times]);
        let election = Election::of("Affiliation", 1, ["For", "Against", "Abstain"], papers);
        let terms = Terms { needs: needs.parse().expect("a need"), ..Terms::default() };
        count_under(&terms, &election, Method::YesNo, 1, &Lots::Stop).expect("no lot is ever needed")
    }

    #[test]
    fn more_for_than_against_carries_it_and_equal_votes_do_not() {
        let carried = told("more-than-1/2", [6, 5, 3]);
        assert_eq!((carried.elected, carried.quota.map(|quota| quota.to_string())), (vec![1], Some("6".into())));
        assert_eq!(
            carried.stages[0].says,
            "For: 6; against: 5; abstentions: 3. More than half of the votes for or against is needed, which is 6 of 11: carried."
        );
        assert!(told("more-than-1/2", [5, 5, 3]).elected.is_empty());
    }

    #[test]
    fn two_thirds_are_taken_of_whom_the_rule_says() {
        assert_eq!(told("2/3", [6, 3, 1]).elected, [1]);
        assert!(told("2/3 papers", [6, 3, 1]).elected.is_empty());
        let lost = told("2/3 entitled=12", [7, 0, 0]);
        assert!(lost.elected.is_empty());
        assert_eq!(
            lost.stages[0].says,
            "For: 7; against: 0. At least two thirds of those entitled to vote is needed, which is 8 of 12: not carried."
        );
    }

    #[test]
    fn nobody_carries_nothing() {
        let empty = told("2/3 papers", [0, 0, 0]);
        assert!(empty.elected.is_empty() && empty.valid == 0);
        assert_eq!(empty.stages[0].says, "There is no valid paper, so nothing is carried.");
    }
}
