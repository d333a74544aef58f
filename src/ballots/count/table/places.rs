//! Places: who may be elected, who may be excluded, and how many places are left.
//!
//! Without terms about groups everybody may be either; with them, the guarded may not be excluded
//! and the doomed may not be elected.

use std::cmp::Reverse;

use super::{Deed, Look, Status, Table};
use crate::ballots::count::{Purpose, Stop, says};

impl Table<'_> {
    pub fn continuing(&self) -> Vec<usize> {
        self.of_status(Status::Continuing)
    }

    fn of_status(&self, status: Status) -> Vec<usize> {
        (0..self.status.len()).filter(|place| self.status[*place] == status).collect()
    }

    /// Places not yet filled.
    pub fn vacancies(&self) -> usize {
        (self.sheet.seats as usize).saturating_sub(self.sheet.elected.len() + self.sheet.unfilled as usize)
    }

    /// How many are still to be elected: never more than there are candidates for.
    fn wanted_still(&self) -> usize {
        self.wanted.saturating_sub(self.of_status(Status::Elected).len())
    }

    pub(super) fn terms_can_be_met(&self) -> Result<(), Stop> {
        match self.quotas.unmeetable(&self.continuing(), self.wanted) {
            Some(why) => Err(Stop::Unmeetable(why)),
            None => Ok(()),
        }
    }

    /// Those in play who may still be elected.
    pub fn hopeful(&self) -> Vec<usize> {
        let mut hopeful = self.continuing();
        hopeful.retain(|place| self.may_be_elected(&[*place]));
        hopeful
    }

    /// Those in play who may not be elected any more, because of the terms.
    pub fn doomed(&self) -> Vec<usize> {
        let mut doomed = self.continuing();
        doomed.retain(|place| !self.may_be_elected(&[*place]));
        doomed
    }

    /// Whether the terms can still be met if all of these are elected.
    pub fn may_be_elected(&self, together: &[usize]) -> bool {
        if self.quotas.are_none() {
            return true;
        }
        let Some(places) = self.wanted_still().checked_sub(together.len()) else { return false };
        let mut elected = self.of_status(Status::Elected);
        elected.extend(together);
        self.quotas.fit(&elected, &self.without(together), places)
    }

    /// Whether enough are left for the places, and the terms can still be met, if these go out.
    pub fn may_go(&self, together: &[usize]) -> bool {
        self.quotas.fit(&self.of_status(Status::Elected), &self.without(together), self.wanted_still())
    }

    fn without(&self, gone: &[usize]) -> Vec<usize> {
        let mut left = self.continuing();
        left.retain(|place| !gone.contains(place));
        left
    }

    /// Those in play who may be excluded: everybody whom the terms do not guard.
    pub fn excludable(&self) -> Vec<usize> {
        let mut excludable = self.continuing();
        if !self.quotas.are_none() {
            excludable.retain(|place| self.may_go(&[*place]));
        }
        excludable
    }

    /// The terms by which a candidate is guarded or doomed, in words.
    pub fn binding(&self, candidate: usize, doomed: bool) -> String {
        self.quotas.binding(&self.of_status(Status::Elected), candidate, doomed)
    }

    /// The terms by which those of `places` who are doomed cannot be elected any more, in words.
    pub(super) fn terms_against(&self, places: &[usize]) -> Vec<String> {
        let doomed = self.doomed();
        places.iter().filter(|place| doomed.contains(place)).map(|place| self.binding(*place, true)).collect()
    }

    /// Elects those who have votes enough, the highest first, as far as the terms allow. Of equals who
    /// may not all be elected, earlier stages choose or a lot.
    pub fn elect_reached(&mut self, mut reached: Vec<usize>, look: Look, deed: &mut Deed) -> Result<(), Stop> {
        loop {
            reached.retain(|place| self.status[*place] == Status::Continuing && self.may_be_elected(&[*place]));
            let Some(most) = reached.iter().map(|place| self.tally[*place]).max() else { return Ok(()) };
            let level: Vec<usize> = reached.iter().copied().filter(|place| self.tally[*place] == most).collect();
            if self.may_be_elected(&level) {
                level.into_iter().for_each(|place| self.elect(place, deed));
            } else {
                let chosen = self.settle(&level, Purpose::Place, look)?;
                self.elect(chosen, deed);
            }
        }
    }

    pub fn elect(&mut self, candidate: usize, deed: &mut Deed) {
        self.status[candidate] = Status::Elected;
        if self.reopens(candidate) {
            self.sheet.unfilled += 1;
        } else {
            self.sheet.elected.push(self.candidates[candidate].number);
        }
        deed.elected.push(candidate);
    }

    /// Elects candidates, those with most votes first, because as many are left as places.
    pub fn elect_the_rest(&mut self, mut rest: Vec<usize>, deed: &mut Deed) {
        rest.sort_by_key(|place| Reverse(self.tally[*place]));
        for candidate in rest {
            self.elect(candidate, deed);
            deed.without_quota.push(candidate);
        }
    }

    /// Elects those left if they are no more than the places, and says whether the count is over.
    pub fn fill_the_last(&mut self, deed: &mut Deed) -> bool {
        let hopeful = self.hopeful();
        if self.vacancies() > 0 && hopeful.len() <= self.vacancies() {
            self.elect_the_rest(hopeful, deed);
            self.note_passed_over();
        }
        self.vacancies() == 0 || self.hopeful().is_empty()
    }

    /// Whether this is "Re-open nominations".
    pub fn reopens(&self, candidate: usize) -> bool {
        self.terms.reopen.is_some_and(|reopen| reopen.candidate == self.candidates[candidate].number)
    }

    /// Whether what a candidate has beyond the quota stays where it is, by the terms.
    pub fn keeps_surplus(&self, candidate: usize) -> bool {
        self.reopens(candidate) && self.terms.reopen.is_some_and(|reopen| !reopen.passes_on)
    }

    /// Says in this stage that somebody with more votes than one elected was passed over.
    pub fn note_passed_over(&mut self) {
        let fewest = self.of_status(Status::Elected).into_iter().map(|place| self.tally[place]).min();
        let mut over = self.continuing();
        over.retain(|place| fewest.is_some_and(|fewest| self.tally[*place] > fewest));
        for place in over {
            let words = says::passed_over(self, place);
            self.ties.push(words);
        }
    }

    /// Says in the next stage that somebody with fewer votes than those who go out was kept, because
    /// the terms need them.
    pub fn note_guarded(&mut self, going: &[usize]) {
        let most = going.iter().map(|place| self.tally[*place]).max();
        if self.quotas.are_none() || !self.terms_against(going).is_empty() {
            return;
        }
        let excludable = self.excludable();
        let mut kept = self.continuing();
        kept.retain(|place| Some(self.tally[*place]) < most && !excludable.contains(place));
        for place in kept {
            let words = says::guarded(self, place);
            self.ties.push(words);
        }
    }
}
