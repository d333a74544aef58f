//! The proof of service: who was served with the notice, how and when, and what the mail servers said.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{Meeting, notices, store};
use crate::{
    accounts::{CallMeetings, Holding},
    audit,
    db::{Instant, MeetingId},
    mail::{self, Channel},
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/service", web::get().to(show));
}

/// "112 of 120 are served."
#[derive(Debug, Serialize)]
pub struct ServicePage {
    meeting: Meeting,
    standing: mail::Standing,
    total: i64,
    /// Those for whom nothing more can happen by itself.
    settled: i64,
    lines: Vec<Line>,
    /// What the notice's text hashes to; the record has the same.
    seal: Option<String>,
}

/// One person's line.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    how: &'static str,
    state: &'static str,
    tag: &'static str,
    at: Option<Instant>,
    reply: Option<String>,
}

impl Line {
    fn of(served: mail::Served) -> Self {
        use mail::State::{Accepted, Expired, InDoubt, Refused};
        let how = match served.channel {
            Channel::Email => "e-mail",
            Channel::Letter => "letter",
        };
        let tag = match served.state {
            Accepted => "good",
            Refused | Expired | InDoubt => "warn",
            _ => "plain",
        };
        Self { name: served.name, how, state: served.state.words(), tag, at: served.settled_at, reply: served.reply }
    }
}

impl Page for ServicePage {
    const TEMPLATE: &'static str = "meetings/service.html";
    fn title(&self) -> String {
        format!("Proof of service: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let line = |reply: Option<&str>| Line {
            name: "Ama Okoro".into(),
            how: "e-mail",
            state: "accepted by the mail server",
            tag: "good",
            at: reply.map(|_| super::sample_moment("2026-11-24T19:03:00Z")),
            reply: reply.map(str::to_owned),
        };
        let page = |standing: mail::Standing, lines: Vec<Line>, seal: Option<&str>| ServicePage {
            meeting: super::sample_meeting(super::State::Called),
            total: standing.total(),
            settled: standing.total() - standing.waiting,
            standing,
            lines,
            seal: seal.map(str::to_owned),
        };
        let done = mail::Standing { accepted: 110, letters: 10, ..Default::default() };
        let under_way = mail::Standing { accepted: 3, waiting: 107, refused: 1, in_doubt: 1, letters: 10 };
        vec![
            page(done, vec![line(Some("250 2.0.0 Ok: queued as 4F1")), line(None)], Some("9f2c")),
            page(under_way, vec![line(None)], None),
            page(mail::Standing { accepted: 2, ..Default::default() }, Vec::new(), None),
        ]
    }
}

async fn show(desk: Desk, _who: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| ServicePage::of(look, *meeting)).await
}

impl ServicePage {
    fn of(look: &mut Look<'_>, id: MeetingId) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let meeting = store::find(look.conn, branch, id)?;
        let notice = mail::notice_about(look.conn, branch, &meeting.href(), notices::CALLED)?.ok_or(Problem::NotFound)?;
        let standing = mail::standing(look.conn, branch, notice)?;
        let lines = mail::served(look.conn, branch, notice)?.into_iter().map(Line::of).collect();
        let (total, settled) = (standing.total(), standing.total() - standing.waiting);
        let seal = seal(look, &meeting, notice)?;
        Ok(Self { meeting, standing, total, settled, lines, seal })
    }
}

/// The hash of the notice, as the record has it.
fn seal(look: &mut Look<'_>, meeting: &Meeting, notice: crate::db::NoticeId) -> Result<Option<String>, Problem> {
    let entries = audit::about(look.conn, look.branch.id, &meeting.href())?;
    let facts = entries.iter().filter(|entry| entry.deed == "notice.queued").map(|entry| entry.facts.as_str());
    let facts = facts.filter_map(|facts| serde_json::from_str::<serde_json::Value>(facts).ok());
    let mut of_this = facts.filter(|facts| facts["notice"] == serde_json::json!(notice));
    Ok(of_this.next().and_then(|facts| facts["hash"].as_str().map(in_eights)))
}

/// A hash in groups that can be read aloud, and that a narrow page can break.
fn in_eights(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().collect();
    signs.chunks(8).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
