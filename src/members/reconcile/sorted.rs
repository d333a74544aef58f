//! The rows of a list sorted: people who can be compared, people without a number, and rows that are kept back.

use std::collections::HashMap;

use super::{
    candidate::Candidate,
    list::{Entry, Problem},
    records::Record,
    row::{Fault, Manner},
};

/// The rows in three heaps.
#[derive(Debug, Default)]
pub struct Sorted {
    pub entries: Vec<Entry>,
    pub unnumbered: Vec<Entry>,
    pub problems: Vec<Problem>,
    /// The place among the entries of each membership number.
    numbers: HashMap<String, usize>,
}

impl Sorted {
    /// Reads every row and puts it where it belongs.
    #[must_use]
    pub fn of(people: &[Record], manner: &Manner) -> Self {
        let mut sorted = Self::default();
        for record in people {
            let (candidate, mut faults) = manner.read(&record.cells);
            faults.extend(sorted.repetition(&candidate));
            sorted.put(record, candidate, &faults);
        }
        sorted
    }

    /// A second row with the number of a good one: the same again, or somebody's mistake.
    fn repetition(&self, candidate: &Candidate) -> Option<Fault> {
        let first = &self.entries[*self.numbers.get(&candidate.number)?];
        Some(if first.candidate == *candidate {
            Fault::Duplicate
        } else {
            Fault::SameNumber { number: candidate.number.clone(), row: first.row }
        })
    }

    fn put(&mut self, record: &Record, candidate: Candidate, faults: &[Fault]) {
        let row = record.row;
        if faults.is_empty() {
            self.numbers.insert(candidate.number.clone(), self.entries.len());
            self.entries.push(Entry { row, candidate });
            return;
        }
        self.problems.push(Problem {
            row,
            reason: faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
            cells: record.cells.iter().map(str::to_owned).collect(),
            number: candidate.number.clone(),
        });
        if faults == [Fault::NoNumber] {
            self.unnumbered.push(Entry { row, candidate });
        }
    }
}
