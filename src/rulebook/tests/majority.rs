//! Majorities and the casting vote.

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
