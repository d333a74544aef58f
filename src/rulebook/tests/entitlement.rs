//! Who may vote: the cases over which branches quarrel.

use super::*;

fn selection(book: &Rulebook, facts: &Facts, on: &str) -> Eligibility {
    book.may_vote(&Question::about("selection", day(on)), facts)
}

fn local(book: &Rulebook, facts: &Facts, on: &str) -> Eligibility {
    book.may_vote(&Question::about("local-vote", day(on)), facts)
}

#[test]
fn six_months_from_the_last_of_january_are_complete_on_the_last_of_july() {
    let book = model("party-branch");
    assert!(selection(&book, &member_since("2026-01-31"), "2026-07-31").is_yes());
    let late = selection(&book, &member_since("2026-02-01"), "2026-07-31");
    assert_eq!(late.verdict, Verdict::No);
    let reason = late.obstacles().next().unwrap();
    assert_eq!(
        reason.says,
        "Membership has lasted without a break since Sunday 1 February 2026; it had to begin on Saturday 31 January 2026 or \
         earlier, to make 6 months on the freeze date, Friday 31 July 2026."
    );
    assert_eq!(
        reason.remedy.as_deref(),
        Some("The 6 months are complete on Saturday 1 August 2026, enough for a freeze date then or later.")
    );
}

#[test]
fn eight_weeks_are_fifty_six_days_exactly() {
    let book = model("party-branch");
    assert!(!local(&book, &member_since("2026-07-01"), "2026-08-25").is_yes());
    assert!(local(&book, &member_since("2026-07-01"), "2026-08-26").is_yes());
}

#[test]
fn who_rejoined_after_a_day_outside_counts_from_the_second_time() {
    let book = model("party-branch");
    let period = |from: &str, to: Option<&str>| Period { class: "full".to_owned(), from: day(from), to: to.map(day) };
    let periods = vec![period("2015-03-01", Some("2026-06-30")), period("2026-07-02", None)];
    let facts = Facts { periods, ..Facts::default() };
    assert!(!local(&book, &facts, "2026-08-01").is_yes());
    assert!(local(&over("party-branch", "[membership]\nallowed_gap_days = 1"), &facts, "2026-08-01").is_yes());
}

#[test]
fn a_supporter_has_no_vote_and_hears_why() {
    let mut facts = member_since("2020-01-01");
    facts.periods[0].class = "Supporter".to_owned();
    let answer = local(&model("party-branch"), &facts, "2026-10-15");
    let reason = answer.obstacles().next().unwrap();
    assert_eq!(
        reason.says,
        "The membership is “Supporter” on the day of the meeting, Thursday 15 October 2026; the vote belongs to: full."
    );
}

#[test]
fn late_dues_can_be_paid_at_the_door_for_a_meeting() {
    let book = model("party-branch");
    let owing = Facts { paid_to: Some(day("2026-10-14")), ..member_since("2020-01-01") };
    let answer = local(&book, &owing, "2026-10-15");
    assert!(answer.obstacles().next().unwrap().remedy.as_deref().unwrap().starts_with("Pay what is owed before the vote"));
    let paid = Facts { paid_to: Some(day("2027-10-14")), ..owing };
    assert!(local(&book, &paid, "2026-10-15").is_yes());
}

#[test]
fn dues_paid_after_the_freeze_do_not_help_in_a_selection() {
    let book = model("party-branch");
    let first = Payment { recorded_on: day("2025-06-01"), to: day("2026-05-31") };
    let late = Payment { recorded_on: day("2026-08-03"), to: day("2027-05-31") };
    let facts = Facts { paid_to: Some(late.to), payments: vec![first, late], ..member_since("2020-01-01") };
    assert!(!selection(&book, &facts, "2026-07-31").is_yes());
    assert!(selection(&book, &facts, "2026-08-03").is_yes());
    assert!(local(&book, &facts, "2026-07-31").is_yes());
}

#[test]
fn the_last_day_paid_for_is_not_late() {
    let facts = Facts { paid_to: Some(day("2026-10-15")), ..member_since("2020-01-01") };
    assert!(local(&model("party-branch"), &facts, "2026-10-15").is_yes());
}

#[test]
fn within_the_month_of_grace_dues_are_not_late_yet() {
    let facts = Facts { paid_to: Some(day("2026-09-30")), ..member_since("2020-01-01") };
    let book = model("association");
    let answer = local(&book, &facts, "2026-10-30");
    assert!(answer.reasons.iter().any(|reason| reason.says.contains("count as late only after Friday 30 October 2026")));
    assert!(answer.is_yes() && !local(&book, &facts, "2026-10-31").is_yes());
}

#[test]
fn unknown_dues_bar_only_where_the_rule_says_so() {
    let facts = member_since("2020-01-01");
    let on = day("2026-10-15");
    let book = model("union-branch");
    assert!(book.may_vote(&Question::about("local-vote", on), &facts).is_yes());
    assert!(!book.may_vote(&Question::about("representation", on), &facts).is_yes());
}

