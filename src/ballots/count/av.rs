//! The alternative vote, which a rule book may call an eliminating ballot: one place.
//!
//! Whoever has more than half of the papers still in play is elected. Until then the candidate with
//! fewest votes goes out and their papers pass to the next name on each. Ties for last place go by
//! the most recent stage at which the tied differed, then by lot. Tied candidates who together have
//! fewer votes than the next one above go out together, because no order among them could matter:
//! that spares the meeting a lot between two people whom nobody voted for.

use super::table::{Deed, Look, Table};
use super::{Action, Election, Lots, Method, Purpose, Sheet, Stop, Votes};

pub(super) fn count(election: &Election, lots: &Lots) -> Result<Sheet, Stop> {
    let mut table = Table::lay(election, Method::Av, 1, lots, 0);
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
    let continuing = table.continuing();
    if let Some(winner) = continuing.iter().find(|place| table.tally[**place] * 2 > in_play) {
        table.elect(*winner, deed);
        return true;
    }
    if continuing.len() <= 1 {
        table.elect_the_rest(continuing, deed);
        return true;
    }
    false
}

fn exclude_lowest(table: &mut Table) -> Result<Deed, Stop> {
    let continuing = table.continuing();
    let mut lowest = table.fewest(&continuing);
    if !harmless_together(table, &continuing, &lowest) {
        lowest = vec![table.settle(&lowest, Purpose::Exclusion, Look::Backwards)?];
    }
    let mut deed = table.deed(Action::Exclusion, &lowest);
    for candidate in &lowest {
        table.exclude(*candidate, &mut deed);
    }
    for candidate in lowest {
        table.pass_on_all(candidate, &mut deed);
    }
    Ok(deed)
}

/// Whether the tied could not catch up with the next one above even with all their votes together.
fn harmless_together(table: &Table, continuing: &[usize], lowest: &[usize]) -> bool {
    let together: u128 = lowest.iter().map(|place| table.tally[*place]).sum();
    let above = continuing.iter().filter(|place| !lowest.contains(place));
    above.map(|place| table.tally[*place]).min().is_some_and(|next| together < next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(names: &[&str], papers: &[(usize, &[u32])], lots: &Lots) -> Result<Sheet, Stop> {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        count(&Election::of("Chair", 1, names.iter().copied(), rankings), lots)
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
        assert!(
            sheet.stages[1].says.starts_with("Votes could not decide between Asha and Ben, so a lot did: Asha is excluded.")
        );
    }

    #[test]
    fn nobody_is_elected_by_blank_papers() {
        let sheet = sheet(&["Asha", "Ben"], &[(2, &[])], &Lots::Stop).expect("nothing to tie");

        assert!(sheet.elected.is_empty());
        assert_eq!((sheet.valid, sheet.invalid), (0, 2));
    }
}
