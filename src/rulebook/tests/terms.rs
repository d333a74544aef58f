//! Terms of office, freeze dates and the days of meetings.

use super::*;

#[test]
fn a_term_ends_with_the_successors_election_or_its_last_day() {
    let book = model("party-branch");
    let elected = |successor_on| Tenure::Elected { on: day("2026-06-18"), successor_on };
    assert_eq!(book.term_ends("treasurer", elected(None)).value, Some(day("2027-06-18")));
    assert_eq!(book.term_ends("treasurer", elected(Some(day("2027-05-06")))).value, Some(day("2027-05-06")));
}

#[test]
fn an_acting_officer_serves_until_the_next_meeting() {
    let book = model("party-branch");
    let acting = |next_meeting_on| Tenure::Acting { from: day("2026-09-01"), next_meeting_on };
    assert_eq!(book.term_ends("secretary", acting(Some(day("2026-10-15")))).value, Some(day("2026-10-15")));
    assert_eq!(book.term_ends("secretary", acting(None)).value, None);
}

#[test]
fn the_roll_is_frozen_on_the_day_the_rule_names() {
    let association = model("association");
    let frozen = association.freeze_date("officers", day("2026-05-01"), day("2026-06-10")).unwrap();
    assert_eq!(frozen.value, day("2026-06-03"));
    let party = model("party-branch").freeze_date("selection", day("2026-05-01"), day("2026-06-10")).unwrap();
    assert_eq!(party.value, day("2026-05-01"));
}

#[test]
fn the_annual_meeting_keeps_to_its_months_and_august_is_quiet() {
    let book = model("party-branch");
    assert!(book.may_meet_on(MeetingKind::Annual, day("2026-07-31")).is_ok());
    let refused = book.may_meet_on(MeetingKind::Annual, day("2026-08-01")).unwrap_err();
    assert!(refused.to_string().contains("1 May to 31 July"));
    assert!(book.may_meet_on(MeetingKind::General, day("2026-08-12")).is_err());
    assert!(book.may_meet_on(MeetingKind::Executive, day("2026-08-12")).is_ok());
}
