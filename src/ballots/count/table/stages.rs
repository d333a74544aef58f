//! A stage: what is done in it, and how it is written down when it ends.

use std::collections::BTreeMap;

use super::{Status, Table};
use crate::ballots::count::{Action, Stage, Votes, says};

/// What was done in the stage that is under way.
pub struct Deed {
    pub action: Action,
    /// Whose votes moved, and how many each had before.
    pub of: Vec<usize>,
    pub had: Vec<u128>,
    pub value: Option<u128>,
    /// With Meek's method, the part of each vote that candidates keep from now on.
    pub keeps: Vec<(usize, u128)>,
    pub received: Vec<u128>,
    /// How many papers these votes came on; none with Meek's method, which moves parts of every paper.
    pub papers: Vec<u128>,
    /// Votes on papers that named nobody else in play.
    pub exhausted: u128,
    /// How many papers that were.
    pub papers_exhausted: u128,
    /// Votes lost because the rule ignores small fractions.
    pub lost: u128,
    pub elected: Vec<usize>,
    pub without_quota: Vec<usize>,
    pub excluded: Vec<usize>,
    /// The terms by which the excluded could not be elected any more, in words.
    pub doomed_by: Vec<String>,
}

impl Table<'_> {
    pub fn deed(&self, action: Action, of: &[usize]) -> Deed {
        Deed {
            action,
            of: of.to_vec(),
            had: of.iter().map(|place| self.tally[*place]).collect(),
            value: None,
            keeps: vec![],
            received: vec![0; self.tally.len()],
            papers: vec![0; self.tally.len()],
            exhausted: 0,
            papers_exhausted: 0,
            lost: 0,
            elected: vec![],
            without_quota: vec![],
            excluded: vec![],
            doomed_by: if action == Action::Exclusion { self.terms_against(of) } else { vec![] },
        }
    }

    /// Writes the stage down; the next one begins.
    pub fn close(&mut self, deed: Deed) {
        let says = says::stage(self, &deed);
        self.ties.clear();
        self.lost += deed.lost;
        let known = self.sheet.stages.iter().rev().find_map(|stage| stage.quota).or(self.sheet.quota);
        if self.sheet.stages.is_empty() {
            self.sheet.quota = self.quota;
        }
        let moved = matches!(deed.action, Action::Surplus | Action::Exclusion);
        let changed = !self.sheet.stages.is_empty() && self.quota != known;
        self.sheet.stages.push(Stage {
            number: self.stage(),
            action: deed.action,
            of: self.numbers(&deed.of),
            keeps: deed.keeps.iter().map(|(place, keep)| (self.candidates[*place].number, self.votes(*keep))).collect(),
            value: deed.value.map(|value| self.votes(value)),
            quota: self.quota.filter(|_| changed),
            tally: self.figures(&self.tally, |place| self.status[place] != Status::Withdrawn),
            transfers: self.figures(&deed.received, |place| moved && deed.received[place] > 0),
            papers: self.papers_moved(&deed).filter(|_| moved).collect(),
            papers_without_choice: if moved { deed.papers_exhausted } else { 0 },
            nontransferable: self.votes((self.sheet.valid * self.one()).saturating_sub(self.active())),
            lost_by_fraction: self.votes(self.lost),
            elected: self.numbers(&deed.elected),
            elected_without_quota: self.numbers(&deed.without_quota),
            excluded: self.numbers(&deed.excluded),
            says,
        });
        self.history.push(self.tally.clone());
    }

    /// Who received how many papers.
    fn papers_moved<'d>(&'d self, deed: &'d Deed) -> impl Iterator<Item = (u32, u128)> + 'd {
        let received = self.candidates.iter().zip(&deed.papers).filter(|(_, papers)| **papers > 0);
        received.map(|(candidate, papers)| (candidate.number, *papers))
    }

    fn numbers(&self, places: &[usize]) -> Vec<u32> {
        places.iter().map(|place| self.candidates[*place].number).collect()
    }

    fn figures(&self, units: &[u128], shown: impl Fn(usize) -> bool) -> BTreeMap<u32, Votes> {
        let places = (0..units.len()).filter(|place| shown(*place));
        places.map(|place| (self.candidates[place].number, self.votes(units[place]))).collect()
    }
}
