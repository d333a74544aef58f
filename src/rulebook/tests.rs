//! The arithmetic of the rules, with the figures that the papers of the branch work out by hand.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The models, read once for all tests.
static MODELS: LazyLock<BTreeMap<&str, Rulebook>> = LazyLock::new(|| {
    let read = |model: Preset| (model.name, Rulebook::parse(model.text, &preset).unwrap());
    PRESETS.into_iter().map(read).collect()
});

fn model(name: &str) -> Rulebook {
    MODELS[name].clone()
}

/// A rulebook of the branch's own over a model.
fn over(name: &str, own: &str) -> Rulebook {
    let heading =
        format!("[rulebook]\nid = \"eastmoor\"\ntitle = \"Rules of Eastmoor\"\nedition = 2026-06-18\nextends = \"{name}\"\n");
    Rulebook::parse(&(heading + own), &preset).unwrap()
}

fn member_since(from: &str) -> Facts {
    Facts { periods: vec![Period { class: "Full".to_owned(), from: day(from), to: None }], ..Facts::default() }
}

mod notice {
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
        let cairo = Rulebook { zone: chrono_tz::Africa::Cairo, ..book };
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
}

mod quorum {
    use super::*;

    fn need(book: &Rulebook, entitled: u32) -> u32 {
        book.quorum(MeetingKind::General, entitled).unwrap().value
    }

    #[test]
    fn seventy_five_or_five_per_cent_whichever_is_lower() {
        let book = model("party-branch");
        let needs = [200, 1500, 1501, 41].map(|entitled| need(&book, entitled));
        assert_eq!(needs, [10, 75, 75, 3]);
    }

    #[test]
    fn with_nobody_entitled_there_is_no_quorum() {
        assert_eq!(model("party-branch").quorum(MeetingKind::General, 0), Err(QuorumRefusal::NobodyEntitled));
    }

    #[test]
    fn the_working_is_one_sentence_that_can_be_read_out() {
        let answer = model("party-branch").quorum(MeetingKind::General, 486).unwrap();
        assert_eq!(answer.working, ["5% of 486 entitled members is 24.3, rounded up to 25; the lower of 75 and 25 is 25."]);
        assert_eq!(answer.clause, "Model rules, app. 7");
    }

    #[test]
    fn one_and_a_half_per_cent_of_two_thousand_is_thirty() {
        let answer = model("union-branch").quorum(MeetingKind::General, 2000).unwrap();
        assert_eq!((answer.value, answer.working[0].as_str()), (30, "1.5% of 2000 entitled members is 30."));
    }

    #[test]
    fn a_requisition_takes_twenty_or_five_per_cent_whichever_is_greater() {
        let book = model("union-branch");
        let needs = [300, 401].map(|members| book.requisition(MeetingKind::Special, members).unwrap().value);
        assert_eq!(needs, [20, 21]);
        assert_eq!(book.requisition(MeetingKind::Executive, 12), Err(QuorumRefusal::NoRequisition));
    }

    #[test]
    fn a_sliding_quorum_grows_by_one_for_ten_or_part_of_ten() {
        let book = over(
            "association",
            "[quorum.general]\nof = [{ sliding = { upto = 10, need = 3, per = 10, more = 1 } }]\nfloor = 1",
        );
        assert_eq!([10, 11, 20, 21].map(|members| need(&book, members)), [3, 4, 4, 5]);
        let answer = book.quorum(MeetingKind::General, 21).unwrap();
        assert_eq!(
            answer.working,
            ["3 for the first 10 members and 1 for every further 10 or part of 10 make 5 for 21 entitled members."]
        );
    }

    #[test]
    fn a_third_of_thirteen_on_the_executive_is_five() {
        assert_eq!(model("party-branch").quorum(MeetingKind::Executive, 13).unwrap().value, 5);
    }

    #[test]
    fn a_meeting_without_a_quorum_of_its_own_borrows_that_of_a_general_meeting_and_says_so() {
        let answer = model("party-branch").quorum(MeetingKind::Special, 200).unwrap();
        assert_eq!(answer.value, 10);
        assert!(answer.working[0].starts_with("The rulebook has no quorum of its own"));
    }

    proptest! {
        #[test]
        fn more_members_never_need_a_smaller_quorum(entitled in 1u32..2_000_000_000) {
            for name in ["party-branch", "union-branch", "association"] {
                let book = model(name);
                prop_assert!(need(&book, entitled) <= need(&book, entitled + 1));
            }
        }
    }
}

mod majority {
    use super::*;

    fn tally(for_: u32, against: u32, abstain: u32) -> Tally {
        Tally { for_, against, abstain, present: for_ + against + abstain, entitled: 100, chair_casts: None }
    }

    #[test]
    fn more_for_than_against_carries_a_motion_and_abstentions_do_not_count() {
        let answer = model("party-branch").majority("motion", &tally(12, 5, 3));
        assert_eq!(answer.value, Outcome::Carried);
        assert_eq!(
            answer.working,
            ["12 for, 5 against; more for than against is needed, abstentions (3) are not counted: carried."]
        );
    }

