//! The notice as letters, one to a page, for those without a mail address and those whom mail did not reach.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{Meeting, State, notices, store},
    check::paragraphs,
};
use crate::{
    accounts::{CallMeetings, Holding},
    db::{MeetingId, MemberId},
    mail, members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/letters", web::get().to(show));
}

/// "10 letters to print."
#[derive(Debug, Serialize)]
pub struct LettersPage {
    meeting: Meeting,
    letters: Vec<Letter>,
}

/// One letter: the address for the window of the envelope, and the notice.
#[derive(Debug, Serialize)]
struct Letter {
    to: Vec<String>,
    paragraphs: Vec<Vec<String>>,
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "meetings/letters.html";
    fn title(&self) -> String {
        format!("Letters: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let letter = Letter {
            to: vec!["Tom Lewis".into(), "4 Canal Side".into()],
            paragraphs: paragraphs("Dear Tom,\n\nyou are invited."),
        };
        let page = |letters| LettersPage { meeting: super::sample_meeting(State::Called), letters };
        vec![page(vec![letter]), page(Vec::new())]
    }
}

async fn show(desk: Desk, _who: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| LettersPage::of(look, *meeting)).await
}

impl LettersPage {
    fn of(look: &mut Look<'_>, id: MeetingId) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let meeting = store::find(look.conn, branch, id)?;
        let notice = mail::notice_about(look.conn, branch, &meeting.href(), notices::CALLED)?.ok_or(Problem::NotFound)?;
        let letters = mail::letters(look.conn, branch, notice)?;
        let letters = letters.iter().map(|written| letter(look, written)).collect::<Result<_, _>>()?;
        Ok(Self { meeting, letters })
    }
}

/// The address for the window of the envelope, and what was written.
fn letter(look: &mut Look<'_>, written: &mail::Letter) -> Result<Letter, Problem> {
    let branch = look.branch.id;
    let member = written.person.map(|person| members::find(look.conn, branch, MemberId(person.0))).transpose()?;
    let mut to = vec![written.to_name.clone()];
    if let Some(member) = member {
        let lines = [member.address, member.town, member.postcode];
        to.extend(lines.into_iter().filter(|line| !line.is_empty()));
    }
    Ok(Letter { to, paragraphs: paragraphs(&written.body_text) })
}
