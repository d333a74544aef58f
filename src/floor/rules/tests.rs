//! What may happen next in a meeting, and what is refused.

use super::{
    super::{
        event::{Asked, Asks, Deed, Put, Room},
        standing::log,
        told,
    },
    *,
};
use crate::{
    db::{BallotId, BranchId, ItemId, MeetingId, MemberId, MotionId},
    rulebook::{MeetingKind, Outcome},
    zone::Zone,
};

fn at(text: &str) -> Instant {
    Instant(text.parse().expect("a time in RFC 3339"))
}

fn meeting(state: meetings::State) -> Meeting {
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: at("2026-12-17T19:00:00Z"),
        place: "Albion Hall".to_owned(),
        state,
        room_code: String::new(),
        called_at: at("2026-12-01T19:00:00Z"),
        opened_at: None,
        closed_at: None,
        emergency_reason: None,
        online_link: None,
        called_off_because: None,
    }
}

fn quorum(present: u32, needed: u32) -> QuorumNow {
    QuorumNow {
        present,
        needed,
        holds: needed > 0 && present >= needed,
        working: vec!["5% of 500.".to_owned()],
        clause: "app. 7".to_owned(),
    }
}

fn grace(then: Inquorate, check: QuorumCheck) -> Answer<Grace> {
    let value = Grace { src: "SO C".to_owned(), minutes: 30, then, check };
    Answer { value, working: vec!["A meeting that has no quorum ends.".to_owned()], clause: "SO C".to_owned() }
}

fn opened_with(present: u32) -> Deed {
    Deed::Opened { room: Room::of(&quorum(present, 25)) }
}

fn put() -> Deed {
    let question = Put {
        ballot: BallotId::random(),
        asked: Asked {
            asks: Asks::Motion,
            motion: Some(MotionId::random()),
            label: "2026/7".to_owned(),
            title: "Buses".to_owned(),
            own_matter: None,
            mover: Some(MemberId::random()),
            seconder: None,
            room: Room::of(&quorum(29, 25)),
            to_ratify: None,
            secret: None,
            by_name: false,
            again: None,
        },
    };
    Deed::Put { question }
}

fn tied() -> Deed {
    Deed::Tied { ballot: BallotId::random(), told: told::sample(Outcome::Tied, 12, 12, 0) }
}

fn standing(deeds: Vec<Deed>) -> Standing {
    Standing::of(&log(deeds))
}

fn asked(present: u32, opened: u32, grace: &Answer<Grace>, now: &str) -> Result<Ground, Refusal> {
    let standing = standing(vec![opened_with(opened)]);
    quorum_for_vote(&quorum(present, 25), &standing, grace, at("2026-12-17T19:30:00Z"), at(now), Zone::london())
}

#[test]
fn a_meeting_is_not_opened_before_its_hour() {
    let called = meeting(meetings::State::Called);
    let refusal = may_open(&called, at("2026-12-17T18:59:00Z"), Zone::london()).unwrap_err();
    assert!(refusal.to_string().contains("Thursday 17 December at 7.00 pm"));
    assert_eq!(may_open(&called, at("2026-12-17T19:00:00Z"), Zone::london()), Ok(()));
}

#[test]
fn a_meeting_does_not_go_on_over_an_open_vote() {
    let open = meeting(meetings::State::Open);
    assert_eq!(may_go_on(&open, &standing(vec![opened_with(29), put()])), Err(Refusal::VoteOpen));
    assert_eq!(may_go_on(&open, &standing(vec![opened_with(29), put(), tied()])), Err(Refusal::TieOpen));
    assert_eq!(may_go_on(&open, &standing(vec![opened_with(29)])), Ok(()));
    assert_eq!(may_go_on(&meeting(meetings::State::Called), &Standing::default()), Err(Refusal::NotBegun));
}

