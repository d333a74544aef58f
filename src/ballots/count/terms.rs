//! The terms of one contest: what its notice may settle otherwise than the rules of the method do.
//!
//! Without any terms a count goes exactly by the book.

use std::str::FromStr;

use super::{Election, Group, Lots, Method, Needs};

/// What the notice of a contest may settle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub ties: Ties,
    pub skipped: SkippedRanks,
    pub equal: EqualRanks,
    pub together: Together,
    pub reopen: Option<Reopen>,
    /// How many of certain candidates are to be elected at least and at most.
    pub groups: Vec<Group>,
    /// What a question put for or against needs to be carried.
    pub needs: Needs,
}

impl Terms {
    /// Every candidate whom they name.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let members = self.groups.iter().flat_map(|group| &group.members).copied();
        members.chain(self.reopen.map(|reopen| reopen.candidate))
    }
}

/// Where a tie is looked up before it goes to the lot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    #[default]
    AsTheRules,
    /// At the most recent stage at which the tied differed.
    Backwards,
    /// At the first stage at which they differed.
    Forwards,
    /// At none: the lot decides at once.
    ByLot,
}

impl Ties {
    /// Those that a notice may settle, in the order in which they are offered.
    pub const ALL: [Ties; 4] = [Ties::AsTheRules, Ties::Backwards, Ties::Forwards, Ties::ByLot];

    /// The word for it in commands and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Ties::AsTheRules => "rules",
            Ties::Backwards => "backwards",
            Ties::Forwards => "forwards",
            Ties::ByLot => "lot",
        }
    }

    /// The same as a sentence of a notice.
    pub fn in_words(self) -> &'static str {
        match self {
            Ties::AsTheRules => "A tie is looked up as the rules of the method say.",
            Ties::Backwards => "A tie is decided at the most recent stage at which the tied differed, else by lot.",
            Ties::Forwards => "A tie is decided at the first stage at which the tied differed, else by lot.",
            Ties::ByLot => "A tie is decided by lot at once.",
        }
    }
}

/// The word means no way of looking up a tie.
#[derive(Debug, thiserror::Error)]
#[error("a tie is looked up by the \"rules\", \"backwards\", \"forwards\" or goes to the \"lot\"; \"{0}\" is none of these")]
pub struct NoTies(String);

impl FromStr for Ties {
    type Err = NoTies;

    fn from_str(text: &str) -> Result<Ties, NoTies> {
        let found = Ties::ALL.into_iter().find(|ties| ties.as_str() == text);
        found.ok_or_else(|| NoTies(text.to_owned()))
    }
}

/// What a rank left out means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkippedRanks {
    /// The next name takes its place.
    #[default]
    PassedOver,
    /// The voter wants nobody further.
    EndThePaper,
}

/// What several candidates given the same rank mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EqualRanks {
    /// Meek's reference rule shares the paper; every other rule ends it.
    #[default]
    AsTheRules,
    EndThePaper,
}

/// Whether several of the lowest go out in one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Together {
    #[default]
    AsTheRules,
    /// Whenever even together they have fewer votes than the next one above: the eliminating ballot
    /// of many rule books. It changes only the number of stages, and so nobody's election unless a
    /// tie has to be looked up in the stages before it.
    WhenHarmless,
}

/// "Re-open nominations" stands like a candidate; a place that it takes stays empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reopen {
    /// Its number on the paper.
    pub candidate: u32,
    /// Whether votes beyond what it needs pass on to the next names.
    pub passes_on: bool,
}

