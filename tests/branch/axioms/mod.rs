//! What every count must satisfy whatever the papers say, tried on thousands of small elections.

mod papers;

use std::collections::BTreeSet;

use papers::{Papers, any_file, any_papers};
use proptest::prelude::*;
use wardmote::ballots::count::command::{Form, Options, answer};
use wardmote::ballots::count::{Election, Lots, Method, Sheet, Votes, count};

/// Methods that move papers, so that something could get lost.
const TRANSFERS: [Method; 6] =
    [Method::Av, Method::StvScottish, Method::StvErs97, Method::StvMeek, Method::StvMeekNz, Method::StvWigm];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn anonymity_the_order_of_papers_does_not_matter(papers in any_papers(), turn in 0usize..40) {
        let mut shuffled = papers.clone();
        let middle = turn % shuffled.rankings.len().max(1);
        shuffled.rankings.rotate_left(middle);
        shuffled.rankings.reverse();

        for method in Method::ALL {
            let (one, other) = (result(&papers.election(), method), result(&shuffled.election(), method));
            prop_assert_eq!(figures(&one), figures(&other), "{}", method);
        }
    }

    #[test]
    fn neutrality_renumbering_candidates_renumbers_the_result(papers in any_papers(), turn in 1u32..7) {
        let renumbered = papers.renumbered(turn);
        for method in Method::ALL {
            // A lot may treat candidates differently, and it is the only thing that may.
            let (Some(one), Some(other)) = (without_lots(&papers, method), without_lots(&renumbered, method)) else { continue };
            let renamed: BTreeSet<u32> = one.elected.iter().map(|number| papers.new_number(*number, turn)).collect();
            prop_assert_eq!(renamed, set(&other.elected), "{}", method);
        }
    }

    #[test]
    fn no_paper_is_lost_at_any_stage(papers in any_papers()) {
        for method in TRANSFERS {
            let sheet = result(&papers.election(), method);
            for stage in &sheet.stages {
                let held: u128 = stage.tally.values().map(|votes| votes.units).sum();
                let all = sheet.valid * 10u128.pow(stage.nontransferable.places);
                let slack = rounding_up(&papers, method);
                let counted = held + stage.nontransferable.units;
                prop_assert!(counted >= all && counted <= all + slack, "{method} stage {}: {counted} of {all}", stage.number);
                prop_assert!(stage.lost_by_fraction.units <= stage.nontransferable.units);
            }
        }
    }

    #[test]
    fn equal_papers_put_together_count_the_same(papers in any_papers()) {
        for method in Method::ALL {
            let apart = Election { papers: papers.one_by_one(), ..papers.election() };
            prop_assert_eq!(result(&apart, method), result(&apart.clone().merged(), method), "{}", method);
        }
    }

    #[test]
    fn later_names_never_harm_earlier_ones(papers in any_papers(), which in 0usize..40, keep in 1usize..5) {
        let Some(shortened) = papers.with_one_cut_short(which, keep) else { return Ok(()) };
        let earlier = &papers.rankings[which][..keep];
        for method in [Method::Av, Method::StvScottish] {
            let (Some(before), Some(after)) = (without_lots(&shortened, method), without_lots(&papers, method)) else { continue };
            for name in earlier {
                prop_assert!(!before.elected.contains(name) || after.elected.contains(name), "{} harms {}", method, name);
            }
        }
    }

    #[test]
    fn as_many_are_elected_as_places_or_candidates(papers in any_papers()) {
        for method in Method::ALL {
            let sheet = result(&papers.election(), method);
            let places = if method == Method::Av { 1 } else { papers.seats as usize };
            let wanted = if sheet.valid == 0 { 0 } else { places.min(papers.candidates as usize) };
            prop_assert_eq!(sheet.elected.len(), wanted, "{}", method);
            prop_assert_eq!(set(&sheet.elected).len(), wanted, "{}", method);
        }
    }

    #[test]
    fn any_file_is_answered_and_none_breaks_the_count(file in any_file()) {
        for method in Method::ALL {
            let options = Options { method: method.to_string(), lots: Some("by-number".to_owned()), form: Form::Json, ..Options::default() };
            let answer = answer(Election::read(file.as_bytes()), &options);
            prop_assert!(answer.code == 0 || (answer.code == 2 && !answer.words.is_empty()), "{:?}", answer);
        }
    }

    #[test]
    fn whoever_most_voters_name_first_wins_the_only_place(papers in any_papers()) {
        for number in 1..=papers.candidates {
            let firsts = papers.rankings.iter().filter(|ranking| ranking.first() == Some(&number)).count();
            if firsts * 2 > papers.rankings.len() {
                for method in TRANSFERS {
                    let election = Election { seats: 1, ..papers.election() };
                    prop_assert_eq!(result(&election, method).elected, vec![number], "{}", method);
                }
            }
        }
    }
}

fn result(election: &Election, method: Method) -> Sheet {
    count(election, method, election.seats, &Lots::ByNumber).expect("lots are settled by number")
}

/// The sheet, if no lot was needed.
fn without_lots(papers: &Papers, method: Method) -> Option<Sheet> {
    count(&papers.election(), method, papers.seats, &Lots::Stop).ok()
}

fn set(numbers: &[u32]) -> BTreeSet<u32> {
    numbers.iter().copied().collect()
}

fn figures(sheet: &Sheet) -> (Vec<u32>, Vec<Vec<Votes>>) {
    (sheet.elected.clone(), sheet.stages.iter().map(|stage| stage.tally.values().copied().collect()).collect())
}

/// Meek's rules round every part of a paper up, so candidates together may hold a little more than
/// all: at most the smallest part for each mark on each paper.
fn rounding_up(papers: &Papers, method: Method) -> u128 {
    match method {
        Method::StvMeek | Method::StvMeekNz => papers.rankings.iter().map(|ranking| ranking.len() as u128).sum(),
        _ => 0,
    }
}
