//! The screen in the room: what is before the meeting, in letters that can be read from the last row.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    evening::Evening,
    scene::Scene,
    speakers::{self, Panel},
};
use crate::{
    accounts::SignedIn,
    db::MeetingId,
    meetings::{Meeting, QuorumNow, State},
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/screen", web::get().to(show));
}

/// The screen of one meeting.
#[derive(Debug, Serialize)]
pub struct ScreenPage {
    meeting: Meeting,
    scene: Scene,
    quorum: QuorumNow,
    speakers: Panel,
}

impl Page for ScreenPage {
    const TEMPLATE: &'static str = "floor/screen.html";
    fn title(&self) -> String {
        self.meeting.title.clone()
    }
    fn samples() -> Vec<Self> {
        let page = |scene| ScreenPage {
            meeting: super::sample_meeting(State::Open),
            scene,
            quorum: super::sample_quorum(29, 25),
            speakers: Panel::default(),
        };
        let mut samples: Vec<Self> = super::sample_scenes().into_iter().map(page).collect();
        let item = || Scene::Item { position: 3, title: "Buses".to_owned() };
        samples.extend(speakers::sample_panels().into_iter().map(|speakers| ScreenPage { speakers, ..page(item()) }));
        samples.push(ScreenPage { quorum: super::sample_quorum(12, 25), ..page(Scene::Between) });
        samples
    }
}

async fn show(desk: Desk, _who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| {
        let evening = Evening::of(look.conn, &look.branch, *meeting, look.now)?;
        let (subject, turnout) = (evening.subject(look.conn)?, evening.turnout(look.conn)?);
        let speakers = speakers::panel(look.conn, &evening, &subject, None)?;
        Ok(ScreenPage { speakers, scene: evening.scene(&subject, turnout), meeting: evening.meeting, quorum: evening.quorum })
    })
    .await
}
