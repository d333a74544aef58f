//! The counting table: the papers in piles, one for each candidate, and the sheet being written.
//!
//! Methods that move papers share it. It knows how papers pass from pile to pile and how a stage is
//! written down; what is to be done next, each method decides for itself.

use std::cmp::Reverse;

use super::choices::{Choices, EqualRanks};
use super::{Action, Candidate, Election, LotTaken, Lots, Method, Purpose, Sheet, Stage, Stop, Votes, says};

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

/// Where a tie is looked up before it goes to the lot.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// From the last stage back to the first.
    Backwards,
    /// From the first stage on.
    Forwards,
    /// At no stage: the lot decides at once.
    Nowhere,
}

/// What was done in the stage that is under way.
pub(super) struct Deed {
    pub(super) action: Action,
    /// Whose votes moved, and how many each had before.
    pub(super) of: Vec<usize>,
    pub(super) had: Vec<u128>,
    pub(super) value: Option<u128>,
    /// With Meek's method, the part of each vote that candidates keep from now on.
    pub(super) keeps: Vec<(usize, u128)>,
    pub(super) received: Vec<u128>,
    /// Votes on papers that named nobody else in play.
    pub(super) exhausted: u128,
    /// Votes lost because the rule ignores small fractions.
    pub(super) lost: u128,
    pub(super) elected: Vec<usize>,
    pub(super) without_quota: Vec<usize>,
    pub(super) excluded: Vec<usize>,
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
    places: u32,
    lost: u128,
    lots: &'a Lots,
}

