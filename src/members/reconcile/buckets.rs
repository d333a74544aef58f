//! The five buckets: who is new, who changed, who moved, who is missing from the list, and which rows are kept back.
//!
//! Only the membership number matches a row to a member. Nothing in here decides: a member who is missing may have
//! left, or head office is late, so the bucket asks and deletes nobody.

use std::collections::{BTreeMap, HashSet};

use super::{
    field::Field,
    guard::{self, Guard},
    known::{Known, says_the_same},
    list::{Entry, List, Problem},
    spelling::is_mangled,
    suggestions::{self, Suggestion},
};

/// How a list differs from the register. A row is in one bucket: problems before new, moved before changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    pub new: Vec<Entry>,
    /// Members who are on the list with other details.
    pub changed: Vec<Changed>,
    /// Members whose ward is another, with whatever else changed.
    pub moved: Vec<Changed>,
    /// Numbers that the register has and no row of the list.
    pub missing: Vec<String>,
    /// Members who, by the list, joined later than we know. Their other changes are in the buckets.
    pub joined_date_conflicts: Vec<JoinedConflict>,
    pub problems: Vec<Problem>,
    /// Where the list disagrees with a field that the branch has locked. The register's word stands.
    pub locked: Vec<Changed>,
    /// People who may be members already; never applied without a person's word.
    pub suggestions: Vec<Suggestion>,
    /// Reasons to think that this is not the whole list.
    pub guards: Vec<Guard>,
}

/// A member and the fields in which the list differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub number: String,
    pub row: usize,
    pub fields: Vec<FieldChange>,
}

impl Changed {
    /// Whether a field differs only by letters that the encoding of the list lost.
    #[must_use]
    pub fn is_mangled(&self) -> bool {
        self.fields.iter().any(|change| change.mangled)
    }
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: Field,
    pub from: String,
    pub to: String,
    /// The new text is the old one with letters lost, so it must not replace it unless a person says so.
    pub mangled: bool,
}

/// A later date of joining than the register's. The earlier one keeps its continuity unless a person ticks it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedConflict {
    pub number: String,
    pub row: usize,
    pub known: String,
    pub listed: String,
}

/// Holds a list against the register.
#[must_use]
pub fn reconcile(list: &List, known: &[Known]) -> Reconciliation {
    let register: BTreeMap<&str, &Known> = known.iter().map(|member| (member.number.as_str(), member)).collect();
    let mut found = Reconciliation {
        new: Vec::new(),
        changed: Vec::new(),
        moved: Vec::new(),
        missing: missing(list, &register),
        joined_date_conflicts: Vec::new(),
        problems: list.problems.clone(),
        locked: Vec::new(),
        suggestions: Vec::new(),
        guards: Vec::new(),
    };
    for entry in &list.entries {
        match register.get(entry.candidate.number.as_str()) {
            Some(member) => found.compare(list, entry, member),
            None => found.new.push(entry.clone()),
        }
    }
    found.in_order();
    found.suggestions = suggestions::suggest(list, &found.new, &found.missing, known);
    found.guards = guard::guards(&found, known.len());
    found
}

/// A person on a bad row is on the list all the same.
fn missing(list: &List, register: &BTreeMap<&str, &Known>) -> Vec<String> {
    let good = list.entries.iter().map(|entry| entry.candidate.number.as_str());
    let listed: HashSet<&str> = good.chain(list.problems.iter().map(|problem| problem.number.as_str())).collect();
    register.keys().filter(|number| !listed.contains(*number)).map(|number| (*number).to_owned()).collect()
}

impl Reconciliation {
    fn compare(&mut self, list: &List, entry: &Entry, member: &Known) {
        let mut changed = changed(entry);
        let mut locked = changed.clone();
        for field in list.fields() {
            let Some(change) = difference(field, entry, member) else { continue };
            if member.is_locked(field) {
                locked.fields.push(change);
            } else if field == Field::JoinedOn && joined_later(&change) {
                self.joined_date_conflicts.push(conflict(entry, change));
            } else {
                changed.fields.push(change);
            }
        }
        if !locked.fields.is_empty() {
            self.locked.push(locked);
        }
        if changed.fields.iter().any(is_move) {
            self.moved.push(changed);
        } else if !changed.fields.is_empty() {
            self.changed.push(changed);
        }
    }

    /// By membership number, so that two readings of a list in another order say the same.
    fn in_order(&mut self) {
        self.new.sort_by(|one, other| one.candidate.number.cmp(&other.candidate.number));
        for bucket in [&mut self.changed, &mut self.moved, &mut self.locked] {
            bucket.sort_by(|one, other| one.number.cmp(&other.number));
        }
        self.joined_date_conflicts.sort_by(|one, other| one.number.cmp(&other.number));
    }
}

fn changed(entry: &Entry) -> Changed {
    Changed { number: entry.candidate.number.clone(), row: entry.row, fields: Vec::new() }
}

/// None where the register does not keep the field, and where the list has no date of joining: silence about that
/// takes nobody's years away.
fn difference(field: Field, entry: &Entry, member: &Known) -> Option<FieldChange> {
    let from = member.text(field)?;
    let to = entry.candidate.text(field);
    if says_the_same(field, from, &to) || (field == Field::JoinedOn && to.is_empty()) {
        return None;
    }
    Some(FieldChange { field, mangled: is_mangled(from, &to), from: from.to_owned(), to })
}

/// Dates as text compare as days do; an empty one is no date to protect.
fn joined_later(change: &FieldChange) -> bool {
    !change.from.is_empty() && change.to > change.from
}

fn conflict(entry: &Entry, change: FieldChange) -> JoinedConflict {
    JoinedConflict {
        number: entry.candidate.number.clone(),
        row: entry.row,
        known: change.from,
        listed: change.to,
    }
}

/// A first ward, or none any more, is a change; from one ward to another is a move.
fn is_move(change: &FieldChange) -> bool {
    change.field == Field::Ward && !change.from.is_empty() && !change.to.is_empty() && !change.mangled
}
