//! Methods in which every vote counts once and nothing moves: first past the post, block vote and
//! approval. They differ only in which marks of a paper count.

use super::choices::Standing;
use super::table::{Deed, Table};
use super::{Action, Contest, Mark, Purpose, Sheet, Stop};

/// Each paper counts for its first preference; the highest `seats` are elected.
pub(super) fn first_past_the_post(contest: Contest<'_>) -> Result<Sheet, Stop> {
    let mut table = Table::lay(contest, 0)?;
    let deed = table.deal();
    highest_win(table, deed)
}

/// Each paper counts for everyone it names, in any order. One that names more people than there
/// are places is invalid as a whole.
pub(super) fn block(contest: Contest<'_>) -> Result<Sheet, Stop> {
    every_mark(contest, contest.seats as usize)
}

/// Each paper counts for everyone it names.
pub(super) fn approval(contest: Contest<'_>) -> Result<Sheet, Stop> {
    every_mark(contest, usize::MAX)
}

fn every_mark(contest: Contest<'_>, at_most: usize) -> Result<Sheet, Stop> {
    let election = contest.election;
    let mut table = Table::lay(contest, 0)?;
    let mut deed = table.deed(Action::Votes, &[]);
    let standing = Standing::of(&election.candidates);
    (table.sheet.valid, table.sheet.invalid) = (0, 0);
    for (weight, marks) in election.papers.iter() {
        let weight = u128::from(weight);
        let named = named(marks);
        let marked: Vec<usize> = named.iter().filter_map(|number| standing.place(*number)).collect();
        if marked.is_empty() || named.len() > at_most {
            table.sheet.invalid += weight;
            continue;
        }
        table.sheet.valid += weight;
        for candidate in marked {
            table.tally[candidate] += weight;
            deed.received[candidate] += weight;
        }
    }
    highest_win(table, deed)
}

/// The numbers on a paper, each once; equal ranks say the same as any other order here.
fn named(marks: &[Mark]) -> Vec<u32> {
    let mut named: Vec<u32> = marks.iter().filter_map(|mark| mark.candidate()).collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn highest_win(mut table: Table, mut deed: Deed) -> Result<Sheet, Stop> {
    let mut outcome = Ok(());
    while table.sheet.valid > 0 && outcome.is_ok() && table.vacancies() > 0 && !table.hopeful().is_empty() {
        outcome = elect_the_next(&mut table, &mut deed);
    }
    if outcome.is_ok() {
        table.note_passed_over();
    }
    table.close(deed);
    match outcome {
        Ok(()) => Ok(table.sheet),
        Err(Stop::LotsNeeded { between, purpose, .. }) => {
            Err(Stop::LotsNeeded { between, purpose, so_far: Box::new(table.sheet) })
        }
        Err(other) => Err(other),
    }
}

/// Elects everybody who shares the next highest number of votes, by lot where not all of them may be.
fn elect_the_next(table: &mut Table, deed: &mut Deed) -> Result<(), Stop> {
    let hopeful = table.hopeful();
    let most = hopeful.iter().map(|place| table.tally[*place]).max();
    let level: Vec<usize> = hopeful.into_iter().filter(|place| Some(table.tally[*place]) == most).collect();
    if level.len() <= table.vacancies() && table.may_be_elected(&level) {
        level.into_iter().for_each(|candidate| table.elect(candidate, deed));
        return Ok(());
    }
    let taken = table.draw(&level, Purpose::Place)?;
    table.elect(taken, deed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::ballots::count::{Election, Lots, Method, Purpose, Stop, count};

    fn committee(papers: &[&[u32]]) -> Election {
        Election::of("Committee", 2, ["Asha", "Ben", "Chris"], papers.iter().map(|paper| paper.to_vec()))
    }

    #[test]
    fn the_highest_first_preferences_win_the_places() {
        let election = committee(&[&[1, 2], &[1], &[3], &[3], &[2]]);
        let sheet = count(&election, Method::Fptp, 2, &Lots::Stop).expect("no lot is needed");

        assert_eq!(sheet.elected, [1, 3]);
        assert_eq!(sheet.stages[0].says, "There are 5 valid papers. Asha (2) and Chris (2) have most votes and are elected.");
    }

    #[test]
    fn a_block_paper_with_too_many_names_is_not_counted() {
        let election = committee(&[&[1, 2, 3], &[3, 2], &[2]]);
        let sheet = count(&election, Method::Block, 2, &Lots::Stop).expect("no lot is needed");

        assert_eq!((sheet.valid, sheet.invalid), (2, 1));
        assert_eq!(sheet.elected, [2, 3]);
    }

    #[test]
    fn approval_counts_every_name_once() {
        let election = committee(&[&[1, 2, 3], &[3, 3], &[2]]);
        let sheet = count(&election, Method::Approval, 2, &Lots::Stop).expect("no lot is needed");

        assert_eq!((sheet.valid, sheet.elected), (3, vec![2, 3]));
    }

    #[test]
    fn a_tie_for_the_last_place_asks_for_a_lot() {
        let election = committee(&[&[1], &[1], &[2], &[3]]);
        let Err(Stop::LotsNeeded { between, purpose, .. }) = count(&election, Method::Fptp, 2, &Lots::Stop) else {
            panic!("counted without a lot")
        };
        assert_eq!((between, purpose), (vec![2, 3], Purpose::Place));

        let drawn = count(&election, Method::Fptp, 2, &Lots::Drawn(vec![3, 2]));
        assert_eq!(drawn.map(|sheet| sheet.elected), Ok(vec![1, 3]));
    }

    #[test]
    fn a_tie_that_fits_the_places_needs_no_lot() {
        let election = committee(&[&[1], &[3]]);
        let sheet = count(&election, Method::Fptp, 2, &Lots::Stop);
        assert_eq!(sheet.map(|sheet| sheet.elected), Ok(vec![1, 3]));
    }
}
