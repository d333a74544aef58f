//! All papers of a meeting in one: its notice, its agenda, the minutes of the last meeting, and the motions with their
//! amendments. It stands here because it reads through modules that know nothing of each other.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use crate::{
    accounts::SignedIn,
    db::{BranchId, Conn, Instant, MeetingId, MemberId},
    floor::{self, Minutes},
    meetings::{self, Document, Frozen, Item, Meeting, State},
    members,
    motions::{self, Motion, amending},
    render::{Page, words},
    rulebook::MeetingKind,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/papers", web::get().to(show));
}

/// "The papers of the general meeting."
#[derive(Debug, Serialize)]
pub struct PapersPage {
    meeting: Meeting,
    notice: Option<Notice>,
    items: Vec<Item>,
    documents: Vec<Document>,
    last: Option<Minutes>,
    motions: Vec<Paper>,
}

/// The notice as it went out.
#[derive(Debug, Serialize)]
struct Notice {
    paragraphs: Vec<Vec<String>>,
    sha256: String,
}

/// A motion with what is proposed to it.
#[derive(Debug, Serialize)]
struct Paper {
    label: String,
    title: String,
    paragraphs: Vec<String>,
    mover: String,
    seconder: String,
    sponsor: Option<String>,
    recommended: Option<String>,
    amendments: Vec<Amendment>,
}

#[derive(Debug, Serialize)]
struct Amendment {
    number: i32,
    wording: String,
    mover: String,
}

impl From<Frozen> for Notice {
    fn from(frozen: Frozen) -> Self {
        Self { paragraphs: words::paragraphs(&frozen.text), sha256: frozen.sha256 }
    }
}

impl Page for PapersPage {
    const TEMPLATE: &'static str = "home/papers.html";
    fn title(&self) -> String {
        format!("Papers: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let notice = || Notice { paragraphs: words::paragraphs("Dear member,\n\nyou are invited."), sha256: "9f2c".repeat(16) };
        let amendment =
            Amendment { number: 1, wording: "In paragraph 1, leave out “asks”.".into(), mover: "Joe Nowak".into() };
        let paper = Paper {
            label: "2026/1".into(),
            title: "Buses".into(),
            paragraphs: vec!["This branch asks for buses.".into()],
            mover: "Ama Okoro".into(),
            seconder: "Tom Lewis".into(),
            sponsor: Some("Harbour ward".into()),
            recommended: Some("The executive recommends to carry it.".into()),
            amendments: vec![amendment],
        };
        let meeting = sample_meeting;
        let last = Minutes { meeting: meeting(), kind: "general meeting", parts: Vec::new(), agreed: None };
        vec![
            PapersPage {
                meeting: meeting(),
                notice: Some(notice()),
                items: Vec::new(),
                documents: Vec::new(),
                last: Some(last),
                motions: vec![paper],
            },
            PapersPage {
                meeting: meeting(),
                notice: None,
                items: Vec::new(),
                documents: Vec::new(),
                last: None,
                motions: Vec::new(),
            },
        ]
    }
}

/// A meeting for samples.
fn sample_meeting() -> Meeting {
    let starts_at = Instant(chrono::DateTime::UNIX_EPOCH);
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: "General meeting".into(),
        starts_at,
        place: "Albion Hall".into(),
        state: State::Called,
        room_code: "7KMQ".into(),
        called_at: starts_at,
        opened_at: None,
        closed_at: None,
        emergency_reason: None,
        online_link: None,
        called_off_because: None,
    }
}

async fn show(desk: Desk, _who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| PapersPage::of(look, *meeting)).await
}

impl PapersPage {
    fn of(look: &mut Look<'_>, id: MeetingId) -> Result<Self, Problem> {
        let branch = look.branch.clone();
        let meeting = meetings::find(look.conn, branch.id, id)?;
        let last = last_before(look.conn, &meeting)?;
        Ok(Self {
            notice: meetings::notice(look.conn, branch.id, id)?.map(Notice::from),
            items: meetings::items(look.conn, branch.id, id)?,
            documents: meetings::documents(look.conn, branch.id, id)?,
            last: last.map(|last| floor::minutes_of(look.conn, &branch, last)).transpose()?,
            motions: papers(look.conn, branch.id, id)?,
            meeting,
        })
    }
}

/// The last meeting of the same kind that was held before this one.
fn last_before(conn: &mut Conn, meeting: &Meeting) -> Result<Option<MeetingId>, Problem> {
    let before = |other: &Meeting| {
        other.state == State::Closed
            && other.kind == meeting.kind
            && other.starts_at < meeting.starts_at
            && other.id != meeting.id
    };
    Ok(meetings::list(conn, meeting.branch_id)?.into_iter().find(before).map(|last| last.id))
}

/// The motions that the meeting deals with.
fn papers(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> Result<Vec<Paper>, Problem> {
    let is_dealt_with =
        |motion: &Motion| matches!(motion.state, motions::State::InOrder | motions::State::Carried | motions::State::Lost);
    let found = motions::for_meeting(conn, branch, meeting)?;
    found.into_iter().filter(is_dealt_with).map(|motion| paper(conn, branch, &motion)).collect()
}

fn paper(conn: &mut Conn, branch: BranchId, motion: &Motion) -> Result<Paper, Problem> {
    let mut proposed = amending::of_motion(conn, branch, motion.id)?.as_amended()?;
    proposed.retain(|amendment| amendment.state != amending::State::Withdrawn);
    let people: Vec<MemberId> =
        proposed.iter().map(|amendment| amendment.mover).chain([motion.mover]).chain(motion.seconder).collect();
    let names = members::names(conn, branch, &people)?;
    let name = |member: MemberId| names.get(&member).cloned().unwrap_or_default();
    let amendments =
        proposed.into_iter().map(|one| Amendment { number: one.number, mover: name(one.mover), wording: one.wording });
    Ok(Paper {
        label: motion.label(),
        title: motion.title.clone(),
        paragraphs: motion.paragraphs(),
        mover: name(motion.mover),
        seconder: motion.seconder.map(name).unwrap_or_default(),
        sponsor: motion.sponsor.clone(),
        recommended: motion.recommended(),
        amendments: amendments.collect(),
    })
}
