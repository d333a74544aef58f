//! A meeting that was called does not take place: everybody called is told why, and its motions wait for another one.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use crate::{
    accounts::{CallMeetings, Holding},
    branch,
    db::MeetingId,
    meetings::{self, Meeting, State},
    motions,
    render::{Page, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/calling-off", web::get().to(show))
        .route("/meetings/{meeting}/calling-off", web::post().to(call_off));
}

/// "Call it off?"
#[derive(Debug, Serialize)]
pub struct CallingOffPage {
    meeting: Meeting,
    /// The motions that wait for another meeting then.
    motions: Vec<String>,
    form: Filled,
}

impl Page for CallingOffPage {
    const TEMPLATE: &'static str = "floor/calling_off.html";
    fn title(&self) -> String {
        format!("Call off: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("because", meetings::Refusal::NoReasonToCallOff.to_string()));
        let page = |state, motions, form| CallingOffPage { meeting: super::sample_meeting(state), motions, form };
        vec![
            page(State::Called, vec!["Motion 3/2026: Buses".to_owned()], wrong),
            page(State::CalledOff, Vec::new(), Filled::default()),
        ]
    }
}

impl CallingOffPage {
    fn of(look: &mut Look<'_>, id: MeetingId, form: Filled) -> Result<Self, Problem> {
        let meeting = meetings::find(look.conn, look.branch.id, id)?;
        let found = motions::for_meeting(look.conn, look.branch.id, id)?;
        let motions = found.iter().filter(|motion| motion.state.is_to_come()).map(|motion| motion.title.clone()).collect();
        Ok(Self { meeting, motions, form })
    }
}

async fn show(desk: Desk, _: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| CallingOffPage::of(look, *meeting, Filled::default())).await
}

#[derive(Deserialize)]
struct Reason {
    #[serde(default)]
    because: String,
}

async fn call_off(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Reason>) -> Answer {
    let (id, typed, because) = (*meeting, posted.typed(), posted.form.because);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let told = meetings::call_off(act, &branch, id, &because)?;
        motions::leave(act, id)?;
        let words = format!("The meeting is called off, and {} told.", plural(told as i128, "person is", "people are"));
        Ok(see(format!("/meetings/{id}")).saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| CallingOffPage::of(look, id, form)).await
}
