//! Meetings as calendars read them: RFC 5545, each with one name for ever and a number that grows with every change.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::{Forecast, Item, Meeting, State};

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

/// What a message does to the calendar of whoever gets it (RFC 5546, 3.2): the meeting stands there as it now is, or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Request,
    Cancel,
}

/// Somebody as a calendar names her.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    pub name: &'a str,
    pub address: &'a str,
}

/// The meeting as a message carries it to one of those called. Under the same name as in every file, so that a later message
/// changes the entry or takes it away.
pub fn invitation(method: Method, from: Named<'_>, to: Named<'_>, base: &str, entry: &Entry) -> String {
    let mut event = event(base, entry);
    event.append_property(person("ORGANIZER", from));
    let mut attendee = person("ATTENDEE", to);
    // She answers by the link in the words, not by mail.
    attendee.add_parameter("ROLE", "REQ-PARTICIPANT").add_parameter("PARTSTAT", "NEEDS-ACTION").add_parameter("RSVP", "FALSE");
    event.append_property(attendee);
    let mut calendar = Calendar::new();
    let method = match method {
        Method::Request => "REQUEST",
        Method::Cancel => "CANCEL",
    };
    calendar.append_property(Property::new("METHOD", method)).push(event.done());
    calendar.to_string()
}

/// A name is put into a parameter, in which RFC 5545, 3.2, allows neither quotes nor line breaks.
fn person(role: &str, named: Named<'_>) -> Property {
    let sign = |sign: char| if sign.is_control() || sign == '"' { ' ' } else { sign };
    let plain = |text: &str| text.chars().map(sign).collect::<String>().trim().to_owned();
    Property::new(role, format!("mailto:{}", plain(named.address))).add_parameter("CN", &plain(named.name)).done()
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
        .url(&page)
        .status(if meeting.state == State::CalledOff { EventStatus::Cancelled } else { EventStatus::Confirmed });
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