impl<'a> Table<'a> {
    /// An empty table; votes are kept to so many decimal `places`.
    pub(super) fn lay(
        election: &'a Election,
        method: Method,
        seats: u32,
        lots: &'a Lots,
        places: u32,
    ) -> Table<'a> {
        Table::lay_with(election, method, seats, lots, places, EqualRanks::EndThePaper)
    }

    /// The same with a say about equal ranks.
    pub(super) fn lay_with(
        election: &'a Election,
        method: Method,
        seats: u32,
        lots: &'a Lots,
        places: u32,
        equal: EqualRanks,
    ) -> Table<'a> {
        let choices = Choices::of(election, equal);
        let candidates = &election.candidates[..];
        let status = candidates.iter().map(|candidate| match candidate.withdrawn {
            true => Status::Withdrawn,
            false => Status::Continuing,
        });
        let sheet = Sheet {
            title: election.title.clone(),
            method,
            seats,
            valid: choices.valid,
            invalid: choices.invalid,
            quota: None,
            elected: vec![],
            stages: vec![],
            lots: vec![],
            candidates: candidates.to_vec(),
        };
        Table {
            candidates,
            choices,
            status: status.collect(),
            piles: candidates.iter().map(|_| vec![]).collect(),
            tally: vec![0; candidates.len()],
            history: vec![],
            quota: None,
            sheet,
            ties: vec![],
            places,
            lost: 0,
            lots,
        }
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
                None => deed.exhausted += self.weight(*slip) * value,
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

    pub(super) fn continuing(&self) -> Vec<usize> {
        (0..self.status.len()).filter(|place| self.status[*place] == Status::Continuing).collect()
    }

    /// Places not yet filled.
    pub(super) fn vacancies(&self) -> usize {
        (self.sheet.seats as usize).saturating_sub(self.sheet.elected.len())
    }

    /// All votes now with candidates.
    pub(super) fn active(&self) -> u128 {
        self.tally.iter().sum()
    }

    pub(super) fn votes(&self, units: u128) -> Votes {
        Votes { units, places: self.places }
    }

    pub(super) fn deed(&self, action: Action, of: &[usize]) -> Deed {
        Deed {
            action,
            of: of.to_vec(),
            had: of.iter().map(|place| self.tally[*place]).collect(),
            value: None,
            keeps: vec![],
            received: vec![0; self.tally.len()],
            exhausted: 0,
            lost: 0,
            elected: vec![],
            without_quota: vec![],
            excluded: vec![],
        }
    }

    pub(super) fn elect(&mut self, candidate: usize, deed: &mut Deed) {
        self.status[candidate] = Status::Elected;
        self.sheet.elected.push(self.candidates[candidate].number);
        deed.elected.push(candidate);
    }

    /// Elects candidates, those with most votes first, because as many are left as places.
    pub(super) fn elect_the_rest(&mut self, mut rest: Vec<usize>, deed: &mut Deed) {
        rest.sort_by_key(|place| Reverse(self.tally[*place]));
        for candidate in rest {
            self.elect(candidate, deed);
            deed.without_quota.push(candidate);
        }
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

    /// One of several candidates with equal votes: by how they stood at other stages if they ever
    /// differed, else by lot.
    pub(super) fn settle(
        &mut self,
        tied: &[usize],
        purpose: Purpose,
        look: Look,
    ) -> Result<usize, Stop> {
        if let [only] = *tied {
            return Ok(only);
        }
        let left = self.part(tied, purpose, look);
        match left[..] {
            [only] => Ok(only),
            _ => self.draw(&left, purpose),
        }
    }

    /// Of candidates with equal votes, those whom earlier stages put first for the purpose: one
    /// where the stages decide, several where they do not.
    pub(super) fn part(&mut self, tied: &[usize], purpose: Purpose, look: Look) -> Vec<usize> {
        let mut left = tied.to_vec();
        let stages: Vec<usize> = match look {
            Look::Backwards => (0..self.history.len()).rev().collect(),
            Look::Forwards => (0..self.history.len()).collect(),
            Look::Nowhere => vec![],
        };
        for stage in stages {
            let then = &self.history[stage];
            let votes = left.iter().map(|place| then[*place]);
            let wanted = match purpose {
                Purpose::Exclusion => votes.min(),
                Purpose::Surplus | Purpose::Place => votes.max(),
            };
            left.retain(|place| Some(then[*place]) == wanted);
            if let [only] = left[..] {
                let words = says::tie_by_stage(self, tied, only, purpose, stage + 1);
                self.ties.push(words);
                break;
            }
        }
        left
    }

    /// Asks the lots.
    pub(super) fn draw(&mut self, between: &[usize], purpose: Purpose) -> Result<usize, Stop> {
        let numbers: Vec<u32> = between.iter().map(|place| self.candidates[*place].number).collect();
        let taken = self.lots.take(&numbers, purpose);
        let found = between.iter().zip(&numbers).find(|(_, number)| Some(**number) == taken);
        let Some((place, number)) = found.map(|(place, number)| (*place, *number)) else {
            let so_far = Box::new(self.sheet.clone());
            return Err(Stop::LotsNeeded { between: numbers, purpose, so_far });
        };
        self.ties.push(says::tie_by_lot(self, between, place, purpose));
        self.sheet.lots.push(LotTaken { stage: self.stage(), between: numbers, purpose, taken: number });
        Ok(place)
    }

    /// Writes the stage down; the next one begins.
    pub(super) fn close(&mut self, deed: Deed) {
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
            nontransferable: self.votes((self.sheet.valid * self.one()).saturating_sub(self.active())),
            lost_by_fraction: self.votes(self.lost),
            elected: self.numbers(&deed.elected),
            elected_without_quota: self.numbers(&deed.without_quota),
            excluded: self.numbers(&deed.excluded),
            says,
        });
        self.history.push(self.tally.clone());
    }

    fn numbers(&self, places: &[usize]) -> Vec<u32> {
        places.iter().map(|place| self.candidates[*place].number).collect()
    }

    fn figures(
        &self,
        units: &[u128],
        shown: impl Fn(usize) -> bool,
    ) -> std::collections::BTreeMap<u32, Votes> {
        let places = (0..units.len()).filter(|place| shown(*place));
        places.map(|place| (self.candidates[place].number, self.votes(units[place]))).collect()
    }
}
