//! Notice of meetings, and the calendar day it counts for.

use super::*;

fn last(book: &Rulebook, to: Channel) -> NaiveDate {
    book.last_day_of_service(MeetingKind::General, to, day("2026-10-15")).value
}

#[test]
fn seven_clear_days_before_thursday_the_fifteenth_end_on_wednesday_the_seventh() {
    let book = model("party-branch");
    assert_eq!(last(&book, Channel::Email), day("2026-10-07"));
    assert_eq!(last(&book, Channel::Hand), day("2026-10-07"));
    let answer = book.last_day_of_service(MeetingKind::General, Channel::Email, day("2026-10-15"));
    assert_eq!(
        answer.working,
        [
            "Notice to members is 7 clear days: neither the day of service nor the day of the meeting counts.",
            "The last day to send it by e-mail for a meeting on Thursday 15 October 2026 is Wednesday 7 October 2026.",
        ]
    );
}

#[test]
fn a_letter_is_posted_two_days_earlier() {
    assert_eq!(last(&model("party-branch"), Channel::Post), day("2026-10-05"));
}

#[test]
fn where_the_day_of_sending_counts_thursday_the_eighth_will_do() {
    let book = over("party-branch", "[notice.general]\ncounting = \"sent-day-counts\"");
    assert_eq!(last(&book, Channel::Email), day("2026-10-08"));
    assert_eq!(last(&book, Channel::Post), day("2026-10-08"));
}

#[test]
fn where_both_days_count_friday_the_ninth_will_do() {
    let book = over("party-branch", "[notice.general]\ncounting = \"inclusive\"");
    assert_eq!(last(&book, Channel::Email), day("2026-10-09"));
}

#[test]
fn a_rule_that_only_says_seven_days_is_read_safely_and_shows_both_days() {
    let book = over("party-branch", "[notice.general]\ncounting = \"not-stated\"");
    let answer = book.last_day_of_service(MeetingKind::General, Channel::Email, day("2026-10-15"));
    assert_eq!(answer.value, day("2026-10-07"));
    assert!(answer.working.concat().contains("the last day would be Thursday 8 October 2026"));
}

#[test]
fn an_annual_meeting_needs_four_weeks_and_then_its_agenda() {
    let book = model("party-branch");
    let steps = book.notice_timetable(MeetingKind::Annual, day("2026-06-30"));
    let days: Vec<NaiveDate> = steps.iter().map(|step| step.last[&Channel::Email].value).collect();
    assert_eq!(days, [day("2026-06-01"), day("2026-06-22")]);
    assert_eq!(book.last_day_of_service(MeetingKind::Annual, Channel::Email, day("2026-06-30")).value, day("2026-06-01"));
}

#[test]
fn a_call_that_comes_too_late_names_the_first_lawful_day() {
    let book = model("party-branch");
    let refused = book.may_call(MeetingKind::General, day("2026-10-15"), day("2026-10-08")).unwrap_err();
    let NoticeRefusal::TooLate { last, earliest, .. } = &refused else { panic!("{refused:?}") };
    assert_eq!((*last, *earliest), (day("2026-10-07"), day("2026-10-16")));
    assert_eq!(
        refused.to_string(),
        "It is too late to call this meeting for Thursday 15 October 2026: notice had to go out by Wednesday 7 October 2026 \
         (Model rules, ch. 15; Branch standing orders, D). Choose Friday 16 October 2026 or a later day."
    );
}

#[test]
fn a_call_on_the_last_day_is_good_and_warns_about_letters() {
    let book = model("party-branch");
    let answer = book.may_call(MeetingKind::General, day("2026-10-15"), day("2026-10-07")).unwrap();
    assert_eq!(answer.value, day("2026-10-07"));
    assert!(answer.working.concat().contains("Letters had to be posted by Monday 5 October 2026"));
}

#[test]
fn nine_clear_days_were_given_when_the_notice_went_on_the_fifth() {
    let book = model("party-branch");
    assert_eq!(book.clear_days_given(Channel::Email, day("2026-10-05"), day("2026-10-15")).value, 9);
    assert_eq!(book.clear_days_given(Channel::Post, day("2026-10-05"), day("2026-10-15")).value, 7);
}

#[test]
fn a_notice_sent_just_before_midnight_counts_for_that_day() {
    let book = model("party-branch");
    let at = |text: &str| book.day_of(text.parse::<DateTime<Utc>>().unwrap());
    // British summer time is an hour ahead of UTC; 23:59 and 00:30 in Eastmoor.
    assert_eq!(at("2026-10-07T22:59:00Z"), day("2026-10-07"));
    assert_eq!(at("2026-10-07T23:30:00Z"), day("2026-10-08"));
    // Winter time: the clocks went back on 25 October.
    assert_eq!(at("2026-10-25T23:59:00Z"), day("2026-10-25"));
}

#[test]
fn a_day_ends_at_the_branchs_own_midnight() {
    let book = model("party-branch");
    assert_eq!(book.end_of(day("2026-07-31")).to_rfc3339(), "2026-07-31T23:00:00+00:00");
    assert_eq!(book.end_of(day("2026-10-25")).to_rfc3339(), "2026-10-26T00:00:00+00:00");
    // In Cairo the clocks go forward at midnight, so that 24 April 2026 begins at one.
    let cairo = Rulebook { zone: "Africa/Cairo".parse().expect("a zone"), ..book };
    assert_eq!(cairo.beginning_of(day("2026-04-24")).to_rfc3339(), "2026-04-23T22:00:00+00:00");
}

proptest! {
    #[test]
    fn a_later_meeting_never_needs_an_earlier_notice(offset in 0u64..20_000, gap in 1u64..40, kind in 0usize..6) {
        let book = model("party-branch");
        let kind = MeetingKind::ALL[kind];
        let first = day("2000-01-01") + chrono::Days::new(offset);
        let second = first + chrono::Days::new(gap);
        for to in Channel::ALL {
            prop_assert!(book.last_day_of_service(kind, to, first).value < book.last_day_of_service(kind, to, second).value);
        }
    }

    #[test]
    fn the_earliest_meeting_may_be_called_and_the_day_before_may_not(offset in 0u64..20_000, kind in 0usize..6) {
        let book = model("union-branch");
        let kind = MeetingKind::ALL[kind];
        let called_on = day("2000-01-01") + chrono::Days::new(offset);
        let meeting_on = book.earliest_meeting(kind, Channel::Email, called_on);
        prop_assert!(book.may_call(kind, meeting_on, called_on).is_ok());
        prop_assert!(book.may_call(kind, meeting_on.pred_opt().unwrap(), called_on).is_err());
    }

    #[test]
    fn whoever_keeps_the_last_day_gives_at_least_the_clear_days_asked_for(offset in 0u64..20_000) {
        let book = model("party-branch");
        let meeting_on = day("2000-01-01") + chrono::Days::new(offset);
        for to in Channel::ALL {
            let last = book.last_day_of_service(MeetingKind::General, to, meeting_on).value;
            prop_assert_eq!(book.clear_days_given(to, last, meeting_on).value, 7);
        }
    }
}