    #[test]
    fn equal_votes_wait_for_the_chair_and_then_follow_the_chair() {
        let book = model("party-branch");
        let equal = tally(9, 9, 2);
        assert_eq!(book.majority("motion", &equal).value, Outcome::Tied);
        let cast = |side| book.majority("motion", &Tally { chair_casts: Some(side), ..equal }).value;
        assert_eq!((cast(Side::For), cast(Side::Against)), (Outcome::Carried, Outcome::Lost));
    }

    #[test]
    fn equal_votes_lose_where_the_chair_has_no_casting_vote() {
        let book = over("party-branch", "[voting]\nchair_casting = \"none\"");
        assert_eq!(book.majority("motion", &tally(9, 9, 0)).value, Outcome::Lost);
    }

    #[test]
    fn nobody_for_and_nobody_against_is_lost_and_no_tie() {
        assert_eq!(model("party-branch").majority("motion", &tally(0, 0, 30)).value, Outcome::Lost);
    }

    #[test]
    fn two_thirds_of_those_present_counts_whoever_abstains() {
        let book = model("party-branch");
        assert_eq!(book.majority("extend-meeting", &tally(20, 5, 5)).value, Outcome::Carried);
        let answer = book.majority("extend-meeting", &tally(20, 5, 6));
        assert_eq!(answer.value, Outcome::Lost);
        assert_eq!(
            answer.working,
            [
                "20 for, 5 against; at least two thirds of the 31 present is needed, which is 21, abstentions (6) are counted among them: lost."
            ]
        );
    }

    #[test]
    fn two_thirds_of_those_voting_leaves_abstentions_out() {
        let answer = model("party-branch").majority("standing-orders", &tally(20, 10, 40));
        assert_eq!(answer.value, Outcome::Carried);
    }

    #[test]
    fn an_absolute_majority_is_more_than_half_of_those_entitled() {
        let book = over("party-branch", "[voting.thresholds.affiliate]\nmajority = \"absolute\"");
        assert_eq!(book.majority("affiliate", &tally(50, 0, 0)).value, Outcome::Lost);
        assert_eq!(book.majority("affiliate", &tally(51, 30, 0)).value, Outcome::Carried);
    }

    #[test]
    fn where_abstentions_count_more_than_half_of_all_votes_is_needed() {
        let book = over("party-branch", "[voting]\nabstentions = \"counted\"");
        assert_eq!(book.majority("motion", &tally(10, 8, 2)).value, Outcome::Tied);
        assert_eq!(book.majority("motion", &tally(10, 8, 3)).value, Outcome::Lost);
        assert_eq!(book.majority("motion", &tally(11, 8, 2)).value, Outcome::Carried);
    }

    #[test]
    fn more_votes_than_people_present_are_taken_as_they_were_told() {
        let told = Tally { present: 20, ..tally(20, 10, 0) };
        let answer = model("party-branch").majority("extend-meeting", &told);
        assert_eq!(answer.value, Outcome::Carried);
        assert!(answer.working[0].starts_with("30 votes were told but only 20 people are recorded as present"));
    }

    #[test]
    fn one_vote_over_several_sittings_is_summed_and_counts_each_person_once() {
        let sum = Tally::together(&[tally(10, 4, 1), tally(3, 9, 0)], 25, 100);
        assert_eq!((sum.for_, sum.against, sum.abstain, sum.present), (13, 13, 1, 25));
    }

    proptest! {
        #[test]
        fn one_more_vote_for_never_loses_what_was_carried(for_ in 0u32..500, against in 0u32..500, abstain in 0u32..100) {
            let book = model("party-branch");
            for matter in ["motion", "challenge-chair", "standing-orders"] {
                if book.majority(matter, &tally(for_, against, abstain)).value == Outcome::Carried {
                    prop_assert_eq!(book.majority(matter, &tally(for_ + 1, against, abstain)).value, Outcome::Carried);
                }
            }
        }
    }
}

mod seats_and_shares {
    use super::*;

    fn seats(members: u32) -> u32 {
        model("party-branch").delegates("conference", members, &BTreeMap::new()).unwrap().value.total
    }

    #[test]
    fn conference_seats_follow_the_members_up_to_six() {
        let members = [749, 750, 999, 1000, 1749, 1750, 5000];
        assert_eq!(members.map(seats), [1, 2, 2, 3, 5, 6, 6]);
        assert_eq!((seats(0), seats(1)), (0, 1));
    }

