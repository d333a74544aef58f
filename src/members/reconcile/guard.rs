//! The brake on a list that is not the whole list: a download with a filter left on makes half a branch disappear.

use super::buckets::Reconciliation;

/// Above this share of the register missing, in hundredths.
const MISSING: usize = 15;

/// Above this share of the register changed, in hundredths.
const CHANGED: usize = 20;

/// A reason to ask for a typed confirmation before the list is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The sentence that the page shows.
    pub words: String,
    /// How many of the register it concerns.
    pub people: usize,
    /// How many the register has.
    pub of: usize,
}

/// The brakes that a reconciliation pulls.
#[must_use]
pub fn guards(found: &Reconciliation, known: usize) -> Vec<Guard> {
    let changed = found.changed.len() + found.moved.len();
    let missing = brake(found.missing.len(), known, MISSING, |missing| {
        format!("{missing} of {known} members are missing from this list. It looks like a part of the list only.")
    });
    let altered = brake(changed, known, CHANGED, |changed| {
        format!("{changed} of {known} members would change. It looks like another list, or one that lost its letters.")
    });
    missing.into_iter().chain(altered).collect()
}

fn brake(people: usize, of: usize, hundredths: usize, words: impl Fn(usize) -> String) -> Option<Guard> {
    (people * 100 > of * hundredths).then(|| Guard { words: words(people), people, of })
}
