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

/// What an update comes to for one elector, however many of its rows are about that number.
#[derive(Debug, Clone)]
pub enum Net {
    Create(Entry),
    Amend(Entry),
    Delete(ElectorNumber),
    /// One elector went, and the number was given to another.
    Renew(Entry),
}

impl Net {
    pub const fn elector(&self) -> &ElectorNumber {
        match self {
            Self::Create(entry) | Self::Amend(entry) | Self::Renew(entry) => &entry.elector,
            Self::Delete(elector) => elector,
        }
    }

    /// How the elector is listed from now on.
    pub const fn listed(&self) -> Option<&Entry> {
        match self {
            Self::Create(entry) | Self::Amend(entry) | Self::Renew(entry) => Some(entry),
            Self::Delete(_) => None,
        }
    }

    /// The number whose entry ends.
    pub const fn ended(&self) -> Option<&ElectorNumber> {
        match self {
            Self::Delete(elector) => Some(elector),
            Self::Renew(entry) => Some(&entry.elector),
            Self::Create(_) | Self::Amend(_) => None,
        }
    }

    pub const fn change(&self) -> Change {
        match self {
            Self::Create(_) => Change::Create,
            Self::Amend(_) => Change::Amend,
            Self::Delete(_) => Change::Delete,
            Self::Renew(_) => Change::CreateAndDelete,
        }
    }
}

/// What the rows say about one number.
#[derive(Default)]
struct About<'a> {
    last: Option<&'a Entry>,
    created: usize,
    deleted: usize,
}

impl<'a> About<'a> {
    fn list(&mut self, entry: &'a Entry) {
        self.last = self.last.filter(|last| last.row > entry.row).or(Some(entry));
    }
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

    /// What it comes to, by number; `stood` says which numbers the register had before.
    pub fn net(&self, stood: impl Fn(&ElectorNumber) -> bool) -> Vec<Net> {
        let mut about: BTreeMap<&ElectorNumber, About<'_>> = BTreeMap::new();
        for entry in &self.created {
            let about = about.entry(&entry.elector).or_default();
            about.created += 1;
            about.list(entry);
        }
        for amendment in &self.amended {
            about.entry(&amendment.after.elector).or_default().list(&amendment.after);
        }
        for elector in &self.deleted {
            about.entry(elector).or_default().deleted += 1;
        }
        let net = |(elector, about): (&ElectorNumber, About<'_>)| {
            let last = about.last.cloned();
            match (stood(elector), about.deleted) {
                (true, 0) => last.map(Net::Amend),
                (true, deleted) if deleted > about.created => Some(Net::Delete(elector.clone())),
                (true, _) => last.map(Net::Renew),
                (false, deleted) if about.created > deleted => last.map(Net::Create),
                (false, _) => None,
            }
        };
        about.into_iter().filter_map(net).collect()
    }

    fn problem(&mut self, row: u64, reason: Reason) {
        self.problems.push(Problem { row, reason });
    }
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
