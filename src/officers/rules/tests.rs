//! Calling, closing, naming, sharing.

use super::*;
use crate::{
    db::{BranchId, ElectionsId, MeetingId},
    officers::nomination::tests::own,
};

fn on(text: &str) -> NaiveDate {
    text.parse().expect("a written day")
}

fn elections() -> Elections {
    Elections {
        id: ElectionsId::random(),
        branch_id: BranchId::random(),
        meeting_id: MeetingId::random(),
        called_on: on("2026-05-01"),
        closes_on: on("2026-05-20"),
        closed_on: None,
        officer_id: MemberId::random(),
    }
}

fn person(class: Option<&str>) -> Person {
    let (id, ward) = (MemberId::random(), None);
    Person { id, name: "Ama".into(), number: "1".into(), ward, class: class.map(str::to_owned) }
}

#[test]
fn names_are_taken_until_the_close_which_is_made_in_the_meeting_or_comes_by_itself() {
    let open = elections();
    assert_eq!(may_name(&open, on("2026-05-20")), Ok(()));
    assert_eq!(may_name(&open, on("2026-05-21")), Err(NotSo::Closed { on: on("2026-05-20") }));
    assert_eq!(may_close(&open, on("2026-05-19")), Err(NotSo::StillOpen { on: on("2026-05-20") }));
    assert_eq!(may_close(&open, on("2026-05-20")), Ok(()));

    let closed = Elections { closed_on: Some(on("2026-05-20")), ..open };
    assert!(may_name(&closed, on("2026-05-20")).is_err() && may_close(&closed, on("2026-05-20")).is_err());
}

#[test]
fn the_rules_name_the_last_day_or_leave_it_open() {
    let ruled =
        |is_ruled| Answer { value: LastNames { on: on("2026-05-13"), is_ruled }, working: Vec::new(), clause: "rule 9".into() };
    let may = |day: &str, is_ruled, today: &str| may_close_on(on(day), &ruled(is_ruled), on("2026-05-20"), on(today));

    assert_eq!(may("2026-05-13", true, "2026-05-01"), Ok(()));
    assert!(matches!(may("2026-05-14", true, "2026-05-01"), Err(NotSo::ClosesByTheRules { .. })));
    assert!(matches!(may("2026-05-14", true, "2026-05-14"), Err(NotSo::TooLate { .. })));
    assert_eq!(may("2026-05-14", false, "2026-05-14"), Ok(()));
    assert!(matches!(may("2026-05-21", false, "2026-05-14"), Err(NotSo::ClosesOutside { .. })));
}

#[test]
fn a_candidate_is_a_member_named_once_who_does_not_run_the_elections() {
    let (elections, classes) = (elections(), ["full".to_owned()]);
    let may = |person: &Person, named: &[Nomination]| {
        may_stand(&elections, named, Standing { person, eligibility: None, at: "member" }, &classes)
    };
    let ama = person(Some("full"));
    assert_eq!(may(&ama, &[]), Ok(()));
    assert!(matches!(may(&ama, &[own(ama.id)]), Err(NotSo::NamedTwice { .. })));
    let declined = Nomination { withdrawn_on: Some(on("2026-05-02")), ..own(ama.id) };
    assert_eq!(may(&ama, &[declined]), Ok(()));
    assert!(matches!(may(&person(None), &[]), Err(NotSo::NotAMember { .. })));
    assert!(matches!(may(&Person { id: elections.officer_id, ..ama }, &[]), Err(NotSo::OfficerStands { .. })));
}

#[test]
fn an_office_is_shared_and_kept_for_a_group_as_its_rule_says() {
    let (ama, joe) = (MemberId::random(), MemberId::random());
    let rule = OfficeRule { jobshare: true, restricted_to: Some("women".into()), ..OfficeRule::default() };
    assert_eq!(may_share(Some(&rule), ama, joe), Ok(()));
    assert_eq!(may_share(Some(&rule), ama, ama), Err(NotSo::SharedWithOneself));
    assert!(matches!(may_share(Some(&OfficeRule::default()), ama, joe), Err(NotSo::NotShared { .. })));

    assert_eq!(may_accept(Some(&rule), Belonging::Belongs), Ok(()));
    assert!(matches!(may_accept(Some(&rule), Belonging::NotSaid), Err(NotSo::KeptForOthers { .. })));
    assert_eq!(may_accept(Some(&OfficeRule::default()), Belonging::NotSaid), Ok(()));
}
