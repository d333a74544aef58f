//! Motions: deadline, length, seconder.

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
