//! Small elections of every shape, for axioms to be tried on.

use proptest::prelude::*;
use wardmote::ballots::count::{Election, Paper, Rank};

#[derive(Clone, Debug)]
pub struct Papers {
    pub candidates: u32,
    pub seats: u32,
    pub rankings: Vec<Vec<u32>>,
}

/// Two to seven candidates, one to four places, up to forty papers, some of them blank.
pub fn any_papers() -> impl Strategy<Value = Papers> {
    (2u32..=7, 1u32..=4).prop_flat_map(|(candidates, seats)| {
        let numbers: Vec<u32> = (1..=candidates).collect();
        let ranking = (Just(numbers).prop_shuffle(), 0..=candidates as usize).prop_map(|(mut numbers, length)| {
            numbers.truncate(length);
            numbers
        });
        let rankings = proptest::collection::vec(ranking, 0..40);
        rankings.prop_map(move |rankings| Papers { candidates, seats, rankings })
    })
}

impl Papers {
    pub fn election(&self) -> Election {
        Election::of("Axioms", self.seats, self.names(), self.rankings.clone())
    }

    /// Every paper by itself, as it came out of the box.
    pub fn one_by_one(&self) -> Vec<Paper> {
        let ranks = |ranking: &Vec<u32>| ranking.iter().copied().map(Rank::One).collect();
        self.rankings.iter().map(|ranking| Paper { weight: 1, ranking: ranks(ranking) }).collect()
    }

    /// The same papers, but one of them ends after so many names; nothing if it is no longer anyway.
    pub fn with_one_cut_short(&self, which: usize, keep: usize) -> Option<Papers> {
        let mut papers = self.clone();
        let ranking = papers.rankings.get_mut(which).filter(|ranking| ranking.len() > keep)?;
        ranking.truncate(keep);
        Some(papers)
    }

    /// The same papers after everybody's number was moved on by so many.
    pub fn renumbered(&self, turn: u32) -> Papers {
        let renumber = |ranking: &Vec<u32>| ranking.iter().map(|number| self.new_number(*number, turn)).collect();
        Papers { rankings: self.rankings.iter().map(renumber).collect(), ..*self }
    }

    pub fn new_number(&self, number: u32, turn: u32) -> u32 {
        (number - 1 + turn) % self.candidates + 1
    }

    fn names(&self) -> Vec<String> {
        (1..=self.candidates).map(|number| format!("Candidate {number}")).collect()
    }
}
