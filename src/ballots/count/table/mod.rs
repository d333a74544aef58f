//! The counting table: the papers in piles, one for each candidate, and the sheet being written.
//!
//! Methods that move papers share it. It knows how papers pass from pile to pile, how ties are
//! settled and how a stage is written down; what is to be done next, each method decides for itself.

mod places;
mod stages;
mod ties;

use std::cmp::Reverse;

use super::choices::{Choices, Reading};
use super::groups::Quotas;
use super::{Action, Candidate, Contest, EqualRanks, Lots, Sheet, Stop, Terms, Votes};

pub(super) use stages::Deed;
pub(super) use ties::Look;

/// Equal papers at the mark that gave them to the pile they lie on.
#[derive(Clone, Copy)]
pub(super) struct Slip {
    pub(super) paper: u32,
    at: u32,
}

/// Papers received together and worth the same.
pub(super) struct Parcel {
    /// What one paper is worth, in the smallest part that the rule knows.
    pub(super) value: u128,
    /// The stage in which they came.
    pub(super) stage: usize,
    pub(super) slips: Vec<Slip>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Continuing,
    Elected,
    Excluded,
    Withdrawn,
}

pub(super) struct Table<'a> {
    pub(super) candidates: &'a [Candidate],
    pub(super) choices: Choices,
    pub(super) status: Vec<Status>,
    pub(super) piles: Vec<Vec<Parcel>>,
    pub(super) tally: Vec<u128>,
    /// The tallies as they stood at the end of every stage so far.
    pub(super) history: Vec<Vec<u128>>,
    pub(super) quota: Option<Votes>,
    pub(super) sheet: Sheet,
    /// Sentences about ties, waiting to be written into the stage that they decided.
    pub(super) ties: Vec<String>,
    /// Votes lost so far because the rule ignores small fractions.
    pub(super) lost: u128,
    pub(super) terms: &'a Terms,
    /// How many are to be elected, fewer than the places where fewer stand.
    wanted: usize,
    quotas: Quotas<'a>,
    places: u32,
    lots: &'a Lots,
    tie_order: &'a [u32],
}

