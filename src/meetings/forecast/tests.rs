//! Evenings that run as planned, late, and over.

use super::*;

fn at(hour: &str) -> DateTime<Utc> {
    format!("2026-12-17T{hour}:00Z").parse().expect("a written moment")
}

/// An agenda of items that take so many minutes.
fn agenda(minutes: &[Option<u32>]) -> Vec<Planned> {
    minutes.iter().map(|minutes| Planned { item: ItemId::random(), minutes: *minutes, usual: 5 }).collect()
}

/// An evening from seven o'clock that the rules end after two hours.
fn evening<'a>(taken: &'a [(ItemId, DateTime<Utc>)], now: &str) -> Course<'a> {
    Course { begins_at: at("19:00"), taken, now: at(now), sits: Some(120) }
}

fn fares(forecast: &Forecast) -> Vec<Fare> {
    forecast.lines.iter().map(|line| line.fare).collect()
}

#[test]
fn before_the_meeting_its_items_follow_each_other_from_its_hour() {
    let seen = foreseen(&agenda(&[Some(10), None, Some(30)]), &evening(&[], "12:00"));

    let hours: Vec<_> = seen.lines.iter().map(|line| line.begins_at).collect();
    assert_eq!(hours, [at("19:00"), at("19:10"), at("19:15")]);
    assert_eq!((seen.ends_at, seen.minutes, seen.without_minutes), (at("19:45"), 45, 1));
    assert_eq!((seen.at_risk, seen.runs_over_by()), (0, 0));
}

#[test]
fn what_begins_after_the_rules_end_the_meeting_is_not_reached() {
    let items = agenda(&[Some(60), Some(70), Some(20)]);
    let seen = foreseen(&items, &evening(&[], "12:00"));

    assert_eq!(fares(&seen), [Fare::Reached, Fare::CutShort, Fare::NotReached]);
    assert_eq!(seen.not_reached().collect::<Vec<_>>(), [items[2].item]);
    assert_eq!(seen.runs_over_by(), 30);
}

#[test]
fn an_item_that_ends_with_the_meeting_is_reached() {
    let seen = foreseen(&agenda(&[Some(100), Some(20)]), &evening(&[], "12:00"));

    assert_eq!(fares(&seen), [Fare::Reached, Fare::Reached]);
}

#[test]
fn rules_that_set_no_length_let_everything_be_reached() {
    let course = Course { sits: None, ..evening(&[], "12:00") };
    let seen = foreseen(&agenda(&[Some(400), Some(400)]), &course);

    assert_eq!(fares(&seen), [Fare::Reached, Fare::Reached]);
    assert_eq!(seen.runs_over_by(), 0);
}

#[test]
fn an_item_that_overruns_pushes_the_others_back() {
    let items = agenda(&[Some(10), Some(20), Some(60)]);
    let taken = [(items[0].item, at("19:00")), (items[1].item, at("19:25"))];
    let seen = foreseen(&items, &evening(&taken, "20:10"));

    assert_eq!(fares(&seen), [Fare::Done, Fare::Now, Fare::CutShort]);
    assert_eq!((seen.lines[0].ends_at, seen.lines[2].begins_at, seen.ends_at), (at("19:25"), at("20:10"), at("21:10")));
}

#[test]
fn an_item_in_hand_is_given_its_minutes_while_they_last() {
    let items = agenda(&[Some(30), Some(10)]);
    let taken = [(items[0].item, at("19:00"))];

    assert_eq!(foreseen(&items, &evening(&taken, "19:05")).ends_at, at("19:40"));
}

#[test]
fn an_item_that_was_passed_over_is_still_to_come() {
    let items = agenda(&[Some(10), Some(20), Some(30)]);
    let taken = [(items[0].item, at("19:00")), (items[2].item, at("19:10"))];
    let seen = foreseen(&items, &evening(&taken, "19:15"));

    assert_eq!(fares(&seen), [Fare::Done, Fare::Reached, Fare::Now]);
    assert_eq!((seen.lines[1].begins_at, seen.ends_at), (at("19:40"), at("20:00")));
}

#[test]
fn a_meeting_that_begins_late_ends_late() {
    let seen = foreseen(&agenda(&[Some(30)]), &evening(&[], "19:20"));

    assert_eq!(seen.ends_at, at("19:50"));
}
