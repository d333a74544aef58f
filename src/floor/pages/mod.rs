//! The chair's board, the members' phones, the screen in the room, and the minutes.

mod again;
mod board;
mod calling_off;
mod counting;
mod course;
mod procedural;
mod question;
mod quorum;
mod record;
mod screen;
mod standing_business;
mod stream;
pub(super) mod vote;
mod wording;

pub(super) use record::sample_parts;

use actix_web::web::ServiceConfig;
use serde::{Deserialize, Serialize};

use super::{
    corrections,
    scene::{Matter, Scene},
    speakers, told,
};
use crate::{
    db::{BranchId, Instant, MeetingId},
    meetings::{Meeting, QuorumNow, State},
    motions::amending::{Marked, Piece, PieceKind},
    render::{RenderError, Templates},
    rulebook::{MeetingKind, Outcome},
    web::{Problem, WayOn},
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    board::routes(to);
    calling_off::routes(to);
    course::routes(to);
    question::routes(to);
    counting::routes(to);
    again::routes(to);
    procedural::routes(to);
    speakers::routes(to);
    standing_business::routes(to);
    vote::routes(to);
    screen::routes(to);
    stream::routes(to);
    record::routes(to);
    corrections::routes(to);
    quorum::routes(to);
    wording::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<board::BoardPage>()?;
    pages.extend(templates.check::<calling_off::CallingOffPage>()?);
    pages.extend(templates.check::<vote::VotePage>()?);
    pages.extend(templates.check::<screen::ScreenPage>()?);
    pages.extend(templates.check::<record::MinutesPage>()?);
    pages.extend(templates.check::<wording::WordingPage>()?);
    pages.extend(templates.check::<corrections::CorrectPage>()?);
    pages.extend(templates.check::<quorum::QuorumPage>()?);
    Ok(pages)
}

/// A button of the board, which says what the board showed as the last event.
#[derive(Deserialize)]
struct Pressed {
    #[serde(default)]
    seen: i32,
}

/// The address of the board.
pub(super) fn board(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/floor")
}

/// Gives a refusal that leads nowhere in particular a way on.
pub(super) fn onward(problem: Problem, href: String, label: &str) -> Problem {
    match problem {
        Problem::Refused { words, .. } => Problem::Refused { words, way_on: vec![WayOn::to(href, label)] },
        other => other,
    }
}

/// Sends whoever was refused back to the board.
pub(super) fn to_board(meeting: MeetingId) -> impl Fn(Problem) -> Problem {
    move |problem| onward(problem, board(meeting), "Back to the board")
}

/// Each scene once, for samples.
fn sample_scenes() -> Vec<Scene> {
    let matter = |to_ratify: Option<&str>| Matter {
        subject: "Motion 2026/7".to_owned(),
        title: "A public bus network for Northmoor".to_owned(),
        question: "Shall the motion be carried?",
        href: Some("/motions".to_owned()),
        paragraphs: vec![
            "This branch notes that the last bus leaves at nine.".to_owned(),
            "This branch calls for buses.".to_owned(),
        ],
        passage: Vec::new(),
        to_ratify: to_ratify.map(str::to_owned),
        secret: to_ratify.map(|_| "Model rules, ch. 15".to_owned()),
        by_name: to_ratify.is_none(),
        is_again: to_ratify.is_some(),
        may_challenge: true,
    };
    let amendment = Matter {
        subject: "Amendment 2".to_owned(),
        question: "Shall the amendment be made?",
        paragraphs: vec!["leave out “nine” and insert “midnight”".to_owned()],
        passage: sample_passage(),
        ..matter(None)
    };
    let closure = Matter {
        subject: "The motion that the question be now put".to_owned(),
        title: "That the question be now put".to_owned(),
        question: "Shall the debate end and the vote be taken now?",
        href: None,
        paragraphs: Vec::new(),
        ..matter(None)
    };
    let result = |outcome, to_ratify| {
        let told = told::sample(outcome, 18, 6, 3);
        Scene::Result { matter: matter(to_ratify), figures: told.figures(), told }
    };
    let tied = told::sample(Outcome::Tied, 12, 12, 0);
    vec![
        Scene::NotBegun,
        Scene::Between,
        Scene::Item { position: 2, title: "Reports".to_owned() },
        Scene::Question { matter: matter(None), voted: 12, roll: 29 },
        Scene::Question { matter: matter(Some("Standing order C")), voted: 0, roll: 12 },
        Scene::Question { matter: amendment, voted: 3, roll: 12 },
        Scene::Question { matter: closure, voted: 3, roll: 12 },
        Scene::Tied { matter: matter(None), figures: tied.figures(), told: tied },
        result(Outcome::Carried, Some("Standing order C")),
        result(Outcome::Lost, None),
        Scene::Over,
    ]
}

/// A changed passage for samples.
fn sample_passage() -> Marked {
    let piece = |kind, words: &str| Piece { kind, words: words.to_owned() };
    vec![vec![
        piece(PieceKind::Same, "This branch notes that the last bus leaves at "),
        piece(PieceKind::Out, "nine"),
        piece(PieceKind::In, "midnight"),
        piece(PieceKind::Same, "."),
    ]]
}

/// A meeting for samples.
pub(super) fn sample_meeting(state: State) -> Meeting {
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: sample_moment("2026-12-17T19:00:00Z"),
        place: "Albion Hall, 12 Canal Side".to_owned(),
        state,
        room_code: "7KMQ".to_owned(),
        called_at: sample_moment("2026-11-24T19:02:00Z"),
        opened_at: None,
        closed_at: None,
        emergency_reason: None,
        online_link: None,
        called_off_because: None,
    }
}

fn sample_quorum(present: u32, needed: u32) -> QuorumNow {
    QuorumNow {
        present,
        needed,
        holds: needed > 0 && present >= needed,
        working: vec!["5% of 486 entitled members is 24.3, rounded up to 25.".to_owned()],
        clause: "Model rules, app. 7".to_owned(),
    }
}

fn sample_moment(text: &str) -> Instant {
    Instant(text.parse().unwrap_or_default())
}

/// The room against its quorum, as every page of the evening shows it.
#[derive(Debug, Serialize)]
struct RoomNow {
    quorum: QuorumNow,
    /// Those in the room who may speak, not vote.
    without_vote: usize,
}
