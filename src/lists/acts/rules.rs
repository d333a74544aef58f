//! What an act for many people changes, and what undoing it gives back.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::super::columns::{Column, Kind, Stand};
use crate::{
    branch::Branch,
    db::{Instant, MemberId, RowId},
    render::words::plural,
    web::{Refusal, WayOn, typed},
};

/// So long an act can be undone.
pub const KEPT: Days = Days::new(30);

/// Why nothing is done, or not undone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    #[error("Tick the people it is for.")]
    Nobody,
    #[error("The list finds {now} today, and you saw {seen}. Look at it once more, then do it.")]
    Others { now: String, seen: String },
    #[error("Choose what is to be done.")]
    Nothing,
    #[error("Write the words that are to stand there. To empty the column, choose to clear it.")]
    NoWords,
    #[error("It stands there already for everybody whom you chose.")]
    StandsAlready,
    #[error("This was undone before.")]
    UndoneBefore,
    #[error("An act can be undone for thirty days, and these are over.")]
    TooLate,
}

impl Refusal for NotDone {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Nobody | Self::Others { .. } => Some("all"),
            Self::Nothing | Self::StandsAlready => Some("deed"),
            Self::NoWords => Some("with"),
            Self::UndoneBefore | Self::TooLate => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/lists", "Lists")]
    }
}

/// An act as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub id: RowId,
    pub column: RowId,
    /// What was written; empty where the column was cleared.
    pub value: String,
    pub people: i32,
    pub on: NaiveDate,
    pub is_undone: bool,
}

/// What an act changed for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub member: MemberId,
    /// What was written there before; none where nobody ever wrote.
    pub before: Option<Stand>,
    pub after: String,
}

/// What undoing an act gives back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undoing {
    pub back: Vec<(MemberId, Option<Stand>)>,
    /// For so many somebody wrote since; that stays.
    pub kept: usize,
}

/// What is done for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub column: Column,
    pub value: String,
    pub people: Vec<MemberId>,
}

impl Asked {
    /// "“Rung” is ticked for 34 people."; `named` is the member whom the value means, if it means one.
    pub fn in_words(&self, people: usize, named: Option<&str>) -> String {
        let whom = plural(people as i128, "person", "people");
        let (label, value) = (&self.column.label, named.unwrap_or(&self.value));
        match (self.column.kind, self.value.is_empty()) {
            (Kind::Place, false) => format!("{whom} left out of the list."),
            (Kind::Place, true) => format!("{whom} brought back to the list."),
            (_, true) => format!("“{label}” cleared for {whom}."),
            (Kind::Tick, false) => format!("“{label}” ticked for {whom}."),
            (Kind::Words | Kind::Person, false) => format!("“{label}” set to “{value}” for {whom}."),
        }
    }
}

/// Whom an act is for: those who were ticked, or all who are shown, if they are as many as were seen.
pub fn may_be_done_to(ticked: Vec<MemberId>, all: Option<&str>, shown: &[MemberId]) -> Result<Vec<MemberId>, NotDone> {
    let Some(seen) = all else {
        let known: Vec<MemberId> = ticked.into_iter().filter(|id| shown.contains(id)).collect();
        return if known.is_empty() { Err(NotDone::Nobody) } else { Ok(known) };
    };
    if seen == shown.len().to_string() {
        return Ok(shown.to_vec());
    }
    let now = plural(shown.len() as i128, "person", "people");
    Err(NotDone::Others { now, seen: seen.to_owned() })
}

/// What changes where this is written for these people: `stands` is what is written beside their own entry, `shown` what is read
/// there, which may be written beside another entry of theirs.
pub fn changes<'a>(
    people: &[MemberId],
    value: &str,
    stands: &HashMap<MemberId, Stand>,
    shown: impl Fn(MemberId) -> &'a str,
) -> Vec<Change> {
    let change = |member: &MemberId| Change { member: *member, before: stands.get(member).cloned(), after: value.to_owned() };
    people.iter().filter(|member| shown(**member) != value).map(change).collect()
}

/// What undoing gives back: the cells that come from this act still. Where somebody wrote since, that stays, even where they wrote
/// the same again; whatever was written since and undone itself counts as never written.
pub fn undoing(act: RowId, changes: Vec<Change>, stands: &HashMap<MemberId, Stand>) -> Undoing {
    let mut undoing = Undoing::default();
    for change in changes {
        match stands.get(&change.member) {
            Some(stand) if stand.touch == act => undoing.back.push((change.member, change.before)),
            _ => undoing.kept += 1,
        }
    }
    undoing
}

/// Whether an act may be undone today.
pub fn may_undo(done: &Done, today: NaiveDate) -> Result<(), NotDone> {
    if done.is_undone {
        return Err(NotDone::UndoneBefore);
    }
    match done.on.checked_add_days(KEPT) {
        Some(last) if last < today => Err(NotDone::TooLate),
        _ => Ok(()),
    }
}

/// The first day whose acts can still be undone, and its beginning.
pub fn kept_since(branch: &Branch, today: NaiveDate) -> Option<(NaiveDate, Instant)> {
    let day = today.checked_sub_days(KEPT)?;
    Some((day, typed::moment(day, "00:00", branch.zone).ok()?))
}

/// "Undone for 33 people. For 1 person somebody wrote since; that stays."
pub fn undone_in_words(back: usize, kept: usize) -> String {
    let people = |number: usize| plural(number as i128, "person", "people");
    match (back, kept) {
        (back, 0) => format!("Undone for {}.", people(back)),
        (0, kept) => format!("For {} somebody wrote since, and that stays. Nothing was left to undo.", people(kept)),
        (back, kept) => format!("Undone for {}. For {} somebody wrote since, and that stays.", people(back), people(kept)),
    }
}

#[cfg(test)]
mod tests;
