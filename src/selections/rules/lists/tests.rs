//! Lists that are right and lists that are not.

use super::*;
use crate::rulebook::preset;

/// At least three names, half of them women.
fn book() -> Rulebook {
    Rulebook::parse(&preset("party-branch").expect("a model"), &preset).expect("a sound model")
}

fn one(name: &str, belongs: Belonging, on_shortlist: bool) -> Applicant {
    Applicant {
        member: MemberId::random(),
        name: name.into(),
        belongs,
        by_right: None,
        obstacle: String::new(),
        on_longlist: true,
        on_shortlist,
        reason: "Fewer nominations.".into(),
    }
}

fn values(applied: &[Applicant]) -> Vec<Asked> {
    asked(&book(), List::Shortlist, applied).into_iter().map(|one| one.value).collect()
}

const BOTH: [List; 2] = [List::Longlist, List::Shortlist];

#[test]
fn nobody_with_a_place_by_right_is_left_off_and_the_clause_is_told() {
    let ama = Applicant { by_right: Some("rule 7(c)".into()), ..one("Ama", Belonging::NotSaid, false) };

    let flaws = flaws(List::Shortlist, &BOTH, &[ama, one("Joe", Belonging::NotSaid, true)]);

    let told: Vec<String> = flaws.iter().map(|flaw| flaw.why.to_string()).collect();
    assert_eq!(told, ["Ama has a place by right and cannot be left off the shortlist (rule 7(c))."]);
}

#[test]
fn a_right_does_not_help_whoever_may_not_stand() {
    let barred = Applicant {
        by_right: Some("rule 7".into()),
        obstacle: "Suspended (rule 2)".into(),
        ..one("Ama", Belonging::NotSaid, false)
    };
    let ticked = Applicant { on_shortlist: true, ..barred.clone() };
    let joe = one("Joe", Belonging::NotSaid, true);

    assert!(flaws(List::Shortlist, &BOTH, &[barred, joe.clone()]).is_empty());
    let told = flaws(List::Shortlist, &BOTH, &[ticked, joe]);
    assert_eq!(told[0].why.to_string(), "Ama may not stand: Suspended (rule 2)");
}

#[test]
fn whoever_is_left_out_is_owed_a_reason() {
    let silent = Applicant { reason: " ".into(), ..one("Ama", Belonging::NotSaid, false) };

    let told = flaws(List::Shortlist, &BOTH, &[silent.clone(), one("Joe", Belonging::NotSaid, true)]);

    assert_eq!(told, [Flaw { at: At::Reason(silent.member), why: NotListed::NoReason { name: "Ama".into() } }]);
}

#[test]
fn a_shortlist_is_chosen_from_the_longlist() {
    let skipped = Applicant { on_longlist: false, ..one("Ama", Belonging::NotSaid, true) };

    let told = flaws(List::Shortlist, &BOTH, std::slice::from_ref(&skipped));

    assert_eq!(told[0].why, NotListed::NotOnLonglist { name: "Ama".into() });
    assert!(flaws(List::Shortlist, &[List::Shortlist], &[skipped]).is_empty(), "without a longlist there is none to be on");
}

#[test]
fn a_quota_that_another_choice_would_meet_is_no_reason_for_an_exception() {
    use Belonging::{Belongs, DoesNot};
    let applied = [
        one("A", DoesNot, true),
        one("B", DoesNot, true),
        one("C", DoesNot, true),
        one("D", Belongs, false),
        one("E", Belongs, false),
    ];

    let asked = asked(&book(), List::Shortlist, &applied);

    assert_eq!(asked[1].value, Asked::NotMet);
    assert!(asked[1].working.join(" ").contains("among those who applied there are enough women"));
    assert!(may_lack(&asked, "We like these three").is_err());
}

#[test]
fn a_quota_that_nobody_can_meet_says_to_reopen_and_asks_for_a_reason() {
    use Belonging::{Belongs, DoesNot};
    let applied = [one("A", DoesNot, true), one("B", DoesNot, true), one("C", Belongs, true)];

    let asked = asked(&book(), List::Shortlist, &applied);
    let refused = may_lack(&asked, "").unwrap_err();

    assert_eq!(asked[1].value, Asked::CannotBeMet);
    assert!(refused.why.to_string().contains("Reopen nominations for women only."), "{}", refused.why);
    assert_eq!(may_lack(&asked, "Reopened twice, and nobody came."), Ok(()));
}

#[test]
fn whoever_has_not_said_counts_as_neither() {
    use Belonging::{Belongs, NotSaid};
    let applied = [one("A", NotSaid, true), one("B", NotSaid, true), one("C", Belongs, true), one("D", Belongs, true)];

    assert_eq!(values(&applied), [Asked::Met, Asked::Met]);
    assert_eq!(values(&applied[..3]), [Asked::Met, Asked::CannotBeMet]);
}

#[test]
fn fewer_than_the_least_number_is_told_whether_or_not_more_could_be_had() {
    use Belonging::Belongs;
    let four = [one("A", Belongs, true), one("B", Belongs, true), one("C", Belongs, false), one("D", Belongs, false)];

    assert_eq!(values(&four)[0], Asked::NotMet);
    assert_eq!(values(&four[..2])[0], Asked::CannotBeMet);
}

#[test]
fn those_with_a_place_by_right_count_in_what_can_be_met() {
    use Belonging::{Belongs, DoesNot};
    let by_right = |name| Applicant { by_right: Some("rule 7".into()), ..one(name, DoesNot, true) };
    let applied = [by_right("A"), by_right("B"), by_right("C"), one("D", Belongs, true), one("E", Belongs, true)];

    assert_eq!(values(&applied)[1], Asked::CannotBeMet, "three by right and two women make five, which need three");
}