    #[test]
    fn a_hundred_women_and_thirty_young_members_have_a_further_seat_each() {
        let groups = BTreeMap::from([("women".to_owned(), 100), ("under-27s".to_owned(), 29)]);
        let answer = model("party-branch").delegates("conference", 800, &groups).unwrap();
        assert_eq!(answer.value, Seats { ordinary: 2, extra: vec!["women".to_owned()], total: 3 });
        let groups = BTreeMap::from([("women".to_owned(), 99), ("under-27s".to_owned(), 30)]);
        assert_eq!(model("party-branch").delegates("conference", 800, &groups).unwrap().value.extra, ["under-27s"]);
    }

    #[test]
    fn where_a_part_does_not_count_the_most_is_reached_at_1999() {
        let book = over(
            "party-branch",
            "[delegates.conference]\nfirst_upto = 749\nfirst_seats = 1\nthen_per = 250\nthen_seats = 1\npart_counts = \"does-not-count\"\n",
        );
        let total = |members| book.delegates("conference", members, &BTreeMap::new()).unwrap().value.total;
        assert_eq!([1750, 1998, 1999].map(total), [5, 5, 6]);
    }

    #[test]
    fn one_third_of_nine_wards_is_three_and_of_ten_four() {
        let book = model("party-branch");
        let asked = |asking, of| {
            let units = BTreeMap::from([("units".to_owned(), Asking { asking, of })]);
            book.trigger(&units).unwrap().value
        };
        assert_eq!((asked(2, 9), asked(3, 9)), (TriggerOutcome::Reselected, TriggerOutcome::FullSelection));
        assert_eq!((asked(3, 10), asked(4, 10)), (TriggerOutcome::Reselected, TriggerOutcome::FullSelection));
    }

    #[test]
    fn the_affiliates_alone_can_bring_about_a_full_selection() {
        let units = BTreeMap::from([
            ("units".to_owned(), Asking { asking: 0, of: 9 }),
            ("affiliates".to_owned(), Asking { asking: 2, of: 6 }),
        ]);
        assert_eq!(model("party-branch").trigger(&units).unwrap().value, TriggerOutcome::FullSelection);
        let both = over("party-branch", "[trigger]\ncombine = \"both\"\nshare = {}");
        assert_eq!(both.trigger(&units).unwrap().value, TriggerOutcome::Reselected);
    }

    #[test]
    fn a_shortlist_place_by_right_goes_by_members_and_not_by_wards() {
        let book = model("party-branch");
        let one_large = [("Harbour".to_owned(), 260)];
        let two_small = [("Eastfield".to_owned(), 120), ("Millbank".to_owned(), 130)];
        assert!(book.shortlisted_by_right(&one_large, 500).unwrap().value);
        let small = book.shortlisted_by_right(&two_small, 500).unwrap();
        assert!(!small.value);
        assert_eq!(
            small.working,
            [
                "Eastfield (120) and Millbank (130) nominated, with 250 of 500 members; more than half is 251: no place by right."
            ]
        );
    }

    #[test]
    fn a_quota_that_cannot_be_met_says_reopen_for_women_only() {
        let book = model("party-branch");
        let nominated = Declared { in_group: 1, others: 5, not_said: 2 };
        let answer = book.quota("executive", 5, nominated).unwrap();
        assert_eq!(answer.value, QuotaOutcome::CannotBeMet { need: 3, short_by: 2 });
        assert!(answer.working.concat().contains("Reopen nominations for women only."));
        assert!(answer.working.concat().contains("2 have not said and count as neither."));
        let enough = Declared { in_group: 3, ..nominated };
        assert_eq!(book.quota("executive", 5, enough).unwrap().value, QuotaOutcome::Met { need: 3 });
        assert_eq!(book.quota("unit-officers", 7, enough).unwrap().value, QuotaOutcome::Met { need: 2 });
    }
}

mod terms {
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
}

mod motions {
    use super::*;

    #[test]
    fn a_motion_is_in_fourteen_days_before_the_meeting() {
        let book = model("party-branch");
        assert_eq!(book.motion_deadline(day("2026-10-15")).value, day("2026-10-01"));
        assert!(book.may_hand_in(250, 1, day("2026-10-01"), day("2026-10-15")).is_ok());
        assert!(matches!(book.may_hand_in(250, 1, day("2026-10-02"), day("2026-10-15")), Err(MotionRefusal::TooLate { .. })));
    }

    #[test]
    fn a_motion_of_251_words_or_without_a_seconder_is_refused() {
        let book = model("party-branch");
        let long = book.may_hand_in(251, 1, day("2026-09-01"), day("2026-10-15")).unwrap_err();
        assert!(long.to_string().starts_with("The motion has 251 words and may have 250"));
        assert!(matches!(book.may_hand_in(90, 0, day("2026-09-01"), day("2026-10-15")), Err(MotionRefusal::NoSeconder { .. })));
    }

    #[test]
    fn a_decision_stands_for_three_months() {
        let book = model("party-branch");
        assert!(book.may_return(day("2026-06-18"), day("2026-09-17")).is_err());
        assert!(book.may_return(day("2026-06-18"), day("2026-09-18")).is_ok());
    }
}

mod entitlement;
mod reading;
