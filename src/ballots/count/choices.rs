//! The papers as a method reads them: the usable marks of each, in order, and nothing else.
//!
//! Passed over: skipped ranks, withdrawn candidates, a candidate named a second time, and numbers
//! that no candidate has. At an equal rank the paper ends, because it does not say who comes next;
//! only a method that can share a paper among equals reads on.

use std::collections::HashMap;

use super::{Candidate, Election, Mark, SkippedRanks};

/// How a method under its terms reads a paper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Candidates of the same rank share the paper; otherwise it ends there.
    pub(super) share: bool,
    pub(super) skipped: SkippedRanks,
}

/// All papers, their marks laid end to end; candidates are meant by their place in the list.
pub(super) struct Choices {
    marks: Vec<u32>,
    /// For each mark, whether the next one on the paper has the same rank.
    level_with_next: Vec<bool>,
    /// Where the marks of each paper begin; one more at the end.
    starts: Vec<usize>,
    pub(super) weights: Vec<u64>,
    /// Papers with at least one usable mark.
    pub(super) valid: u128,
    /// The others.
    pub(super) invalid: u128,
}

impl Choices {
    pub(super) fn of(election: &Election, reading: Reading) -> Choices {
        let (papers, marks) = (election.papers.len(), election.papers.marks());
        let mut choices = Choices {
            marks: Vec::with_capacity(marks),
            level_with_next: Vec::with_capacity(marks),
            starts: Vec::with_capacity(papers + 1),
            weights: Vec::with_capacity(papers),
            valid: 0,
            invalid: 0,
        };
        choices.starts.push(0);
        let mut known =
            Known { standing: Standing::of(&election.candidates), seen: vec![0; election.candidates.len()], turn: 0 };
        for (weight, marks) in election.papers.iter() {
            known.turn += 1;
            let before = choices.marks.len();
            choices.read(marks, reading, &mut known);
            choices.close(weight, before);
        }
        choices
    }

    /// Adds the marks of one paper, those passed over left out.
    fn read(&mut self, marks: &[Mark], reading: Reading, known: &mut Known) {
        let before = self.marks.len();
        for mark in marks {
            let level = mark.is_level_with_next();
            let skipped = mark.candidate().is_none();
            if level && !reading.share || skipped && reading.skipped == SkippedRanks::EndThePaper {
                return;
            }
            if let Some(place) = mark.candidate().and_then(|number| known.place(number)) {
                self.marks.push(u32::try_from(place).unwrap_or(u32::MAX));
                self.level_with_next.push(level);
            } else if !level && self.marks.len() > before {
                // The last of its rank is passed over, so the one before it becomes the last.
                self.end_the_rank();
            }
        }
    }

    fn end_the_rank(&mut self) {
        if let Some(last) = self.level_with_next.last_mut() {
            *last = false;
        }
    }

    fn close(&mut self, weight: u64, before: usize) {
        if self.marks.len() == before {
            self.invalid += u128::from(weight);
        } else {
            self.valid += u128::from(weight);
            self.starts.push(self.marks.len());
            self.weights.push(weight);
        }
    }

    /// The marks of one paper, most preferred first.
    pub(super) fn marks(&self, paper: usize) -> &[u32] {
        &self.marks[self.starts[paper]..self.starts[paper + 1]]
    }

    /// For each mark of one paper, whether the next has the same rank.
    pub(super) fn level_with_next(&self, paper: usize) -> &[bool] {
        &self.level_with_next[self.starts[paper]..self.starts[paper + 1]]
    }
}

/// Who stands, and whom the paper in hand has named already.
struct Known {
    standing: Standing,
    seen: Vec<usize>,
    turn: usize,
}

impl Known {
    /// Where a candidate stands in the list, the first time that a paper names them.
    fn place(&mut self, number: u32) -> Option<usize> {
        let place = self.standing.place(number)?;
        let before = std::mem::replace(&mut self.seen[place], self.turn);
        (before != self.turn).then_some(place)
    }
}

/// From a candidate's number to the place in the list, for those who stand.
pub(super) struct Standing {
    places: HashMap<u32, usize>,
    /// Whether the numbers run 1, 2, 3 … as in a file, so that nothing need be looked up.
    in_order: bool,
    withdrawn: Vec<bool>,
}

impl Standing {
    pub(super) fn of(candidates: &[Candidate]) -> Standing {
        let places: HashMap<u32, usize> =
            candidates.iter().enumerate().map(|(place, candidate)| (candidate.number, place)).collect();
        let in_order = (1..).zip(candidates).all(|(number, candidate)| candidate.number == number);
        let withdrawn = candidates.iter().map(|candidate| candidate.withdrawn).collect();
        Standing { places, in_order, withdrawn }
    }

    /// Where a candidate stands in the list; nothing for the withdrawn and the unknown.
    pub(super) fn place(&self, number: u32) -> Option<usize> {
        let place = match self.in_order {
            true => (number as usize).checked_sub(1)?,
            false => *self.places.get(&number)?,
        };
        match self.withdrawn.get(place) {
            Some(false) => Some(place),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Papers, Rank};

    fn read(ranking: Vec<Rank>, withdrawn: Option<usize>) -> Vec<u32> {
        read_with(ranking, withdrawn, Reading { share: false, skipped: SkippedRanks::PassedOver })
    }

    fn read_with(ranking: Vec<Rank>, withdrawn: Option<usize>, reading: Reading) -> Vec<u32> {
        let mut election = Election::of("", 1, ["Asha", "Ben", "Chris"], []);
        election.papers = Papers::default();
        election.papers.add(1, &Mark::all(&ranking));
        if let Some(place) = withdrawn {
            election.candidates[place].withdrawn = true;
        }
        let choices = Choices::of(&election, reading);
        if choices.valid == 0 { vec![] } else { choices.marks(0).to_vec() }
    }

    #[test]
    fn skipped_ranks_and_repeated_names_are_passed_over() {
        use Rank::{One, Skipped};
        assert_eq!(read(vec![Skipped, One(2), One(2), Skipped, One(1)], None), [1, 0]);
    }

    #[test]
    fn a_paper_ends_where_two_share_a_rank() {
        use Rank::{Equal, One};
        let paper = vec![One(3), Equal(vec![1, 2]), One(1)];
        assert_eq!(read(paper.clone(), None), [2]);
        let sharing = Reading { share: true, skipped: SkippedRanks::PassedOver };
        assert_eq!(read_with(paper, None, sharing), [2, 0, 1]);
    }

    #[test]
    fn where_the_terms_say_so_a_paper_ends_at_a_rank_left_out() {
        use Rank::{One, Skipped};
        let strict = Reading { share: false, skipped: SkippedRanks::EndThePaper };
        assert_eq!(read_with(vec![One(2), Skipped, One(1)], None, strict), [1]);
    }

    #[test]
    fn withdrawn_and_unknown_candidates_are_passed_over() {
        use Rank::One;
        assert_eq!(read(vec![One(1), One(99), One(2)], Some(0)), [1]);
        assert!(read(vec![One(1)], Some(0)).is_empty());
    }
}
