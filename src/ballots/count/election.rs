//! What goes into a count: the candidates, the places to fill, and the papers as they were marked.

use serde::{Deserialize, Serialize};

use super::papers::{Bundles, Mark, Papers, Rank};

/// A person (or a choice, such as "Re-open nominations") that papers may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The number by which papers name the candidate; in a BLT file they run from 1.
    pub number: u32,
    pub name: String,
    /// A withdrawn candidate stays on the printed papers and is passed over in the count.
    pub withdrawn: bool,
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
    pub papers: Papers,
    /// An order for ties laid down in a file, used only with [`super::Lots::ByNumber`].
    pub tie_order: Vec<u32>,
    /// What the reader of a file passed over, in plain sentences; empty for papers of our own.
    pub remarks: Vec<String>,
}

impl Election {
    /// The numbers of the candidates who do not stand any more.
    pub fn withdrawn(&self) -> Vec<u32> {
        self.candidates.iter().filter(|candidate| candidate.withdrawn).map(|candidate| candidate.number).collect()
    }

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
        let ranked = |ranking: Vec<u32>| ranking.into_iter().map(Rank::One).collect();
        Election::with_candidates(title, seats, candidates, rankings.into_iter().map(ranked))
    }

    /// The same for candidates whose numbers, names and withdrawals are known already.
    pub fn with_candidates(
        title: &str,
        seats: u32,
        candidates: Vec<Candidate>,
        rankings: impl IntoIterator<Item = Vec<Rank>>,
    ) -> Election {
        let mut bundles = Bundles::default();
        for ranking in rankings {
            bundles.take(1, &Mark::all(&ranking));
        }
        let title = title.to_owned();
        Election { title, seats, candidates, papers: bundles.finish(), ..Election::default() }
    }

    /// The same election with equal papers put together, in the order of their first appearance.
    #[must_use]
    pub fn merged(self) -> Election {
        Election { papers: self.papers.merged(), ..self }
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
    fn candidates_are_numbered_from_one_in_the_order_given() {
        let election = Election::of("Chair", 1, ["Asha", "Ben"], []);

        assert_eq!(election.name(2), "Ben");
        assert_eq!(election.name(9), "candidate 9");
    }
}
