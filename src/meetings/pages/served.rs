//! The proof of service: who was served with the notice, how and when, and what the mail servers said.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Meeting, notices,
    service::{Service, Sums},
    serving, store,
};
use crate::{
    accounts::{CallMeetings, Holding},
    db::{Instant, MeetingId, MemberId},
    mail,
    render::Page,
    rulebook::Channel,
    web::{Answer, Desk, Filled, Look, Problem},
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
    sums: Sums,
    /// How many letters there are to print: those without an address, and those whose mail was refused.
    letters: usize,
    lines: Vec<Line>,
    /// Those to whom a letter or a hand must bring it.
    to_carry: Vec<Waiting>,
    /// What the notice's text hashes to; the record has the same.
    seal: Option<String>,
    form: Filled,
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

/// Somebody whom mail did not reach.
#[derive(Debug, Serialize)]
struct Waiting {
    id: MemberId,
    name: String,
    why: &'static str,
}

impl Line {
    fn of(line: &serving::Line) -> Self {
        use mail::State::{Accepted, Expired, InDoubt, Refused};
        let state = line.mail.as_ref().map(|served| served.state);
        let (how, state, tag) = match (line.service, state) {
            (Service::Served { by: Channel::Post, .. }, _) => ("letter", "posted", "good"),
            (Service::Served { by: Channel::Hand, .. }, _) => ("by hand", "given", "good"),
            (_, Some(state @ Accepted)) => ("e-mail", state.words(), "good"),
            (_, Some(state @ (Refused | Expired | InDoubt))) => ("e-mail", state.words(), "warn"),
            (_, Some(state @ mail::State::Letter)) => ("letter", state.words(), "plain"),
            (_, Some(state)) => ("e-mail", state.words(), "plain"),
            (_, None) => ("", "nothing was sent", "warn"),
        };
        let (at, reply) = line.mail.as_ref().map(|served| (served.settled_at, served.reply.clone())).unwrap_or_default();
        Self { name: line.name.clone(), how, state, tag, at, reply }
    }
}

impl Waiting {
    fn of(line: &serving::Line) -> Self {
        let why = line.mail.as_ref().map_or("nothing was sent", |served| served.state.words());
        Self { id: line.member, name: line.name.clone(), why }
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
        let waiting = || vec![Waiting { id: MemberId::random(), name: "Tom Lewis".into(), why: "letter to print" }];
        let page = |standing: mail::Standing, lines: Vec<Line>, seal: Option<&str>| ServicePage {
            sums: Sums { entitled: 120, by_mail: 110, fewest: Some(22), ..Sums::default() },
            letters: usize::try_from(standing.letters).unwrap_or_default(),
            to_carry: if standing.letters > 0 { waiting() } else { Vec::new() },
            form: Filled::default(),
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
    desk.page(move |look| ServicePage::of(look, *meeting, Filled::default())).await
}

impl ServicePage {
    pub fn of(look: &mut Look<'_>, id: MeetingId, mut form: Filled) -> Result<Self, Problem> {
        let (branch, today) = (look.branch.id, look.today());
        let meeting = store::find(look.conn, branch, id)?;
        let notice = mail::notice_about(look.conn, branch, &meeting.href(), notices::CALLED)?.ok_or(Problem::NotFound)?;
        let standing = mail::standing(look.conn, branch, notice)?;
        let lines = serving::lines(look.conn, &look.branch, &meeting)?;
        let (total, settled) = (standing.total(), standing.total() - standing.waiting);
        form.values.entry("carried_on".to_owned()).or_insert_with(|| today.to_string());
        Ok(Self {
            sums: Sums::of(&lines.iter().map(|line| line.service).collect::<Vec<_>>()),
            letters: mail::count_letters(look.conn, branch, &meeting.href(), notices::CALLED)?,
            to_carry: lines.iter().filter(|line| line.service == Service::ToCarry).map(Waiting::of).collect(),
            lines: lines.iter().map(Line::of).collect(),
            seal: store::notice(look.conn, branch, id)?.map(|notice| in_eights(&notice.sha256)),
            meeting,
            standing,
            total,
            settled,
            form,
        })
    }
}

/// A hash in groups that can be read aloud, and that a narrow page can break.
fn in_eights(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().collect();
    signs.chunks(8).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
