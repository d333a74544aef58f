//! Delegates, trigger, shortlist and quota.

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
    let book = over("party-branch", "[delegates.conference]\npart_counts = \"does-not-count\"");
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
fn more_than_half_of_the_affiliates_give_a_place_too_and_exactly_half_do_not() {
    let book = model("party-branch");
    let named = |count: usize| vec!["Unite".to_owned(); count];
    assert!(!book.shortlisted_by_affiliates(&named(2), 4).unwrap().value);
    assert!(book.shortlisted_by_affiliates(&named(3), 4).unwrap().value);
    assert!(!book.shortlisted_by_affiliates(&[], 0).unwrap().value);
    assert_eq!(model("association").shortlisted_by_affiliates(&named(3), 4), None);
    assert!(book.shortlisted_as_incumbent().unwrap().value);
    assert_eq!(model("association").shortlisted_as_incumbent(), None);
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
        ["Eastfield (120) and Millbank (130) nominated, with 250 of 500 members; more than half is 251: no place by right."]
    );
}

#[test]
fn half_of_a_delegation_binds_from_two_places_on() {
    let book = model("party-branch");
    let need = |places| book.quota["delegates"].need(places);
    assert_eq!([need(1), need(2), need(3), need(6)], [0, 1, 2, 3]);
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