/// Everything that one count goes by.
#[derive(Clone, Copy)]
pub(super) struct Contest<'a> {
    pub(super) election: &'a Election,
    pub(super) method: Method,
    pub(super) seats: u32,
    pub(super) lots: &'a Lots,
    pub(super) terms: &'a Terms,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Method, Sheet, Stop, count_under};

    fn committee(seats: u32, papers: &[(usize, &[u32])]) -> Election {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        Election::of("Committee", seats, ["Asha", "Ben", "Chris", "Dan"], rankings)
    }

    fn under(terms: &Terms, election: &Election, method: Method) -> Sheet {
        count_under(terms, election, method, election.seats, &Lots::Stop).expect("no lot is needed")
    }

    fn groups(texts: &[&str]) -> Terms {
        Terms { groups: texts.iter().map(|text| text.parse().expect("a group")).collect(), ..Terms::default() }
    }

    #[test]
    fn a_place_kept_for_a_woman_dooms_the_man_who_would_take_the_last_one() {
        // The quota is 8. Once Ben is elected the other place must be Asha's or Dan's.
        let election = committee(2, &[(10, &[2]), (9, &[3, 4]), (2, &[1]), (1, &[4])]);
        let sheet = under(&groups(&["women>=1:1,4"]), &election, Method::StvScottish);

        assert_eq!((sheet.elected.as_slice(), &sheet.stages[0].elected), (&[2, 4][..], &vec![2]));
        assert_eq!(
            sheet.stages[1].says,
            "Chris (9) cannot be elected any more by the terms (women: at least 1) and was excluded. Of these votes 9 went to \
             Dan. Dan (10) has reached the quota and is elected."
        );
    }

    #[test]
    fn the_last_woman_left_takes_the_place_kept_for_her_at_once() {
        let election = committee(2, &[(10, &[2]), (9, &[3]), (2, &[1])]);
        let sheet = under(&groups(&["women>=1:1"]), &election, Method::StvScottish);

        assert_eq!((sheet.elected.as_slice(), sheet.stages.len()), (&[2, 1][..], 1));
        assert_eq!(
            sheet.stages[0].says,
            "Chris (9) has more votes, but may not be elected by the terms (women: at least 1). There are 21 valid papers, and the \
             quota is 8. Ben (10) has reached the quota and is elected. No more candidates may be elected than places are left, so \
             Asha is elected."
        );
    }

    #[test]
    fn a_guarded_candidate_is_kept_while_somebody_with_more_votes_goes_out() {
        let election = committee(2, &[(6, &[2]), (6, &[3]), (4, &[4, 3]), (3, &[1])]);
        for method in [Method::StvScottish, Method::StvWigm, Method::StvErs97, Method::StvMeek, Method::StvMeekNz] {
            let sheet = under(&groups(&["women>=1:1"]), &election, method);
            assert!(sheet.elected.contains(&1), "{method}");
            assert_eq!(sheet.stages[1].excluded, [4], "{method}");
            assert!(
                sheet.stages[1].says.starts_with("Asha (3) has fewer votes, but is kept by the terms (women: at least 1).")
            );
        }
    }

    #[test]
    fn at_most_one_from_a_ward_passes_over_the_second() {
        let election = committee(2, &[(5, &[2, 3]), (4, &[3, 2]), (3, &[1])]);
        let sheet = under(&groups(&["north<=1:2,3"]), &election, Method::Fptp);

        assert_eq!(sheet.elected, [2, 1]);
        assert_eq!(
            sheet.stages[0].says,
            "Chris (4) has more votes, but may not be elected by the terms (north: at most 1). There are 12 valid papers. Ben (5) \
             and Asha (3) have most votes and are elected."
        );
    }

    #[test]
    fn terms_that_nobody_could_meet_stop_the_count_with_their_reason() {
        let election = committee(3, &[(5, &[2]), (4, &[3]), (3, &[1])]);
        let stop = count_under(&groups(&["women>=2:1"]), &election, Method::StvMeek, 3, &Lots::Stop);
        let Err(Stop::Unmeetable(why)) = stop else { panic!("counted") };
        assert_eq!(why.to_string(), "women: at least 2 are to be elected, but the number who stand is 1.");
    }

    #[test]
    fn a_place_that_reopening_nominations_takes_stays_empty() {
        let election = committee(2, &[(9, &[4, 3]), (5, &[1]), (2, &[2, 1]), (1, &[3])]);
        for passes_on in [true, false] {
            let terms = Terms { reopen: Some(Reopen { candidate: 4, passes_on }), ..Terms::default() };
            let sheet = under(&terms, &election, Method::StvScottish);

            assert_eq!((sheet.elected.as_slice(), sheet.unfilled), (&[1][..], 1));
            assert!(sheet.stages[0].says.ends_with("The place that Dan takes stays empty."));
            assert_eq!(sheet.stages.iter().any(|stage| stage.of == [4]), passes_on);
        }
    }

    #[test]
    fn the_terms_say_where_a_tie_is_looked_up() {
        // Ben and Chris meet at four; Chris had fewer before.
        let election = committee(1, &[(6, &[1]), (4, &[2]), (3, &[3]), (1, &[4, 3])]);
        let by_stage = under(&Terms::default(), &election, Method::StvScottish);
        assert_eq!(by_stage.stages[2].excluded, [3]);

        let terms = Terms { ties: Ties::ByLot, ..Terms::default() };
        let stop = count_under(&terms, &election, Method::StvScottish, 1, &Lots::Stop);
        assert!(matches!(stop, Err(Stop::LotsNeeded { between, .. }) if between == [2, 3]));
    }

    /// Once a place is taken by reopening nominations, the quota of ERS97 stands (5.4.8), though nobody is named as elected yet.
    #[test]
    fn a_place_that_reopens_settles_the_quota_like_any_other() {
        let election = committee(2, &[(20, &[4]), (6, &[1]), (5, &[2]), (3, &[3])]);
        let terms = Terms { reopen: Some(Reopen { candidate: 4, passes_on: false }), ..Terms::default() };
        let sheet = under(&terms, &election, Method::StvErs97);
        let quotas: Vec<_> = sheet.stages.iter().filter_map(|stage| stage.quota).collect();
        assert!(quotas.iter().all(|quota| *quota == quotas[0]), "{quotas:?}");

        let papers: [(u64, &[u32]); 5] =
            [(4, &[6, 5, 3, 1, 2, 4]), (2, &[5]), (8, &[6, 5, 4, 2, 1, 3]), (3, &[1, 2, 5, 4]), (5, &[6, 3, 5])];
        let election = Election::read(
            format!(
                "6 3\n{}0\n{}\"T\"\n",
                papers
                    .iter()
                    .map(|(weight, marks)| {
                        let marks: Vec<String> = marks.iter().map(u32::to_string).collect();
                        format!("{weight} {} 0\n", marks.join(" "))
                    })
                    .collect::<String>(),
                (1..=6).map(|number| format!("\"{number}\"\n")).collect::<String>()
            )
            .as_bytes(),
        )
        .expect("a file");
        let ordinary = count_under(&Terms::default(), &election, Method::StvErs97, 3, &Lots::ByNumber).expect("counted");
        for reopens in 1..=6 {
            let terms = Terms { reopen: Some(Reopen { candidate: reopens, passes_on: true }), ..Terms::default() };
            let sheet = count_under(&terms, &election, Method::StvErs97, 3, &Lots::ByNumber).expect("counted");
            let others: Vec<u32> = ordinary.elected.iter().copied().filter(|number| *number != reopens).collect();
            assert_eq!(sheet.elected, others, "{reopens} reopens");
        }
    }
}
