//! What every count must satisfy whatever the papers say, tried on thousands of small elections.

mod papers;
mod registers;

use std::collections::BTreeSet;

use papers::{Papers, any_file, any_papers};
use proptest::prelude::*;
use wardmote::ballots::count::command::{Form, Options, answer};
use wardmote::ballots::count::{
    Election, Group, Lots, Method, Reopen, Sheet, Stop, Terms, Ties, Together, Votes, blt, count, count_under,
};

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
    fn reopening_nominations_stands_like_anybody_and_changes_nobody_elses_election(papers in any_papers(), which in 1u32..=7) {
        let reopens = (which - 1) % papers.candidates + 1;
        let terms = Terms { reopen: Some(Reopen { candidate: reopens, passes_on: true }), ..Terms::default() };
        for method in TRANSFERS {
            let ordinary = result(&papers.election(), method);
            let sheet = count_under(&terms, &papers.election(), method, papers.seats, &Lots::ByNumber);
            let Ok(sheet) = sheet else { return Err(TestCaseError::fail("not counted")) };
            let mut others = ordinary.elected.clone();
            others.retain(|number| *number != reopens);
            prop_assert_eq!(&sheet.elected, &others, "{}", method);
            prop_assert_eq!(sheet.unfilled == 1, ordinary.elected.contains(&reopens), "{}", method);
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
    fn places_kept_for_groups_are_filled_by_them_or_nothing_is_counted(
        papers in any_papers(), split in 1u32..7, least in 0u32..4, most in 0u32..4,
    ) {
        let groups = [
            Group { name: "lower".into(), members: (1..=split).collect(), at_least: least, at_most: u32::MAX },
            Group { name: "odd".into(), members: (1..=papers.candidates).step_by(2).collect(), at_least: 0, at_most: most },
        ];
        let terms = Terms { groups: groups.to_vec(), ..Terms::default() };
        for method in Method::ALL {
            let sheet = match count_under(&terms, &papers.election(), method, papers.seats, &Lots::ByNumber) {
                Ok(sheet) => sheet,
                Err(Stop::Unmeetable(why)) => {
                    prop_assert!(!some_choice_meets(&groups, papers.candidates, sheet_seats(method, &papers)), "{}", why);
                    continue;
                }
                Err(stop) => return Err(TestCaseError::fail(format!("{method}: {stop}"))),
            };
            if sheet.valid == 0 {
                continue;
            }
            prop_assert!(meets(&groups, &sheet.elected), "{} elects {:?}", method, sheet.elected);
            let places = sheet_seats(method, &papers).min(papers.candidates) as usize;
            prop_assert_eq!(sheet.elected.len(), places, "{}", method);
        }
    }

    #[test]
    fn terms_that_bind_nobody_change_nothing(papers in any_papers()) {
        let everybody = Group { name: "all".into(), members: (1..=papers.candidates).collect(), at_least: 0, at_most: u32::MAX };
        let terms = Terms { groups: vec![everybody], ..Terms::default() };
        for method in Method::ALL {
            let under = count_under(&terms, &papers.election(), method, papers.seats, &Lots::ByNumber);
            prop_assert_eq!(under, Ok(result(&papers.election(), method)), "{}", method);
        }
    }

    #[test]
    fn several_going_out_together_change_nobodys_election(papers in any_papers()) {
        // Earlier stages may decide a tie, and there are fewer of them; so ties are left to the lot here.
        let terms = |together| Terms { together, ties: Ties::ByLot, ..Terms::default() };
        let counted = |together| count_under(&terms(together), &papers.election(), Method::Av, 1, &Lots::Stop);
        if let (Ok(one_by_one), Ok(together)) = (counted(Together::AsTheRules), counted(Together::WhenHarmless)) {
            prop_assert_eq!(one_by_one.elected, together.elected);
        }
    }

    #[test]
    fn the_alternative_vote_and_one_place_by_transfer_agree(papers in any_papers()) {
        let alone = Papers { seats: 1, ..papers };
        for method in [Method::StvScottish, Method::StvWigm] {
            if let (Some(av), Some(stv)) = (without_lots(&alone, Method::Av), without_lots(&alone, method)) {
                prop_assert_eq!(av.elected, stv.elected, "{}", method);
            }
        }
    }

    #[test]
    fn no_bytes_whatever_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0usize..400) {
        let _ = Election::read(&bytes);
        let file = b"3 2\n-2\n[nick a b c]\n3 a c 0\n1 - a=b 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n";
        let mut damaged = file.to_vec();
        damaged.splice(at.min(file.len())..at.min(file.len()), bytes.iter().copied().take(4));
        let _ = Election::read(&damaged);
    }

    #[test]
    fn what_is_written_reads_back(file in any_file()) {
        if let Ok(election) = Election::read(file.as_bytes()) {
            let again = Election::read(blt::write(&election).as_bytes());
            prop_assert_eq!(again.map(|again| again.papers), Ok(election.papers));
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

fn sheet_seats(method: Method, papers: &Papers) -> u32 {
    if method == Method::Av { 1 } else { papers.seats }
}

fn meets(groups: &[Group], elected: &[u32]) -> bool {
    groups.iter().all(|group| {
        let members = elected.iter().filter(|number| group.members.contains(number)).count() as u32;
        (group.at_least..=group.at_most).contains(&members)
    })
}

/// Tries every choice of so many candidates.
fn some_choice_meets(groups: &[Group], candidates: u32, places: u32) -> bool {
    (0u32..1 << candidates).filter(|choice| choice.count_ones() == places.min(candidates)).any(|choice| {
        let elected: Vec<u32> = (1..=candidates).filter(|number| choice >> (number - 1) & 1 == 1).collect();
        meets(groups, &elected)
    })
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
