//! How things stand, told from the log of the evening.

use super::{
    super::{event::Beside, told},
    *,
};
use crate::db::{BallotId, MemberId};

fn room() -> Room {
    Room { present: 29, needed: 25, holds: true, clause: "app. 7".to_owned() }
}

fn taken() -> Deed {
    Deed::Taken { item: ItemId::random(), position: 3, title: "Buses".to_owned() }
}

fn put() -> Deed {
    Deed::Put {
        question: Put {
            ballot: BallotId::random(),
            asked: Asked {
                asks: Asks::Motion,
                motion: Some(MotionId::random()),
                label: "2026/7".to_owned(),
                title: "Buses".to_owned(),
                own_matter: None,
                mover: Some(MemberId::random()),
                seconder: None,
                room: room(),
                to_ratify: None,
                secret: None,
                by_name: false,
                again: None,
            },
        },
    }
}

fn decided() -> Deed {
    Deed::Decided { ballot: BallotId::random(), told: told::sample(Outcome::Carried, 18, 6, 3), beside: Beside::default() }
}

#[test]
fn an_evening_without_events_stands_at_nothing() {
    assert_eq!(Standing::of(&[]), Standing::default());
}

#[test]
fn a_question_that_was_put_takes_papers() {
    let standing = Standing::of(&log(vec![Deed::Opened { room: room() }, taken(), put()]));

    assert_eq!(standing.last, 3);
    assert!(standing.open_vote().is_some());
    assert!(standing.unsettled().is_some());
}

#[test]
fn equal_votes_take_no_papers_but_hold_the_meeting_up() {
    let tied = Deed::Tied { ballot: BallotId::random(), told: told::sample(Outcome::Tied, 12, 12, 0) };
    let standing = Standing::of(&log(vec![Deed::Opened { room: room() }, taken(), put(), tied]));

    assert!(standing.open_vote().is_none());
    assert!(standing.unsettled().is_some());
}

#[test]
fn a_result_stays_with_its_item_until_the_next_is_taken() {
    let so_far = vec![Deed::Opened { room: room() }, taken(), put(), decided()];
    let standing = Standing::of(&log(so_far.clone()));
    assert!(standing.unsettled().is_none());
    assert!(standing.vote.is_some());
    assert_eq!(standing.outcomes.len(), 1);

    let later = Standing::of(&log(so_far.into_iter().chain([taken()]).collect()));

    assert!(later.vote.is_none());
    assert_eq!(later.taken.len(), 2);
    assert_eq!(later.outcomes.len(), 1);
}

#[test]
fn only_a_link_to_a_motion_leads_to_a_motion() {
    let id = MotionId::random();
    assert_eq!(motion_behind(Some(&format!("/motions/{id}"))), Some(id));
    assert_eq!(motion_behind(Some("/motions")), None);
    assert_eq!(motion_behind(Some("/selections/3")), None);
    assert_eq!(motion_behind(None), None);
}
