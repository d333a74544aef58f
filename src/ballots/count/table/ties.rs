//! Ties: first the other stages are looked up, where the rules say so, then the lots are asked.

use super::Table;
use crate::ballots::count::{LotTaken, Purpose, Stop, Ties, says};

/// Where a tie is looked up before it goes to the lot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// From the last stage back to the first.
    Backwards,
    /// From the first stage on.
    Forwards,
    /// At no stage: the lot decides at once.
    Nowhere,
}

impl Table<'_> {
    /// One of several candidates with equal votes: by how they stood at other stages if they ever
    /// differed, else by lot.
    pub fn settle(&mut self, tied: &[usize], purpose: Purpose, look: Look) -> Result<usize, Stop> {
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
    pub fn part(&mut self, tied: &[usize], purpose: Purpose, look: Look) -> Vec<usize> {
        let mut left = tied.to_vec();
        let look = match self.terms.ties {
            Ties::AsTheRules => look,
            Ties::Backwards => Look::Backwards,
            Ties::Forwards => Look::Forwards,
            Ties::ByLot => Look::Nowhere,
        };
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
                let words = says::tie_by_stage(self, tied, only, purpose, (stage + 1, look));
                self.ties.push(words);
                break;
            }
        }
        left
    }

    /// Asks the lots.
    pub fn draw(&mut self, between: &[usize], purpose: Purpose) -> Result<usize, Stop> {
        let numbers: Vec<u32> = between.iter().map(|place| self.candidates[*place].number).collect();
        let taken = self.lots.take(&numbers, purpose, self.tie_order);
        let found = between.iter().zip(&numbers).find(|(_, number)| Some(**number) == taken);
        let Some((place, number)) = found.map(|(place, number)| (*place, *number)) else {
            let so_far = Box::new(self.sheet.clone());
            return Err(Stop::LotsNeeded { between: numbers, purpose, so_far });
        };
        self.ties.push(says::tie_by_lot(self, between, place, purpose));
        self.sheet.lots.push(LotTaken { stage: self.stage(), between: numbers, purpose, taken: number });
        Ok(place)
    }
}
