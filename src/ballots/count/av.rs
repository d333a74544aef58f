//! The alternative vote, which a rule book may call an eliminating ballot: one place.
//!
//! Whoever has more than half of the papers still in play is elected. Until then the candidate with
//! fewest votes goes out and their papers pass to the next name on each. Ties for last place go by
//! the most recent stage at which the tied differed, then by lot. Tied candidates who together have
//! fewer votes than the next one above go out together, because no order among them could matter:
//! that spares the meeting a lot between two people whom nobody voted for.

use super::table::{Deed, Look, Table};
use super::{Action, Contest, Purpose, Sheet, Stop, Together, Votes};

pub(super) fn count(contest: Contest<'_>) -> Result<Sheet, Stop> {
    let mut table = Table::lay(contest, 0)?;
    let mut deed = table.deal();
    if table.sheet.valid == 0 {
        table.close(deed);
        return Ok(table.sheet);
    }
    while !elected(&mut table, &mut deed) {
        table.close(deed);
        deed = exclude_lowest(&mut table)?;
    }
    table.close(deed);
    Ok(table.sheet)
}

/// Elects whoever has a majority of the papers in play, or is the only one left.
fn elected(table: &mut Table, deed: &mut Deed) -> bool {
    let in_play = table.active();
    table.quota = Some(Votes::whole(in_play / 2 + 1));
    let hopeful = table.hopeful();
    if let Some(winner) = hopeful.iter().find(|place| table.tally[**place] * 2 > in_play) {
        table.elect(*winner, deed);
        return true;
    }
    hopeful.len() <= 1 && table.fill_the_last(deed)
}

fn exclude_lowest(table: &mut Table) -> Result<Deed, Stop> {
    let doomed = table.doomed();
    let out = if doomed.is_empty() { lowest(table)? } else { doomed };
    table.note_guarded(&out);
    let mut deed = table.deed(Action::Exclusion, &out);
    out.iter().for_each(|candidate| table.exclude(*candidate, &mut deed));
    out.iter().for_each(|candidate| table.pass_on_all(*candidate, &mut deed));
    Ok(deed)
}

/// Who goes out next: the lowest, or several who together have fewer votes than the next one above.
fn lowest(table: &mut Table) -> Result<Vec<usize>, Stop> {
    let mut order = table.excludable();
    order.sort_by_key(|place| table.tally[*place]);
    let tied = table.fewest(&order).len();
    let smallest = if table.terms.together == Together::WhenHarmless { 2 } else { tied };
    let most = if table.terms.together == Together::WhenHarmless { order.len() } else { tied };
    if let Some(size) = (smallest..=most).rev().find(|size| harmless_together(table, &order, *size)) {
        return Ok(order[..size].to_vec());
    }
    let lowest = table.settle(&order[..tied], Purpose::Exclusion, Look::Backwards)?;
    Ok(vec![lowest])
}

/// Whether the lowest so many could not catch up with the next one above even with all their votes
/// together.
fn harmless_together(table: &Table, order: &[usize], size: usize) -> bool {
    let (lowest, above) = order.split_at(size);
    let together: u128 = lowest.iter().map(|place| table.tally[*place]).sum();
    above.first().is_some_and(|next| together < table.tally[*next]) && table.may_go(lowest)
}

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Election, Lots, Method, Purpose, Sheet, Stop, Terms, Together, Votes, count, count_under};

    fn sheet(names: &[&str], papers: &[(usize, &[u32])], lots: &Lots) -> Result<Sheet, Stop> {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        count(&Election::of("Chair", 1, names.iter().copied(), rankings), Method::Av, 1, lots)
    }

    #[test]
    fn papers_of_the_lowest_pass_to_the_next_name_until_a_majority() {
        let sheet = sheet(&["Asha", "Ben", "Dan"], &[(4, &[1]), (4, &[2]), (2, &[3, 2]), (1, &[3])], &Lots::Stop);

        let sheet = sheet.expect("no lot is needed");
        assert_eq!(sheet.elected, [2]);
        assert_eq!(
            sheet.stages[1].says,
            "Dan had fewest votes (3) and was excluded. Of these votes 2 went to Ben; 1 had no further \
             choice. Ben (6) has more than half of the papers in play and is elected."
        );
        assert_eq!(sheet.stages[1].nontransferable, Votes::whole(1));
    }

    #[test]
    fn two_people_without_a_vote_need_no_lot_between_them() {
        let sheet = sheet(&["Asha", "Ben", "Dan", "Eve"], &[(5, &[1]), (5, &[2]), (1, &[2])], &Lots::Stop);
        assert_eq!(sheet.map(|sheet| sheet.elected), Ok(vec![2]));
    }

    #[test]
    fn where_the_rule_book_says_so_several_of_the_lowest_go_out_together() {
        let papers: [(usize, &[u32]); 5] = [(9, &[1]), (8, &[2]), (4, &[3, 2]), (2, &[4, 2]), (1, &[5, 1])];
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        let election = Election::of("Chair", 1, ["Asha", "Ben", "Chris", "Dan", "Eve"], rankings);
        let terms = Terms { together: Together::WhenHarmless, ..Terms::default() };
        let one_by_one = count(&election, Method::Av, 1, &Lots::Stop).expect("no lot is needed");
        let together = count_under(&terms, &election, Method::Av, 1, &Lots::Stop).expect("no lot is needed");

        assert_eq!((one_by_one.stages.len(), together.stages.len()), (4, 2));
        assert_eq!(together.stages[1].excluded, [5, 4, 3]);
        assert_eq!(one_by_one.elected, together.elected);
    }

    #[test]
    fn a_tie_at_every_stage_stops_and_names_the_tied() {
        let Err(Stop::LotsNeeded { between, purpose, so_far }) = sheet(&["Asha", "Ben"], &[(3, &[1]), (3, &[2])], &Lots::Stop)
        else {
            panic!("counted without a lot")
        };
        assert_eq!((between, purpose), (vec![1, 2], Purpose::Exclusion));
        assert_eq!(so_far.stages.len(), 1);
    }

    #[test]
    fn the_lot_drawn_is_printed_on_the_sheet() {
        let drawn = Lots::Drawn(vec![2, 1]);
        let sheet = sheet(&["Asha", "Ben"], &[(3, &[1]), (3, &[2])], &drawn).expect("the lot is given");

        assert_eq!(sheet.elected, [2]);
        assert_eq!((sheet.lots[0].stage, sheet.lots[0].taken), (2, 1));
        assert!(sheet.stages[1].says.starts_with(
            "Votes could not decide between Asha and Ben, so a lot did (the rules of the method): Asha is excluded."
        ));
    }

    #[test]
    fn nobody_is_elected_by_blank_papers() {
        let sheet = sheet(&["Asha", "Ben"], &[(2, &[])], &Lots::Stop).expect("nothing to tie");

        assert!(sheet.elected.is_empty());
        assert_eq!((sheet.valid, sheet.invalid), (0, 2));
    }
}
