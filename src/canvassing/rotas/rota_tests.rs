//! Small branches: who goes with whom, who is left out, and why.

use super::*;

fn open(places: i32, coming: &[MemberId]) -> Open {
    let needs = ShiftNeeds { places, needs_driver: false, has_stairs: false, district: None };
    Open { shift: ShiftId::fresh(), needs, coming: coming.to_vec() }
}

fn offers(shift: &Open, members: &[MemberId]) -> Vec<Offer> {
    let offer = |member: &MemberId| Offer { shift: shift.shift, member: *member, drives: false, needs_level_ground: false };
    members.iter().map(offer).collect()
}

fn walked(members: &[MemberId]) -> Known {
    Known { walked: members.iter().map(|member| (*member, 3)).collect(), ..Known::default() }
}

fn three() -> [MemberId; 3] {
    [MemberId::fresh(), MemberId::fresh(), MemberId::fresh()]
}

#[test]
fn somebody_new_goes_with_somebody_who_has_walked_and_both_are_told_so() {
    let [ama, tom, _] = three();
    let shift = open(2, &[]);
    let proposal = propose(std::slice::from_ref(&shift), &offers(&shift, &[ama, tom]), &walked(&[ama]));
    let reasons = |member| proposal.places.iter().find(|place| place.member == member).map(|place| place.reasons.clone());
    assert_eq!(reasons(ama), Some(vec![Reason::Shows(tom)]));
    assert_eq!(reasons(tom), Some(vec![Reason::Learns(ama), Reason::FirstTurn]));
    assert!(proposal.left_out.is_empty());
}

#[test]
fn whoever_has_a_place_already_is_company_too() {
    let [ama, tom, ben] = three();
    let shift = open(2, &[ama]);
    let proposal = propose(std::slice::from_ref(&shift), &offers(&shift, &[tom, ben]), &walked(&[ama]));
    assert_eq!(proposal.places.len(), 1, "one place is left");
    assert_eq!(proposal.places[0].reasons, [Reason::Learns(ama), Reason::FirstTurn]);
    assert_eq!(proposal.left_out.len(), 1);
}

#[test]
fn whoever_cannot_climb_stairs_is_told_that_this_is_why() {
    let [ama, ..] = three();
    let mut shift = open(2, &[]);
    shift.needs.has_stairs = true;
    let mut offered = offers(&shift, &[ama]);
    offered[0].needs_level_ground = true;
    let proposal = propose(&[shift], &offered, &walked(&[ama]));
    assert_eq!((proposal.places.len(), proposal.left_out), (0, vec![(ama, LeftOut::Stairs)]));
}

#[test]
fn a_driver_and_whoever_knows_the_area_come_for_that_reason() {
    let [ama, tom, _] = three();
    let here = DistrictId::fresh();
    let mut shift = open(1, &[]);
    (shift.needs.needs_driver, shift.needs.district) = (true, Some(here));
    let mut offered = offers(&shift, &[tom, ama]);
    offered[1].drives = true;
    let known = Known { usual: [(ama, here)].into(), ..walked(&[ama, tom]) };
    let proposal = propose(&[shift], &offered, &known);
    assert_eq!(proposal.places[0].member, ama);
    assert_eq!(proposal.places[0].reasons, [Reason::Drives, Reason::KnowsTheArea]);
    assert_eq!(proposal.left_out, [(tom, LeftOut::Full)]);
}

#[test]
fn where_everybody_is_new_that_is_said() {
    let [ama, tom, _] = three();
    let shift = open(2, &[ama]);
    let proposal = propose(std::slice::from_ref(&shift), &offers(&shift, &[tom]), &Known::default());
    assert_eq!(proposal.places[0].reasons, [Reason::NobodyHasWalked, Reason::FirstTurn]);
}
