//! What goes into a count: the candidates, the places to fill, and the papers as they were marked.
//!
//! Papers that say the same are kept once with a weight, so that a million papers take no more room
//! than the few thousand different ones among them. No rule counted here can tell the difference.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// A person (or a choice, such as "Re-open nominations") that papers may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The number by which papers name the candidate; in a BLT file they run from 1.
    pub number: u32,
    pub name: String,
    /// A withdrawn candidate stays on the printed papers and is passed over in the count.
    pub withdrawn: bool,
}

/// What stands at one place of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rank {
    One(u32),
    /// Several candidates given the same rank.
    Equal(Vec<u32>),
    /// The voter left this rank out and went on with the next.
    Skipped,
}

/// A ranking, and how many papers carry exactly it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub weight: u64,
    pub ranking: Vec<Rank>,
}

/// Everything a count needs to know except the rules.
///
/// A paper that names a number no candidate has is not refused: the mark is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Election {
    pub title: String,
    /// Places to be filled.
    pub seats: u32,
    pub candidates: Vec<Candidate>,
    pub papers: Vec<Paper>,
    /// An order for ties laid down in a file, used only with [`super::Lots::ByNumber`].
    pub tie_order: Vec<u32>,
    /// What the reader of a file passed over, in plain sentences; empty for papers of our own.
    pub remarks: Vec<String>,
}

impl Election {
    /// An election from papers that rank candidates by number, most preferred first.
    /// The candidates are numbered from 1 in the order of `names`.
    pub fn of<N: Into<String>>(
        title: &str,
        seats: u32,
        names: impl IntoIterator<Item = N>,
        rankings: impl IntoIterator<Item = Vec<u32>>,
    ) -> Election {
        let candidates =
            (1..).zip(names).map(|(number, name)| Candidate { number, name: name.into(), withdrawn: false }).collect();
        Election::with_candidates(title, seats, candidates, rankings)
    }

    /// The same for candidates whose numbers, names and withdrawals are known already.
    pub fn with_candidates(
        title: &str,
        seats: u32,
        candidates: Vec<Candidate>,
        rankings: impl IntoIterator<Item = Vec<u32>>,
    ) -> Election {
        let papers = rankings
            .into_iter()
            .map(|ranking| Paper { weight: 1, ranking: ranking.into_iter().map(Rank::One).collect() })
            .collect();
        let title = title.to_owned();
        Election { title, seats, candidates, papers, ..Election::default() }.merged()
    }

    /// The same election with equal papers put together, in the order of their first appearance.
    #[must_use]
    pub fn merged(self) -> Election {
        let mut seen: HashMap<Vec<Rank>, usize> = HashMap::with_capacity(self.papers.len());
        let mut weights: Vec<u64> = Vec::new();
        for paper in self.papers {
            let next = weights.len();
            match seen.entry(paper.ranking).or_insert(next) {
                place if *place == next => weights.push(paper.weight),
                place => weights[*place] = weights[*place].saturating_add(paper.weight),
            }
        }
        let mut papers: Vec<(usize, Vec<Rank>)> = seen.into_iter().map(|(ranking, place)| (place, ranking)).collect();
        papers.sort_unstable_by_key(|(place, _)| *place);
        let papers = weights.into_iter().zip(papers);
        Election { papers: papers.map(|(weight, (_, ranking))| Paper { weight, ranking }).collect(), ..self }
    }

    /// The name of a candidate, for sentences; a number without a candidate is shown as it is.
    pub fn name(&self, number: u32) -> String {
        let found = self.candidates.iter().find(|candidate| candidate.number == number);
        found.map_or_else(|| format!("candidate {number}"), |candidate| candidate.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_papers_are_kept_once_with_their_number() {
        let election = Election::of("Chair", 1, ["Asha", "Ben"], [vec![1, 2], vec![2], vec![1, 2]]);

        let weights: Vec<u64> = election.papers.iter().map(|paper| paper.weight).collect();
        assert_eq!(weights, [2, 1]);
        assert_eq!(election.papers[0].ranking, [Rank::One(1), Rank::One(2)]);
    }

    #[test]
    fn candidates_are_numbered_from_one_in_the_order_given() {
        let election = Election::of("Chair", 1, ["Asha", "Ben"], []);

        assert_eq!(election.name(2), "Ben");
        assert_eq!(election.name(9), "candidate 9");
    }
}
