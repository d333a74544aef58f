//! When a meeting may be called and opened, and who checks in from where.

use super::*;
use crate::{
    db::{BranchId, Instant, MeetingId},
    rulebook::preset,
    web::Refusal as _,
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a written day")
}

fn hour(text: &str) -> NaiveTime {
    text.parse().expect("a written hour")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a written moment")
}

fn party() -> Rulebook {
    Rulebook::parse(&preset("party-branch").expect("a model"), &preset).expect("a sound model")
}

fn meeting(state: State) -> Meeting {
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: Instant(at("2026-10-15T18:00:00Z")),
        place: "Hall".to_owned(),
        state,
        room_code: "7KMQ".to_owned(),
        called_at: Instant(at("2026-10-01T18:00:00Z")),
        opened_at: None,
        closed_at: None,
        emergency_reason: None,
        online_link: None,
        called_off_because: None,
    }
}

/// A general meeting on the evening of 15 October, called at noon of a day.
fn called_on(noon: &str, reason: Option<&str>) -> Result<Ground, Refusal> {
    let evening = (day("2026-10-15"), at("2026-10-15T18:00:00Z"));
    may_call(&party(), MeetingKind::General, evening, (day(noon), at(&format!("{noon}T12:00:00Z"))), reason)
}

#[test]
fn a_summer_evening_in_london_begins_an_hour_earlier_in_utc() {
    assert_eq!(begins_at(Zone::london(), day("2026-07-02"), hour("19:00:00")), Ok(at("2026-07-02T18:00:00Z")));
    assert_eq!(begins_at(Zone::london(), day("2026-12-17"), hour("19:00:00")), Ok(at("2026-12-17T19:00:00Z")));
}

#[test]
fn an_hour_that_the_spring_night_leaves_out_is_refused_at_the_time() {
    let refused = begins_at(Zone::london(), day("2026-03-29"), hour("01:30:00")).unwrap_err();
    assert!(refused.to_string().contains("does not come on Sunday 29 March 2026"), "{refused}");
    assert_eq!(refused.field(), Some("at"));
}

#[test]
fn an_hour_that_the_autumn_night_has_twice_is_refused_at_the_time() {
    let refused = begins_at(Zone::london(), day("2026-10-25"), hour("01:30:00")).unwrap_err();
    assert!(refused.to_string().contains("comes twice on Sunday 25 October 2026"), "{refused}");
}

#[test]
fn seven_clear_days_before_the_fifteenth_end_with_the_seventh() {
    let Ok(Ground::InTime(answer)) = called_on("2026-10-07", None) else { panic!("it is in time") };
    assert_eq!(answer.value, day("2026-10-07"));
}

#[test]
fn a_meeting_called_a_day_too_late_is_refused_with_the_day_it_could_be_held() {
    let refused = called_on("2026-10-08", None).unwrap_err();
    assert!(refused.to_string().contains("Friday 16 October 2026 or a later day"), "{refused}");
    assert_eq!(refused.field(), Some("on"));
}

#[test]
fn a_meeting_called_too_late_for_a_reason_keeps_the_rule_it_went_against() {
    let Ok(Ground::Emergency { against }) = called_on("2026-10-12", Some("The hall is sold on Friday.")) else {
        panic!("a reason overcomes the days of notice")
    };
    assert!(against.contains("too late"), "{against}");
}

#[test]
fn no_reason_calls_a_meeting_in_the_past() {
    assert_eq!(called_on("2026-10-16", Some("We forgot.")), Err(Refusal::Past));
}

#[test]
fn a_month_without_meetings_is_refused_unless_a_reason_is_given() {
    let december = (day("2026-12-17"), at("2026-12-17T19:00:00Z"));
    let now = (day("2026-11-23"), at("2026-11-23T12:00:00Z"));
    let called = |reason| may_call(&party(), MeetingKind::General, december, now, reason);
    assert!(matches!(called(None), Err(Refusal::WrongDay(_))));
    assert!(matches!(called(Some("The council decides on the 18th.")), Ok(Ground::Emergency { .. })));
}

#[test]
fn the_room_code_is_taken_in_small_letters_and_with_a_space() {
    let on = day("2026-12-17");
    let typed = |state, code| may_check_oneself_in(&meeting(state), on, on, code);

    assert_eq!(typed(State::Open, "7k mq"), Ok(()));
    assert_eq!(typed(State::Open, "7KMX"), Err(Refusal::WrongCode));
    assert_eq!(typed(State::Closed, "7KMQ"), Err(Refusal::DoorShut(State::Closed)));
}

#[test]
fn nobody_checks_in_from_home_the_day_before() {
    let on = day("2026-12-17");

    assert_eq!(may_check_oneself_in(&meeting(State::Called), on, day("2026-12-16"), "7KMQ"), Err(Refusal::NotToday { on }));
}

#[test]
fn the_chair_opens_what_is_called_and_closes_what_is_open() {
    assert_eq!(may_begin(&meeting(State::Called)), Ok(()));
    assert_eq!(may_begin(&meeting(State::Open)), Err(Refusal::CannotOpen(State::Open)));
    assert_eq!(may_close(&meeting(State::Called)), Err(Refusal::CannotClose(State::Called)));
}
