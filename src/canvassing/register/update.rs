//! A monthly update held against the register: who came, who changed, who left, and what does not fit.

use super::elector_number::ElectorNumber;
use super::entry::{Change, Entry};
use super::layout::Layout;
use super::problem::{Problem, Reason};
use super::reading::Register;
use std::collections::BTreeMap;

/// What an update would do. Nothing is applied by making this; every row of the update is in exactly one of
/// `created`, `amended`, `deleted`, `ignored` and `problems`.
#[derive(Debug, Clone, Default)]
pub struct Reconciliation {
    /// New entries, those of `unknown` included.
    pub created: Vec<Entry>,
    pub amended: Vec<Amendment>,
    pub deleted: Vec<ElectorNumber>,
    /// Rows of electors who came and went between two updates.
    pub ignored: Vec<u64>,
    /// Rows that amend an elector the register never had; they are created, and told apart because they show
    /// that an earlier update was missed.
    pub unknown: Vec<u64>,
    pub problems: Vec<Problem>,
}

/// An elector before and after.
#[derive(Debug, Clone)]
pub struct Amendment {
    pub before: Entry,
    pub after: Entry,
}

/// The second file is a full register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The second file is a full register (layout {layout}) and not a monthly update.")]
pub struct NotAnUpdate {
    pub layout: Layout,
}

/// Holds `changes` against `register`, row by row in the order of the update.
pub fn update(register: &Register, changes: &Register) -> Result<Reconciliation, NotAnUpdate> {
    if !changes.layout.is_update() {
        return Err(NotAnUpdate { layout: changes.layout });
    }
    let mut standing: BTreeMap<&ElectorNumber, &Entry> = register.entries.iter().map(|entry| (&entry.elector, entry)).collect();
    let mut outcome = Reconciliation { problems: changes.problems.clone(), ..Reconciliation::default() };
    for entry in &changes.entries {
        outcome.take(entry, &mut standing);
    }
    outcome.problems.sort_by_key(|problem| problem.row);
    Ok(outcome)
}

impl Reconciliation {
    fn take<'a>(&mut self, entry: &'a Entry, standing: &mut BTreeMap<&'a ElectorNumber, &'a Entry>) {
        let elector = entry.elector.clone();
        let known = standing.get(&elector).copied();
        match (entry.change, known) {
            (Some(Change::CreateAndDelete), _) | (Some(Change::DeleteIfThere), None) => self.ignored.push(entry.row),
            (Some(Change::Delete | Change::DeleteIfThere), Some(_)) => {
                standing.remove(&elector);
                self.deleted.push(elector);
            }
            (Some(Change::Delete), None) => self.problem(entry.row, Reason::NotThere { elector }),
            (Some(Change::Create), Some(_)) => self.problem(entry.row, Reason::AlreadyThere { elector }),
            (Some(Change::Create), None) => self.create(entry, standing),
            (Some(Change::Amend) | None, Some(before)) => {
                standing.insert(&entry.elector, entry);
                self.amended.push(Amendment { before: before.clone(), after: entry.clone() });
            }
            (Some(Change::Amend) | None, None) => {
                self.unknown.push(entry.row);
                self.create(entry, standing);
            }
        }
    }

    fn create<'a>(&mut self, entry: &'a Entry, standing: &mut BTreeMap<&'a ElectorNumber, &'a Entry>) {
        standing.insert(&entry.elector, entry);
        self.created.push(entry.clone());
    }

    fn problem(&mut self, row: u64, reason: Reason) {
        self.problems.push(Problem { row, reason });
    }
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
