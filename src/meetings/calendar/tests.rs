//! What we write, read back by a library of others.

use ical::parser::ical::component::IcalEvent;

use super::*;
use crate::{
    db::{BranchId, Instant, ItemId, MeetingId},
    meetings::State,
    rulebook::MeetingKind,
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a written moment")
}

fn entry(title: &str, number: u32) -> Entry {
    let id = MeetingId("01a22901-acfc-7151-a50a-5eb6014cfcf7".parse().expect("an id"));
    let meeting = Meeting {
        id,
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: title.to_owned(),
        starts_at: Instant(at("2026-10-15T18:00:00Z")),
        place: "Trades Hall, room 2; first floor\n12 Canal Side".to_owned(),
        state: State::Called,
        room_code: "7KMQ".to_owned(),
        called_at: Instant(at("2026-10-01T11:00:00Z")),
        opened_at: None,
        closed_at: None,
        emergency_reason: None,
        called_off_because: None,
        online_link: Some("https://meet.example/northmoor".to_owned()),
    };
    let item = Item { id: ItemId::random(), meeting_id: id, position: 1, title: "Buses".to_owned(), link: None, minutes: None };
    let revision = Revision { number, at: at("2026-10-02T09:30:00Z") };
    Entry { meeting, agenda: vec![item], ends_at: at("2026-10-15T20:00:00Z"), revision }
}

/// The events that another library finds in a file.
fn read_back(file: &str) -> Vec<IcalEvent> {
    let calendars: Result<Vec<_>, _> = ical::IcalParser::new(file.as_bytes()).collect();
    calendars.expect("a file that others can read").into_iter().flat_map(|calendar| calendar.events).collect()
}

fn said(event: &IcalEvent, name: &str) -> String {
    let property = event.properties.iter().find(|property| property.name == name);
    property.and_then(|property| property.value.clone()).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn another_library_reads_the_meeting_as_it_was_called() {
    let events = read_back(&file("Northmoor", "https://branch.example", &[entry("General meeting", 3)]));

    let event = &events[0];
    assert_eq!(said(event, "DTSTART"), "20261015T180000Z");
    assert_eq!(said(event, "DTEND"), "20261015T200000Z");
    assert_eq!(said(event, "UID"), "01a22901-acfc-7151-a50a-5eb6014cfcf7@branch.example");
    assert_eq!(said(event, "SEQUENCE"), "3");
    assert_eq!(said(event, "SUMMARY"), "General meeting");
    assert_eq!(said(event, "LOCATION"), r"Trades Hall\, room 2\; first floor\, 12 Canal Side");
    assert!(said(event, "DESCRIPTION").contains("Join online: https://meet.example/northmoor"));
    assert_eq!(said(event, "DTSTAMP"), "20261002T093000Z");
}

/// The reader above takes more than one blank away where a line was folded before a word, so this one unfolds by the letter
/// of RFC 5545, 3.1.
#[test]
fn a_long_title_with_signs_of_its_own_arrives_whole() {
    let title = "Łucja’s motion: buses, trams; and “Bröt” 🚌 ".repeat(8);
    let text = file("Northmoor", "http://127.0.0.1:8080", &[entry(title.trim(), 0)]);

    let escaped = title.trim().replace(',', "\\,").replace(';', "\\;");
    assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{escaped}\r\n")), "{text}");
    assert!(said(&read_back(&text)[0], "UID").ends_with("@127.0.0.1"));
}

#[test]
fn no_line_is_longer_than_calendars_allow() {
    let text = file("Northmoor", "https://branch.example", &[entry(&"Ł".repeat(200), 0)]);

    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
}

#[test]
fn a_feed_holds_every_meeting() {
    let entries = [entry("One", 0), entry("Two", 0)];

    assert_eq!(read_back(&file("Northmoor", "https://branch.example", &entries)).len(), 2);
}

/// An invitation to somebody with a name, read back: its method and its event.
fn invited(method: Method, name: &str, entry: &Entry) -> (String, IcalEvent) {
    let (from, to) =
        (Named { name: "Northmoor, \"East\"", address: "branch@example.org" }, Named { name, address: "ama@example.org" });
    let text = invitation(method, from, to, "https://branch.example", entry);
    let calendars: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect::<Result<_, _>>().expect("others can read it");
    let calendar = calendars.into_iter().next().expect("a calendar");
    let method =
        calendar.properties.iter().find(|property| property.name == "METHOD").and_then(|property| property.value.clone());
    (method.unwrap_or_default(), calendar.events.into_iter().next().expect("an event"))
}

#[test]
fn a_later_invitation_changes_the_same_entry_and_a_cancellation_takes_it_away() {
    let (asked, first) = invited(Method::Request, "Ama", &entry("General meeting", 0));
    let (_, moved) = invited(Method::Request, "Ama", &entry("General meeting", 1));
    let off = Entry {
        meeting: Meeting { state: State::CalledOff, ..entry("General meeting", 2).meeting },
        ..entry("General meeting", 2)
    };
    let (cancelled, gone) = invited(Method::Cancel, "Ama", &off);

    assert_eq!((asked.as_str(), cancelled.as_str()), ("REQUEST", "CANCEL"));
    assert_eq!([&first, &moved, &gone].map(|event| said(event, "SEQUENCE")), ["0", "1", "2"]);
    assert!([&moved, &gone].iter().all(|event| said(event, "UID") == said(&first, "UID")));
    assert_eq!((said(&first, "STATUS"), said(&gone, "STATUS")), ("CONFIRMED".to_owned(), "CANCELLED".to_owned()));
    assert_eq!(said(&first, "ORGANIZER"), "mailto:branch@example.org");
}

#[test]
fn no_name_begins_a_line_of_its_own_in_a_calendar() {
    for name in ["A\r\nATTENDEE:mailto:x@y.org", "\"A\";RSVP=TRUE:mailto:x@y.org", "Okoro, Ama; nurse: yes"] {
        let (_, event) = invited(Method::Request, name, &entry("General meeting", 0));

        let attendees: Vec<_> = event.properties.iter().filter(|property| property.name == "ATTENDEE").collect();
        assert_eq!(attendees.len(), 1, "{event:?}");
        assert_eq!(attendees[0].value.as_deref(), Some("mailto:ama@example.org"));
    }
}
