//! Quorum and requisition, in whole people.

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
    let book =
        over("association", "[quorum.general]\nof = [{ sliding = { upto = 10, need = 3, per = 10, more = 1 } }]\nfloor = 1");
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