#[test]
fn only_a_motion_on_the_agenda_is_put_to_the_vote() {
    let open = meeting(meetings::State::Open);
    let item = Deed::Taken { item: ItemId::random(), position: 1, title: "Welcome".to_owned() };
    let standing = standing(vec![opened_with(29), item]);
    assert_eq!(may_put(&open, &standing, Some(motions::State::InOrder), &[]), Ok(()));
    let amended = may_put(&open, &standing, Some(motions::State::InOrder), &[1, 3]).unwrap_err();
    assert!(amended.to_string().ends_with("Still to be decided: 1 and 3."));
    assert_eq!(may_put(&open, &standing, None, &[]), Err(Refusal::NothingToPut));
    let withdrawn = may_put(&open, &standing, Some(motions::State::Withdrawn), &[]).unwrap_err();
    assert_eq!(withdrawn.to_string(), "This motion is withdrawn, so the meeting has nothing to decide on it.");
}

#[test]
fn a_room_with_a_quorum_decides() {
    let rule = grace(Inquorate::Dissolve, QuorumCheck::EachVote);
    assert_eq!(asked(25, 25, &rule, "2026-12-17T19:10:00Z"), Ok(Ground::Quorate));
}

#[test]
fn a_room_without_a_quorum_waits_its_half_hour_out() {
    let rule = grace(Inquorate::DiscussThenRatify, QuorumCheck::EachVote);
    let refusal = asked(24, 24, &rule, "2026-12-17T19:10:00Z").unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "There is no quorum: 24 in the room may vote, and 25 are needed (app. 7). The meeting waits for it until 7.30 pm."
    );
}

#[test]
fn after_the_wait_the_rulebook_says_what_then() {
    let late = "2026-12-17T19:30:00Z";
    let ratify = grace(Inquorate::DiscussThenRatify, QuorumCheck::EachVote);
    assert_eq!(asked(24, 24, &ratify, late), Ok(Ground::ToRatify { clause: "SO C".to_owned() }));
    let dissolve = grace(Inquorate::Dissolve, QuorumCheck::EachVote);
    let refusal = asked(24, 24, &dissolve, late).unwrap_err().to_string();
    assert!(refusal.ends_with("A meeting that has no quorum ends. (SO C)"), "{refusal}");
}

#[test]
fn a_quorum_counted_at_the_start_lasts_when_people_leave() {
    let late = "2026-12-17T20:30:00Z";
    assert_eq!(asked(20, 25, &grace(Inquorate::Dissolve, QuorumCheck::AtStart), late), Ok(Ground::Quorate));
    assert!(asked(20, 25, &grace(Inquorate::Dissolve, QuorumCheck::EachVote), late).is_err());
    assert!(asked(20, 20, &grace(Inquorate::Dissolve, QuorumCheck::AtStart), late).is_err());
}

#[test]
fn an_empty_room_has_nobody_to_put_it_to() {
    let rule = grace(Inquorate::DiscussThenRatify, QuorumCheck::EachVote);
    assert_eq!(asked(0, 0, &rule, "2026-12-17T20:30:00Z"), Err(Refusal::NobodyToVote));
}

#[test]
fn nobody_is_counted_by_phone_and_by_hand() {
    assert_eq!(may_count(29, 20, 9), Ok(()));
    let refusal = may_count(29, 20, 10).unwrap_err();
    assert!(refusal.to_string().contains("at most 9 hands"));
}

#[test]
fn a_chair_who_votes_only_on_a_tie_has_not_voted_before() {
    let standing = standing(vec![opened_with(29), put(), tied()]);
    assert_eq!(may_cast_deciding(&standing, ChairCasting::OnlyVote, false), Ok(()));
    assert_eq!(may_cast_deciding(&standing, ChairCasting::OnlyVote, true), Err(Refusal::ChairHasVoted));
    assert_eq!(may_cast_deciding(&standing, ChairCasting::SecondVote, true), Ok(()));
}

#[test]
fn no_casting_vote_is_given_where_votes_are_not_equal() {
    let standing = standing(vec![opened_with(29), put()]);
    assert_eq!(may_cast_deciding(&standing, ChairCasting::SecondVote, false), Err(Refusal::NotTied));
}
