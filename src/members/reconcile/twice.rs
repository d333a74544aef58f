//! People who seem to be on a list twice under two numbers, as happens to those who left and rejoined.

use std::collections::HashMap;

use super::{field::Field, known::comparable, list::Entry};

/// A sentence for each pair of rows with the same names and date of birth, the later row after the earlier.
#[must_use]
pub fn same_person_twice(entries: &[Entry]) -> Vec<String> {
    let mut seen: HashMap<[String; 3], usize> = HashMap::new();
    let mut notes = Vec::new();
    for entry in entries.iter().filter(|entry| entry.candidate.born_on.is_some()) {
        let person = [Field::FirstName, Field::LastName, Field::BornOn]
            .map(|field| comparable(field, &entry.candidate.text(field)).to_lowercase());
        if let Some(earlier) = seen.insert(person, entry.row) {
            notes.push(format!("Rows {earlier} and {} may be one person: the same names and date of birth.", entry.row));
        }
    }
    notes
}