#[test]
fn where_one_lived_at_the_freeze_decides_whatever_came_later() {
    let book = model("party-branch");
    let home = |unit: &str, from: Option<&str>, to: Option<&str>| Residence {
        unit: unit.to_owned(),
        from: from.map(day),
        to: to.map(day),
    };
    let residences = vec![home("Harbour", None, Some("2026-08-14")), home("Eastfield", Some("2026-08-15"), None)];
    let facts = Facts { residences, ..member_since("2020-01-01") };
    let in_ward = |ward: &str, on: &str| book.may_vote(&Question::about("selection", day(on)).in_area(ward), &facts).is_yes();
    assert!(in_ward("Harbour", "2026-08-14") && !in_ward("Eastfield", "2026-08-14"));
    assert!(in_ward("Eastfield", "2026-08-15") && !in_ward("Harbour", "2026-08-15"));
}

#[test]
fn a_member_of_any_ward_in_the_area_may_vote_and_one_without_address_may_not() {
    let book = model("party-branch");
    let question = Question::about("selection", day("2026-07-31")).in_area("Harbour").in_area("Eastfield");
    let home = Residence { unit: "eastfield".to_owned(), from: None, to: None };
    let facts = Facts { residences: vec![home], ..member_since("2020-01-01") };
    assert!(book.may_vote(&question, &facts).is_yes());
    let answer = book.may_vote(&question, &member_since("2020-01-01"));
    assert_eq!(
        answer.obstacles().next().unwrap().says,
        "No address in Harbour and Eastfield is recorded on the freeze date, Friday 31 July 2026."
    );
}

#[test]
fn a_suspended_member_has_no_vote_until_the_suspension_ends() {
    let book = model("party-branch");
    let suspension = Span { from: day("2026-09-01"), to: Some(day("2026-10-15")) };
    let facts = Facts { suspensions: vec![suspension], ..member_since("2020-01-01") };
    assert!(!local(&book, &facts, "2026-10-15").is_yes());
    assert!(local(&book, &facts, "2026-10-16").is_yes());
}

#[test]
fn dues_may_have_to_be_paid_on_the_day_of_the_notice_too() {
    let book = over("association", "[eligibility.annual-vote]\ndues = \"paid-on-notice-day-too\"\ncure_until = \"the-day\"\n");
    let payment = |recorded_on: &str, to: &str| Payment { recorded_on: day(recorded_on), to: day(to) };
    let payments = vec![payment("2025-01-01", "2025-12-31"), payment("2026-10-10", "2026-12-31")];
    let facts = Facts { payments, ..member_since("2020-01-01") };
    let question = Question::about("annual-vote", day("2026-10-29"));
    assert!(!book.may_vote(&question.clone().noticed_on(day("2026-10-08")), &facts).is_yes());
    assert!(book.may_vote(&question.clone().noticed_on(day("2026-10-10")), &facts).is_yes());
    assert!(!book.may_vote(&question, &facts).is_yes());
}

#[test]
fn a_youth_officer_is_under_twenty_seven_even_if_born_on_a_leap_day() {
    let book = model("party-branch");
    let facts = Facts { born_on: Some(day("2000-02-29")), ..member_since("2020-01-01") };
    let may = |on: &str, facts: &Facts| book.may_vote(&Question::about("youth-officer", day(on)), facts).is_yes();
    assert!(may("2027-02-28", &facts));
    assert!(!may("2027-03-01", &facts));
    assert!(!may("2026-01-01", &member_since("2020-01-01")));
}

#[test]
fn only_those_who_hold_an_executive_office_vote_on_the_executive() {
    let book = model("party-branch");
    let held = HeldOffice { office: "treasurer".to_owned(), from: day("2025-06-18"), to: Some(day("2026-06-18")) };
    let facts = Facts { offices: vec![held], ..member_since("2020-01-01") };
    let may = |on: &str| book.may_vote(&Question::about("executive-vote", day(on)), &facts).is_yes();
    assert!(may("2026-06-18") && !may("2026-06-19"));
}

#[test]
fn a_rule_that_the_rulebook_does_not_have_entitles_nobody() {
    let answer = model("party-branch").may_vote(&Question::about("locla-vote", day("2026-10-15")), &member_since("2020-01-01"));
    assert_eq!(answer.verdict, Verdict::No);
    assert!(answer.reasons[0].says.contains("[eligibility.locla-vote]"));
}

proptest! {
    #[test]
    fn a_longer_membership_never_costs_the_vote(joined in 0u64..3000, earlier in 0u64..400, on in 0u64..3400) {
        let book = model("party-branch");
        let from = |days: u64| (day("2016-01-01") + chrono::Days::new(days)).to_string();
        let freeze = from(on);
        if selection(&book, &member_since(&from(joined)), &freeze).is_yes() {
            prop_assert!(selection(&book, &member_since(&from(joined.saturating_sub(earlier))), &freeze).is_yes());
        }
    }

    #[test]
    fn the_day_named_as_remedy_is_the_first_that_is_long_enough(joined in 0u64..3000, months in 1u32..24) {
        let since = day("2016-01-01") + chrono::Days::new(joined);
        let length = Length::Months(months);
        let complete = length.complete_on(since);
        prop_assert!(length.before(complete) >= since);
        prop_assert!(length.before(complete.pred_opt().unwrap()) < since);
    }
}