impl<'a> Table<'a> {
    /// An empty table; votes are kept to so many decimal `places`. Equal ranks end a paper.
    pub(super) fn lay(contest: Contest<'a>, places: u32) -> Result<Table<'a>, Stop> {
        Table::lay_for(contest, places, false)
    }

    /// The same for a method that shares a paper among equals, if the terms let it.
    pub(super) fn lay_sharing(contest: Contest<'a>, places: u32) -> Result<Table<'a>, Stop> {
        Table::lay_for(contest, places, contest.terms.equal == EqualRanks::AsTheRules)
    }

    fn lay_for(contest: Contest<'a>, places: u32, share: bool) -> Result<Table<'a>, Stop> {
        let Contest { election, method, seats, lots, terms } = contest;
        let choices = Choices::of(election, Reading { share, skipped: terms.skipped });
        let candidates = &election.candidates[..];
        let status = candidates.iter().map(|candidate| match candidate.withdrawn {
            true => Status::Withdrawn,
            false => Status::Continuing,
        });
        let standing = candidates.iter().filter(|candidate| !candidate.withdrawn).count();
        let sheet = Sheet {
            title: election.title.clone(),
            method,
            seats,
            valid: choices.valid,
            invalid: choices.invalid,
            quota: None,
            elected: vec![],
            unfilled: 0,
            stages: vec![],
            lots: vec![],
            candidates: candidates.to_vec(),
        };
        let table = Table {
            candidates,
            choices,
            status: status.collect(),
            piles: candidates.iter().map(|_| vec![]).collect(),
            tally: vec![0; candidates.len()],
            history: vec![],
            quota: None,
            sheet,
            ties: vec![],
            terms,
            wanted: standing.min(seats as usize),
            quotas: Quotas::of(&terms.groups, candidates.iter().map(|candidate| candidate.number)),
            places,
            lost: 0,
            lots,
            tie_order: &election.tie_order,
        };
        table.terms_can_be_met().map(|()| table)
    }

    /// Puts every paper on the pile of its first preference.
    pub(super) fn deal(&mut self) -> Deed {
        let mut deed = self.deed(Action::FirstPreferences, &[]);
        let one = self.one();
        for paper in 0..self.choices.weights.len() {
            let slip = Slip { paper: u32::try_from(paper).unwrap_or(u32::MAX), at: 0 };
            if let Some(first) = self.choices.marks(paper).first() {
                self.receive(*first as usize, slip, one, &mut deed);
            }
        }
        deed
    }

    /// Moves papers to their next continuing candidates at `value` each.
    pub(super) fn pass_on(&mut self, slips: &[Slip], value: u128, deed: &mut Deed) {
        for slip in slips {
            match self.next(*slip) {
                Some((candidate, slip)) => self.receive(candidate, slip, value, deed),
                None => {
                    deed.exhausted += self.weight(*slip) * value;
                    deed.papers_exhausted += self.weight(*slip);
                }
            }
        }
    }

    /// Moves all papers of an excluded candidate at the values they have.
    pub(super) fn pass_on_all(&mut self, from: usize, deed: &mut Deed) {
        let mut parcels = std::mem::take(&mut self.piles[from]);
        parcels.sort_by_key(|parcel| Reverse(parcel.value));
        for parcel in parcels {
            self.pass_on(&parcel.slips, parcel.value, deed);
        }
        self.tally[from] = 0;
    }

    /// The next candidate still in play on a paper.
    pub(super) fn next(&self, slip: Slip) -> Option<(usize, Slip)> {
        let from = slip.at as usize + 1;
        let marks = self.choices.marks(slip.paper as usize).iter().zip(0..).skip(from);
        for (candidate, at) in marks {
            if self.status[*candidate as usize] == Status::Continuing {
                return Some((*candidate as usize, Slip { at, ..slip }));
            }
        }
        None
    }

    fn receive(&mut self, candidate: usize, slip: Slip, value: u128, deed: &mut Deed) {
        let stage = self.stage();
        let votes = self.weight(slip) * value;
        self.tally[candidate] += votes;
        deed.received[candidate] += votes;
        deed.papers[candidate] += self.weight(slip);
        match self.piles[candidate].last_mut() {
            Some(parcel) if parcel.stage == stage && parcel.value == value => parcel.slips.push(slip),
            _ => self.piles[candidate].push(Parcel { value, stage, slips: vec![slip] }),
        }
    }

    /// On whose pile a slip lies.
    pub(super) fn holder(&self, slip: Slip) -> usize {
        self.choices.marks(slip.paper as usize)[slip.at as usize] as usize
    }

    /// So many papers lie behind one slip.
    pub(super) fn weight(&self, slip: Slip) -> u128 {
        self.choices.weights[slip.paper as usize].into()
    }

    /// One whole vote.
    pub(super) fn one(&self) -> u128 {
        10u128.pow(self.places)
    }

    /// The number of the stage under way, from 1.
    pub(super) fn stage(&self) -> usize {
        self.history.len() + 1
    }

    /// All votes now with candidates.
    pub(super) fn active(&self) -> u128 {
        self.tally.iter().sum()
    }

    pub(super) fn votes(&self, units: u128) -> Votes {
        Votes { units, places: self.places }
    }

    pub(super) fn exclude(&mut self, candidate: usize, deed: &mut Deed) {
        self.status[candidate] = Status::Excluded;
        deed.excluded.push(candidate);
    }

    /// Those of `among` with fewest votes now.
    pub(super) fn fewest(&self, among: &[usize]) -> Vec<usize> {
        let fewest = among.iter().map(|place| self.tally[*place]).min();
        among.iter().copied().filter(|place| Some(self.tally[*place]) == fewest).collect()
    }
}
