//! Meetings as calendars read them: RFC 5545, each with one name for ever and a number that grows with every change.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use super::{Forecast, Item, Meeting};

/// A meeting whose rules and agenda say nothing of its length is shown so long.
const USUAL_LENGTH: TimeDelta = TimeDelta::hours(2);

/// What a calendar shows of one meeting.
#[derive(Debug, Clone)]
pub struct Entry {
    pub meeting: Meeting,
    pub agenda: Vec<Item>,
    pub ends_at: DateTime<Utc>,
    pub revision: Revision,
}

/// How often an entry has changed, and when it last did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    pub number: u32,
    pub at: DateTime<Utc>,
}

/// When a calendar lets a meeting end: as planned, where its items have minutes; never later than the rules.
pub fn ends_at(forecast: &Forecast, agenda: &[Item]) -> DateTime<Utc> {
    let by_rule = forecast.must_end_at.unwrap_or(forecast.begins_at + USUAL_LENGTH);
    if agenda.iter().any(|item| item.minutes.is_some()) { forecast.ends_at.min(by_rule) } else { by_rule }
}

/// The file of these meetings, called `name`; `base` is where this installation is reached.
pub fn file(name: &str, base: &str, entries: &[Entry]) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    for entry in entries {
        calendar.push(event(base, entry));
    }
    calendar.to_string()
}

fn event(base: &str, entry: &Entry) -> Event {
    let (meeting, page) = (&entry.meeting, format!("{base}{}", entry.meeting.href()));
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", meeting.id, host(base)))
        .timestamp(entry.revision.at)
        .last_modified(entry.revision.at)
        .sequence(entry.revision.number)
        .starts(meeting.starts_at.0)
        .ends(entry.ends_at)
        .summary(&meeting.title)
        .location(&meeting.place.replace('\n', ", "))
        .description(&described(entry, &page))
        .url(&page);
    event.done()
}

/// The agenda, where one joins, and where there is more.
fn described(entry: &Entry, page: &str) -> String {
    let mut lines: Vec<String> =
        (1..).zip(&entry.agenda).map(|(number, item): (u32, &Item)| format!("{number}. {}", item.title)).collect();
    lines.extend(entry.meeting.online_link.as_ref().map(|link| format!("Join online: {link}")));
    lines.push(page.to_owned());
    lines.join("\n")
}

/// "branch.example" of "https://branch.example:8443".
fn host(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost")
}

#[cfg(test)]
mod tests;
