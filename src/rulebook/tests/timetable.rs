//! The timetable of a selection: the last day of each step, and what is refused.

use super::*;

const CALLED: &str = "2026-10-01";

fn plan(opens: &str, closes: &str) -> Result<Plan, TimetableRefusal> {
    model("party-branch").plan_selection(day(CALLED), day(opens), day(closes))
}

#[test]
fn each_step_takes_its_last_day_and_applications_open_at_once() {
    let plan = plan("2026-11-20", "2026-12-01").unwrap();

    let days: Vec<String> = model("party-branch").selection_steps().iter().map(|step| plan[step].to_string()).collect();

    assert_eq!(
        days,
        [
            "2026-10-01",
            "2026-10-29",
            "2026-11-12",
            "2026-11-13",
            "2026-11-15",
            "2026-11-20",
            "2026-11-20",
            "2026-12-01",
            "2026-12-03",
            "2026-12-17"
        ]
    );
}

#[test]
fn a_last_day_is_told_with_its_reason_and_its_clause() {
    let book = model("party-branch");
    let lines = book.timetable(day(CALLED), &plan("2026-11-20", "2026-12-01").unwrap());
    let closing = lines.iter().find(|line| line.step == Step::ApplicationsClose).unwrap();

    let said = &closing.last.as_ref().unwrap().working[0];

    assert_eq!(
        said,
        "Thursday 29 October 2026 is the last day on which applications can close, because nominations close on Thursday 12 \
         November 2026, at least 14 days later (Published selection procedures (2022), timetable, step 3)."
    );
}

#[test]
fn a_ballot_before_the_steps_are_over_is_refused_with_the_first_day_and_the_clause() {
    let refusal = plan("2026-11-05", "2026-11-20").unwrap_err();

    assert_eq!(
        refusal.to_string(),
        "The ballot can open on Friday 6 November 2026 at the earliest, because every step before it has its time (Published \
         selection procedures (2022)). Choose that day or a later one."
    );
    assert!(plan("2026-11-06", "2026-11-20").is_ok());
    assert_eq!(plan("2026-11-20", "2026-11-25").unwrap_err().step(), Step::BallotCloses);
}

#[test]
fn a_day_is_moved_within_its_bounds_and_no_further() {
    let (book, mut plan) = (model("party-branch"), plan("2026-11-20", "2026-12-01").unwrap());

    plan.insert(Step::ApplicationsClose, day("2026-10-15"));
    assert_eq!(book.may_keep_to(day(CALLED), &plan), Ok(()));

    plan.insert(Step::ApplicationsClose, day("2026-10-14"));
    let refusal = book.may_keep_to(day(CALLED), &plan).unwrap_err();
    assert!(refusal.to_string().contains("Thursday 15 October 2026 is the first day on which applications can close"));

    plan.insert(Step::ApplicationsClose, day("2026-10-15"));
    plan.insert(Step::Declaration, day("2026-12-04"));
    let refusal = book.may_keep_to(day(CALLED), &plan).unwrap_err();
    assert!(refusal.to_string().contains("Thursday 3 December 2026 is the last day on which the result can be declared"));
}

#[test]
fn a_shortened_timetable_keeps_the_order_and_never_goes_back_before_the_call() {
    let plan = model("party-branch").shortened_plan(day(CALLED), day(CALLED), day("2026-10-25"));

    let steps = model("party-branch").selection_steps();

    assert_eq!(plan[&Step::ApplicationsClose], day(CALLED));
    assert!(steps.windows(2).all(|pair| plan[&pair[0]] <= plan[&pair[1]]));
}

#[test]
fn steps_that_make_no_row_are_refused_when_the_rulebook_is_read() {
    let own = "[rulebook]\nid = \"x\"\ntitle = \"X\"\nedition = 2026-06-18\nextends = \"party-branch\"\n\
               [selections.steps.hustings]\nafter = \"ballot-closes\"\n";

    let fault = Rulebook::parse(own, &preset).unwrap_err();

    assert!(fault.to_string().contains("selections.steps"), "{fault}");
}

#[test]
fn a_rulebook_without_steps_asks_for_none() {
    let book = model("association");
    assert_eq!(book.plan_selection(day(CALLED), day(CALLED), day("2026-10-25")), Ok(Plan::new()));
    assert!(book.timetable(day(CALLED), &Plan::new()).is_empty());
}
