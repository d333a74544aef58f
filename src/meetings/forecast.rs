//! When a meeting will end, and what it will not reach: worked out from the minutes of each item, before it begins and at
//! every moment of the evening. Nothing here asks the time; it is handed in.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::db::ItemId;

/// An item as it is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    pub item: ItemId,
    pub minutes: Option<u32>,
    /// What it counts as where nobody gave it minutes.
    pub usual: u32,
}

impl Planned {
    fn lasts(&self) -> TimeDelta {
        lasting(self.minutes.unwrap_or(self.usual))
    }
}

/// What is known of the evening.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// When the chair opened the meeting; before that, when it is to begin.
    pub begins_at: DateTime<Utc>,
    /// What was taken so far, in the order of taking; the last of them is what the meeting deals with now.
    pub taken: &'a [(ItemId, DateTime<Utc>)],
    pub now: DateTime<Utc>,
    /// How long the rules let it sit, in minutes.
    pub sits: Option<u32>,
}

/// How an item fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fare {
    /// Dealt with.
    Done,
    /// Being dealt with.
    Now,
    /// Dealt with in time.
    Reached,
    /// Begun in time, and not finished.
    CutShort,
    /// Not begun before the meeting must end.
    NotReached,
}

/// One item with its hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Line {
    pub item: ItemId,
    pub begins_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub fare: Fare,
}

/// What the evening will bring, as things stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// In the order of the agenda.
    pub lines: Vec<Line>,
    pub begins_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// When the rules end it.
    pub must_end_at: Option<DateTime<Utc>>,
    /// The minutes given to all items together, the usual ones included.
    pub minutes: u32,
    /// How many items have no minutes of their own.
    pub without_minutes: usize,
    /// How many will not be reached, or not be finished.
    pub at_risk: usize,
}

impl Forecast {
    /// By how many whole minutes it will run over; nothing where it ends in time.
    pub fn runs_over_by(&self) -> i64 {
        self.must_end_at.map_or(0, |end| (self.ends_at - end).num_minutes().max(0))
    }

    /// The items that will not be begun before the meeting must end.
    pub fn not_reached(&self) -> impl Iterator<Item = ItemId> {
        self.lines.iter().filter(|line| line.fare == Fare::NotReached).map(|line| line.item)
    }
}

/// The forecast of an agenda over the course of its evening.
///
/// What was taken has its own hours. What the meeting deals with now takes its minutes, or as long as it has taken. All that
/// was not taken yet follows in the order of the agenda, items that were passed over among them.
pub fn foreseen(agenda: &[Planned], course: &Course<'_>) -> Forecast {
    let must_end_at = course.sits.map(|minutes| course.begins_at + lasting(minutes));
    let mut next = course.taken.last().map_or_else(|| starts(course), |(item, at)| free_at(agenda, *item, *at, course.now));
    let mut lines = Vec::with_capacity(agenda.len());
    for planned in agenda {
        let line = past(planned, agenda, course).unwrap_or_else(|| {
            let ends_at = next + planned.lasts();
            let fare = fare(next, ends_at, must_end_at);
            let line = Line { item: planned.item, begins_at: next, ends_at, fare };
            next = ends_at;
            line
        });
        lines.push(line);
    }
    let is_at_risk = |line: &&Line| matches!(line.fare, Fare::CutShort | Fare::NotReached);
    Forecast {
        begins_at: course.begins_at,
        ends_at: next,
        must_end_at,
        minutes: agenda.iter().map(|planned| planned.minutes.unwrap_or(planned.usual)).sum(),
        without_minutes: agenda.iter().filter(|planned| planned.minutes.is_none()).count(),
        at_risk: lines.iter().filter(is_at_risk).count(),
        lines,
    }
}

/// A meeting that is late has not begun: its first item begins now.
fn starts(course: &Course<'_>) -> DateTime<Utc> {
    course.begins_at.max(course.now)
}

/// When the meeting is free of what it deals with now.
fn free_at(agenda: &[Planned], item: ItemId, taken_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let planned = agenda.iter().find(|planned| planned.item == item);
    now.max(taken_at + planned.map_or(TimeDelta::zero(), Planned::lasts))
}

/// The line of an item that was taken, if it was.
fn past(planned: &Planned, agenda: &[Planned], course: &Course<'_>) -> Option<Line> {
    let place = course.taken.iter().rposition(|(item, _)| *item == planned.item)?;
    let begins_at = course.taken[place].1;
    let (ends_at, fare) = match course.taken.get(place + 1) {
        Some((_, next_at)) => (*next_at, Fare::Done),
        None => (free_at(agenda, planned.item, begins_at, course.now), Fare::Now),
    };
    Some(Line { item: planned.item, begins_at, ends_at, fare })
}

fn fare(begins_at: DateTime<Utc>, ends_at: DateTime<Utc>, must_end_at: Option<DateTime<Utc>>) -> Fare {
    match must_end_at {
        Some(end) if begins_at >= end => Fare::NotReached,
        Some(end) if ends_at > end => Fare::CutShort,
        _ => Fare::Reached,
    }
}

fn lasting(minutes: u32) -> TimeDelta {
    TimeDelta::minutes(minutes.into())
}

#[cfg(test)]
mod tests;
