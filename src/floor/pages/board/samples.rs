//! The board in every situation, for samples.

use super::{
    super::{super::speakers, RoomNow, sample_meeting, sample_moment, sample_passage, sample_quorum, sample_scenes},
    BoardPage,
    matters::{Hours, Line, OnItem, Open, ToRatify},
};
use crate::{
    db::{AmendmentId, ItemId, MeetingId, MemberId, ResolutionId},
    floor::{next::Next, scene::Scene, speakers::Panel},
    meetings,
    motions::{amending::ToDecide, resolutions},
    rulebook::Outcome,
    web::{Choice, Faults, Filled},
};

/// The boards.
pub fn boards() -> Vec<BoardPage> {
    let wrong = Filled::with([("for", "40".to_owned())]).but(Faults::at("for", "At most 9 hands can be counted."));
    let mut samples: Vec<BoardPage> = sample_scenes().into_iter().map(board).collect();
    let nexts = [
        Next::Wait { says: "Open it at 7.00 pm.".to_owned() },
        Next::PutAmendment { number: 2, to_ratify: None },
        Next::PutAmendment { number: 2, to_ratify: Some("Standing order C".to_owned()) },
        Next::AgreeMinutes {
            meeting: MeetingId::random(),
            title: "General meeting".to_owned(),
            starts_at: sample_moment("2026-10-22T18:00:00Z"),
        },
        Next::SeekSeconder { number: 2, clause: "Standing orders, amendments".to_owned() },
        Next::Fall { number: 2, says: "Amendment 1 is carried and changes the same words.".to_owned() },
        Next::TakeEmergency { reason: "The line closes on Friday.".to_owned(), to_ratify: None },
        Next::TakeEmergency { reason: "It closes.".to_owned(), to_ratify: Some("Standing order C".to_owned()) },
        Next::Put { to_ratify: None },
        Next::Put { to_ratify: Some("Standing order C".to_owned()) },
        Next::CannotPut { says: "There is no quorum.".to_owned() },
        Next::Close,
        Next::EndNow,
    ];
    let item = || Scene::Item { position: 3, title: "Buses".to_owned() };
    samples.extend(nexts.map(|next| BoardPage { next, ..board(item()) }));
    samples.extend(speakers::sample_panels().into_iter().map(|speakers| BoardPage { speakers, ..board(item()) }));
    let question = sample_scenes().into_iter().find(|scene| matches!(scene, Scene::Question { .. }));
    samples.extend(question.map(|scene| BoardPage { form: wrong, ..board(scene) }));
    samples
}

fn board(scene: Scene) -> BoardPage {
    let (state, next) = match &scene {
        Scene::NotBegun => (meetings::State::Called, Next::Open),
        Scene::Question { .. } => (meetings::State::Open, Next::CloseVote),
        Scene::Tied { .. } => (meetings::State::Open, Next::CastingVote),
        Scene::Over => (meetings::State::Closed, Next::Done),
        _ => (meetings::State::Open, Next::Take { item: ItemId::random(), position: 3, title: "Buses".to_owned() }),
    };
    let motion = OnItem {
        label: "2026/7".to_owned(),
        title: "Buses".to_owned(),
        href: "/motions".to_owned(),
        paragraphs: vec!["This branch calls for buses.".to_owned()],
        says: "is on the agenda",
        is_open: true,
        amendments: "/motions/1/amendments".to_owned(),
        changes_rules: true,
        recommended: Some("The executive recommends to carry it.".to_owned()),
    };
    let is_item = matches!(scene, Scene::Item { .. });
    BoardPage {
        meeting: sample_meeting(state),
        seen: 4,
        may_go_on: matches!(scene, Scene::Between | Scene::Item { .. } | Scene::Result { .. }),
        motion: is_item.then_some(motion),
        amendments: is_item.then(sample_open).into_iter().collect(),
        procedural: vec![Choice::of("put-now", "That the question be now put").hinted("More for than against (Model rules)")],
        hours: is_item.then(|| Hours {
            says: "As planned, the meeting ends at 9.20 pm, and 1 item is not reached.".to_owned(),
            must_end_at: Some(sample_moment("2026-12-17T21:00:00Z")),
            not_reached: vec!["Any other business".to_owned()],
        }),
        arising: if is_item { resolutions::Line::samples() } else { Vec::new() },
        to_ratify: is_item
            .then(|| ToRatify {
                id: ResolutionId::random(),
                label: "R2026/3".to_owned(),
                title: "Buses".to_owned(),
                href: "/resolutions".to_owned(),
            })
            .into_iter()
            .collect(),
        roll_call: vec![Choice::of("1", "Tom Lewis")],
        secret_needs: is_item.then_some(3),
        items: agenda(),
        room: RoomNow { quorum: sample_quorum(if is_item { 12 } else { 29 }, 25), without_vote: usize::from(is_item) },
        speakers: Panel::default(),
        scene,
        needs: Some("at least two thirds of those voting (standing orders)".to_owned()),
        next,
        form: Filled::default(),
        room_code: "7KMQ".to_owned(),
    }
}

fn sample_open() -> Open {
    Open {
        mover: "Petra Vogel".to_owned(),
        amendment: ToDecide {
            id: AmendmentId::random(),
            number: 2,
            mover: MemberId::random(),
            wording: "leave out “nine” and insert “midnight”".to_owned(),
            href: "/motions/1/amendments/2".to_owned(),
            seconder: None,
            to: Some(1),
            passage: sample_passage(),
            falls: None,
            lacks_seconder: Some("Standing orders, amendments".to_owned()),
            with: "3 and 4".to_owned(),
        },
    }
}

fn agenda() -> Vec<Line> {
    let line = |position, outcome, is_current, link: Option<&str>| Line {
        id: ItemId::random(),
        position,
        title: "Buses".to_owned(),
        link: link.map(str::to_owned),
        is_current,
        was_taken: position < 3,
        outcome,
    };
    vec![
        line(1, Some(Outcome::Carried), false, None),
        line(2, Some(Outcome::Lost), false, Some("/motions")),
        line(3, None, true, None),
        line(4, None, false, None),
    ]
}
