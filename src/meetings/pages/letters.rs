//! The notice as letters, one to a page, for those without a mail address and those whom mail did not reach.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{Meeting, State, notices, store};
use crate::{
    accounts::{CallMeetings, Holding},
    db::MeetingId,
    members::{self, Letter, Purpose, Shown},
    render::Page,
    web::{Answer, Desk},
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

impl Page for LettersPage {
    const TEMPLATE: &'static str = "meetings/letters.html";
    fn title(&self) -> String {
        format!("Letters: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let page = |letters| LettersPage { meeting: super::sample_meeting(State::Called), letters };
        vec![page(vec![Letter::sample()]), page(Vec::new())]
    }
}

/// What is said about a meeting to everybody called, in the order in which it is said.
const KINDS: [&str; 3] = [notices::CALLED, notices::MOVED, notices::CALLED_OFF];

/// Shows the letters, after each of those whose address they bear can read who looked.
async fn show(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    let id = *meeting;
    let people = desk.look(move |look| {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let mut people = Vec::new();
        for kind in KINDS {
            people.extend(members::lettered(look.conn, look.branch.id, &meeting.href(), kind)?);
        }
        Ok(people)
    });
    members::note_looks(&desk, &who, (Shown::Letter, Purpose::Meeting), people.await?).await?;
    desk.page(move |look| {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let mut letters = Vec::new();
        for kind in KINDS {
            letters.extend(members::letters(look.conn, look.branch.id, &meeting.href(), kind)?);
        }
        Ok(LettersPage { meeting, letters })
    })
    .await
}
