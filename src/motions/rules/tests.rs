//! Words, deadlines, seconding, withdrawing and ruling: what is allowed, and to whom.

use super::*;
use crate::{
    db::{BranchId, Instant, MeetingId, MotionId},
    rulebook::{MeetingKind, preset},
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a written day")
}

fn at(text: &str) -> Instant {
    Instant(text.parse().expect("a written moment"))
}

fn party() -> Rulebook {
    Rulebook::parse(&preset("party-branch").expect("a model"), &preset).expect("a sound model")
}

fn motion(state: State) -> Motion {
    Motion {
        id: MotionId::random(),
        branch_id: BranchId::random(),
        year: 2026,
        number: 7,
        title: "Buses".to_owned(),
        text: "This branch calls for buses.".to_owned(),
        mover: MemberId::random(),
        seconder: Some(MemberId::random()),
        meeting: Some(MeetingId::random()),
        state,
        submitted_at: at("2026-11-24T19:00:00Z"),
        seconded_at: None,
        ruled_at: None,
        decided_at: None,
        emergency_reason: None,
        ruling_clause: None,
        ruling_reason: None,
        changes: None,
        sponsor: None,
        sponsored_on: None,
        recommendation: None,
        recommended_because: None,
    }
}

fn meeting(state: meetings::State) -> Meeting {
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: at("2026-12-17T19:00:00Z"),
        place: "Hall".to_owned(),
        state,
        room_code: "ABCD".to_owned(),
        called_at: at("2026-11-24T19:00:00Z"),
        opened_at: None,
        closed_at: None,
        emergency_reason: None,
        online_link: None,
        called_off_because: None,
    }
}

#[test]
fn a_dash_between_spaces_is_not_a_word() {
    assert_eq!(words_of("Buses – free ones – for 1,000 people"), 6);
    assert_eq!(words_of(" \n "), 0);
}

#[test]
fn a_motion_over_the_word_limit_is_refused_at_its_text() {
    let long = "word ".repeat(400);
    let refused = may_submit(&party(), &long, true, day("2026-11-24"), Some(day("2026-12-17")), None).unwrap_err();
    assert!(refused.to_string().contains("400 words"), "{refused}");
    assert_eq!(web::Refusal::field(&refused), Some("text"));
}

#[test]
fn a_late_motion_is_refused_unless_it_says_why_it_cannot_wait() {
    let late = |reason| may_submit(&party(), "Buses now.", true, day("2026-12-16"), Some(day("2026-12-17")), reason);
    assert_eq!(web::Refusal::field(&late(None).unwrap_err()), Some("meeting"));
    assert_eq!(late(Some("The company closed the line yesterday.")), Ok(Ground::Emergency));
}

#[test]
fn a_motion_for_a_meeting_not_yet_called_is_never_late() {
    assert_eq!(may_submit(&party(), "Buses now.", true, day("2026-12-16"), None, None), Ok(Ground::InTime));
}

#[test]
fn nobody_seconds_her_own_motion() {
    let motion = motion(State::WaitingForSeconder);
    assert_eq!(may_second(&motion, motion.mover), Err(Refusal::OwnMotion));
    assert_eq!(may_ask(&motion, motion.mover, motion.mover), Err(Refusal::OwnMotion));
}

#[test]
fn only_the_member_who_was_asked_can_second() {
    let motion = motion(State::WaitingForSeconder);
    assert_eq!(may_second(&motion, MemberId::random()), Err(Refusal::NotAsked));
    assert_eq!(motion.seconder.map(|asked| may_second(&motion, asked)), Some(Ok(())));
}

#[test]
fn a_motion_is_withdrawn_by_its_mover_until_the_meeting_begins() {
    let motion = motion(State::InOrder);
    assert_eq!(may_withdraw(&motion, motion.mover, Some(&meeting(meetings::State::Called))), Ok(()));
    let begun = may_withdraw(&motion, motion.mover, Some(&meeting(meetings::State::Open)));
    assert_eq!(begun, Err(Refusal::BelongsToTheMeeting));
    assert_eq!(may_withdraw(&motion, MemberId::random(), None), Err(Refusal::NotItsMover));
}

#[test]
fn a_meeting_decides_only_what_is_on_its_agenda() {
    assert_eq!(may_decide(&motion(State::InOrder)), Ok(()));
    assert_eq!(may_decide(&motion(State::Withdrawn)), Err(Refusal::NotOnAgenda(State::Withdrawn)));
}

#[test]
fn a_motion_without_its_seconder_is_not_ruled_on() {
    assert_eq!(may_rule(&motion(State::WaitingForSeconder)), Err(Refusal::NotReadyForRuling(State::WaitingForSeconder)));
}
