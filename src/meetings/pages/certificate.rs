//! The certificate of service, to print and to sign: who was entitled, how each was served, with how many clear days, on
//! which rule; the words of the notice with their fingerprint; and what the rules say of a notice that went astray.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    Meeting,
    service::{self, Service, Sums},
    serving, store,
    store::Frozen,
};
use crate::{
    accounts::{CallMeetings, Holding},
    branch::Branch,
    db::MeetingId,
    render::{Page, words},
    rulebook::Channel,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/certificate", web::get().to(show));
}

/// "Notice was served on 412 of 412, with 9 clear days or more."
#[derive(Debug, Serialize)]
pub struct CertificatePage {
    meeting: Meeting,
    kind: &'static str,
    sums: Sums,
    served: usize,
    /// How the rules count the days of notice, and the last days that follow.
    working: Vec<String>,
    clause: String,
    saving: String,
    saving_clause: String,
    notice: Option<Frozen>,
    paragraphs: Vec<Vec<String>>,
    lines: Vec<Line>,
}

/// One person's line.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    roll: &'static str,
    how: &'static str,
    on: Option<NaiveDate>,
    clear_days: Option<i64>,
    is_good: bool,
}

impl Line {
    fn of(line: &serving::Line) -> Self {
        let (how, on, clear_days, is_good) = match line.service {
            Service::Served { by, on, clear_days, is_in_time } => (by.in_words(), Some(on), Some(clear_days), is_in_time),
            Service::UnderWay => ("on its way by e-mail", None, None, false),
            Service::ToCarry => ("not served", None, None, false),
        };
        let roll = if line.may_vote { "may vote" } else { "may attend" };
        Self { name: line.name.clone(), roll, how, on, clear_days, is_good }
    }
}

impl Page for CertificatePage {
    const TEMPLATE: &'static str = "meetings/certificate.html";
    fn title(&self) -> String {
        format!("Certificate of service: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let day = |text: &str| text.parse().unwrap_or_default();
        let served = |by, on: &str, clear_days, is_in_time| Service::Served { by, on: day(on), clear_days, is_in_time };
        let frozen = |text: &str| Frozen {
            version: 1,
            text: text.to_owned(),
            sha256: "9f2c".repeat(16),
            frozen_at: super::sample_moment("2026-11-24T19:02:00Z"),
        };
        let page = |services: &[Service], notice| {
            let line = |service: &Service| serving::Line {
                member: crate::db::MemberId::random(),
                name: "Ama Okoro".into(),
                may_vote: *service != Service::ToCarry,
                service: *service,
                mail: None,
            };
            let lines: Vec<serving::Line> = services.iter().map(line).collect();
            CertificatePage::filled(&super::sample_branch(), super::sample_meeting(super::State::Called), &lines, notice)
        };
        let good = [served(Channel::Email, "2026-11-24", 22, true), served(Channel::Hand, "2026-11-25", 21, true)];
        let bad = [served(Channel::Post, "2026-12-12", 2, false), Service::UnderWay, Service::ToCarry];
        vec![page(&good, Some(frozen("Dear each member’s name,\n\nyou are invited."))), page(&bad, None)]
    }
}

async fn show(desk: Desk, _who: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| CertificatePage::of(look, *meeting)).await
}

impl CertificatePage {
    fn of(look: &mut Look<'_>, id: MeetingId) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let lines = serving::lines(look.conn, &look.branch, &meeting)?;
        let notice = store::notice(look.conn, look.branch.id, id)?;
        Ok(Self::filled(&look.branch, meeting, &lines, notice))
    }

    fn filled(branch: &Branch, meeting: Meeting, lines: &[serving::Line], notice: Option<Frozen>) -> Self {
        let (book, on) = (&branch.rulebook, meeting.on(branch));
        let services: Vec<Service> = lines.iter().map(|line| line.service).collect();
        let sums = Sums::of(&services);
        let by_mail = book.last_day_of_service(meeting.kind, Channel::Email, on);
        let by_post = book.last_day_of_service(meeting.kind, Channel::Post, on);
        let mut working = by_mail.working;
        working.extend(by_post.working.into_iter().filter(|_| sums.by_post > 0));
        working.dedup();
        Self {
            kind: meeting.kind.in_words(),
            served: sums.served(),
            sums,
            working,
            clause: by_mail.clause,
            saving: service::saving_clause(book),
            saving_clause: book.service.src.clone(),
            paragraphs: notice.as_ref().map(|notice| words::paragraphs(&notice.text)).unwrap_or_default(),
            notice,
            lines: lines.iter().map(Line::of).collect(),
            meeting,
        }
    }
}
