//! Small elections of every shape, for axioms to be tried on.

use proptest::prelude::*;
use wardmote::ballots::count::{Election, Mark, Papers as Laid};

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

/// Files that are nearly BLT: withdrawn candidates, skipped and equal ranks, enormous weights, and
/// now and then a word that does not belong.
pub fn any_file() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => (1u32..=5).prop_map(|number| number.to_string()),
        2 => Just("-".to_owned()),
        2 => (1u32..=5, 1u32..=5).prop_map(|(one, other)| format!("{one}={other}")),
        1 => prop_oneof![Just("9"), Just("=1"), Just("x"), Just("#"), Just("/*"), Just("0")].prop_map(str::to_owned),
    ];
    let weight = prop_oneof![9 => 0u64..50, 1 => Just(u64::MAX)];
    let paper =
        (weight, proptest::collection::vec(word, 0..6)).prop_map(|(weight, words)| format!("{weight} {} 0\n", words.join(" ")));
    let head = prop_oneof![3 => Just(""), 1 => Just("-2\n"), 1 => Just("[withdrawn 1 2 3 4 5]\n"), 1 => Just("[tie 5 4 3]\n")];
    (0u32..=6, head, proptest::collection::vec(paper, 0..12)).prop_map(|(seats, head, papers)| {
        format!("5 {seats}\n{head}{}0\n\"A\"\n\"B\"\nC\n\"D \"d\" D\"\n\"E\"\n", papers.concat())
    })
}

impl Papers {
    pub fn election(&self) -> Election {
        Election::of("Axioms", self.seats, self.names(), self.rankings.clone())
    }

    /// Every paper by itself, as it came out of the box.
    pub fn one_by_one(&self) -> Laid {
        let mut laid = Laid::default();
        for ranking in &self.rankings {
            laid.add(1, &ranking.iter().copied().map(Mark::of).collect::<Vec<_>>());
        }
        laid
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
