//! The minutes of a meeting, to read and to print.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    corrections::{self, Shown},
    evening::minutes_of,
    minutes::{Agreed, Minutes, Part, Sentence},
};
use crate::{
    accounts::{Permission, SignedIn},
    audit,
    db::{Instant, MeetingId, RowId},
    meetings::State,
    members,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/minutes", web::get().to(show));
}

/// The minutes as they stand.
#[derive(Debug, Serialize)]
pub struct MinutesPage {
    minutes: Minutes,
    /// Whether the reader may word the sentences.
    may_word: bool,
    /// How many sentences carry the secretary's own wording.
    own: usize,
    /// What members want put right.
    corrections: Vec<Shown>,
    /// Whether the reader takes or leaves them: the secretary or whoever is in the chair.
    may_settle: bool,
    /// Whether the reader may say how a sentence should read.
    may_correct: bool,
    /// How the record ends as the minutes are read.
    head: Option<Head>,
}

/// The newest entry of the record. On paper it proves later whether history was rewritten since.
#[derive(Debug, Clone, Serialize)]
struct Head {
    number: i64,
    at: Instant,
    hash: String,
}

impl Page for MinutesPage {
    const TEMPLATE: &'static str = "floor/minutes.html";
    fn title(&self) -> String {
        format!("Minutes: {}", self.minutes.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let page = |state, parts, may_word| MinutesPage {
            minutes: Minutes { meeting: super::sample_meeting(state), kind: "general meeting", parts, agreed: None },
            may_word,
            own: usize::from(may_word),
            corrections: if state == State::Closed { vec![sample_correction()] } else { Vec::new() },
            may_settle: may_word,
            may_correct: true,
            head: Some(Head { number: 1_204, at: super::sample_moment("2026-12-17T19:10:00Z"), hash: "7f3a91c2".repeat(8) }),
        };
        vec![
            page(State::Called, Vec::new(), true),
            page(State::Open, sample_parts(), false),
            page(State::Closed, sample_parts(), true),
            page(State::Closed, sample_parts(), false),
            MinutesPage { minutes: agreed(), ..page(State::Closed, Vec::new(), false) },
        ]
    }
}

fn sample_correction() -> Shown {
    Shown {
        id: RowId::random(),
        words: "The motion was carried at 7.34 pm: 19 for, 6 against.".to_owned(),
        stands: "The motion was carried at 7.34 pm: 18 for, 6 against.".to_owned(),
        by: "Ama Okoro".to_owned(),
        is_mine: true,
    }
}

/// Minutes that were agreed, for samples.
fn agreed() -> Minutes {
    let at = super::sample_moment("2026-12-17T19:10:00Z");
    Minutes {
        meeting: super::sample_meeting(State::Closed),
        kind: "general meeting",
        parts: sample_parts(),
        agreed: Some(Agreed { at, by: MeetingId::random(), fingerprint: "9f2c61d0".repeat(8) }),
    }
}

/// A few sentences for samples, one of them in the secretary's own words.
pub fn sample_parts() -> Vec<Part> {
    let sentence = |key: &str, own: Option<&str>, resolved: &[&str]| Sentence {
        key: key.to_owned(),
        drafted: "The motion was carried at 7.34 pm: 18 for, 6 against.".to_owned(),
        own: own.map(str::to_owned),
        resolved: resolved.iter().map(|paragraph| (*paragraph).to_owned()).collect(),
    };
    let sentences = vec![
        sentence("event-4", None, &["This branch calls for buses."]),
        sentence("event-5", Some("Carried, to applause."), &[]),
    ];
    vec![Part { heading: "3. Buses".to_owned(), sentences }]
}

async fn show(desk: Desk, who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let visitor = who.0.clone();
    let may_word = visitor.may(Permission::CallMeetings);
    desk.page(move |look| {
        let minutes = minutes_of(look.conn, &look.branch, *meeting)?;
        let corrections = corrections::shown(look, &minutes, &visitor)?;
        let is_member = members::of_account(look.conn, look.branch.id, visitor.account)?.is_some();
        let own = minutes.parts.iter().flat_map(|part| &part.sentences).filter(|sentence| sentence.own.is_some()).count();
        let is_draft = minutes.agreed.is_none();
        let head = audit::head(look.conn, look.branch.id)?;
        let may_settle = is_draft && visitor.may(Permission::ChairMeetings);
        Ok(MinutesPage {
            may_word: may_word && is_draft,
            may_settle,
            may_correct: is_member && is_draft,
            corrections,
            head: head.map(|head| Head { number: head.number, at: head.at, hash: head.hash }),
            minutes,
            own,
        })
    })
    .await
}
