//! Steps, turns and decisions of an evening whose people come and go.

use super::{
    super::{event::Put, told},
    *,
};

fn at(time: &str) -> Instant {
    Instant(format!("2026-12-17T{time}:00Z").parse().expect("a time in RFC 3339"))
}

fn stay(member: MemberId, may_vote: bool, joined: &str, left: Option<&str>) -> Attendance {
    Attendance { left_at: left.map(at), ..Attendance::begun(member, (may_vote, String::new()), at(joined)) }
}

fn room(present: u32) -> Room {
    Room { present, needed: 2, holds: present >= 2, clause: "app. 7".to_owned() }
}

fn asked(present: u32, to_ratify: Option<&str>) -> Asked {
    Asked {
        asks: Asks::Motion,
        motion: None,
        label: "2026/7".to_owned(),
        title: "Buses".to_owned(),
        own_matter: None,
        mover: None,
        seconder: None,
        room: room(present),
        to_ratify: to_ratify.map(str::to_owned),
        secret: None,
        by_name: false,
        again: None,
    }
}

fn log(deeds: Vec<(&str, Deed)>) -> Vec<Event> {
    (1..).zip(deeds).map(|(number, (time, deed))| Event { number, at: at(time), deed }).collect()
}

fn people() -> [MemberId; 3] {
    std::array::from_fn(|_| MemberId::random())
}

#[test]
fn the_quorum_is_reached_and_lost_in_the_moments_when_the_number_crosses_it() {
    let [ama, tom, joe] = people();
    let stays = [
        stay(ama, true, "18:40", None),
        stay(joe, false, "18:45", None),
        stay(tom, true, "18:50", Some("20:10")),
        stay(tom, true, "20:20", None),
    ];

    let course = Course::of(&stays, &log(vec![("19:00", Deed::Opened { room: room(2) })]), 9, at("21:00"));

    let turns: Vec<_> = course.moments.iter().map(|moment| (moment.at, moment.present, moment.what.clone())).collect();
    let expected = [
        (at("18:50"), 2, What::Reached),
        (at("19:00"), 2, What::Opened),
        (at("20:10"), 1, What::Lost),
        (at("20:20"), 2, What::Reached),
    ];
    assert_eq!(turns, expected);
    assert_eq!((course.needed, course.from, course.present()), (2, at("18:40"), 2));
}

#[test]
fn those_who_come_and_go_in_one_moment_change_nothing() {
    let [ama, tom, _] = people();
    let stays = [stay(ama, true, "18:40", Some("19:30")), stay(tom, true, "19:30", None)];

    let course = Course::of(&stays, &[], 1, at("21:00"));

    assert_eq!(course.steps, [Step { at: at("18:40"), present: 1 }]);
    assert_eq!(course.moments.len(), 1);
}

#[test]
fn whoever_was_there_when_it_was_put_was_counted_and_nobody_else() {
    let [ama, tom, joe] = people();
    let stays =
        [stay(ama, true, "18:40", Some("19:20")), stay(tom, true, "18:50", Some("19:10")), stay(joe, true, "19:11", None)];
    let ballot = BallotId::random();
    let put = Deed::Put { question: Put { ballot, asked: asked(1, Some("Standing order C")) } };
    let decided = Deed::Decided { ballot, told: told::sample(Outcome::Carried, 1, 0, 0), beside: Beside::default() };

    let course = Course::of(&stays, &log(vec![("19:10", put), ("19:25", decided)]), 2, at("21:00"));

    let [decision] = &course.decisions[..] else { panic!("one decision") };
    assert_eq!(
        (&decision.counted[..], decision.outcome, decision.waits_for_ratification()),
        (&[ama][..], Some(Outcome::Carried), true)
    );
}

#[test]
fn without_a_rule_that_says_how_many_there_is_no_quorum_to_reach() {
    let [ama, ..] = people();

    let course = Course::of(&[stay(ama, true, "18:40", None)], &[], 0, at("21:00"));

    assert!(course.moments.is_empty());
    assert!(!course.is_enough(course.present()));
}

#[test]
fn the_picture_fills_what_was_quorate_and_what_was_not_apart() {
    let [ama, tom, _] = people();
    let stays = [stay(ama, true, "18:00", None), stay(tom, true, "19:00", Some("20:00"))];

    let drawn = picture(&Course::of(&stays, &[], 2, at("22:00"))).expect("somebody was there");

    assert_eq!(drawn.room, "M0 200H0V110H250V20H500V110H1000");
    assert_eq!((drawn.held.as_str(), drawn.quorum), ("M250 200V20H500V200Z", 20));
    assert_eq!(drawn.lacking, "M0 200V110H250V200ZM500 200V110H1000V200Z");
    assert_eq!(picture(&Course::of(&[], &[], 2, at("22:00"))), None);
}
