//! The meetings of the branch: what comes, what was.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::{
    super::{Meeting, State, store},
    sample_meeting,
};
use crate::{
    accounts::{Permission, SignedIn},
    members,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings", web::get().to(list));
}

/// "The next meeting is on …".
#[derive(Debug, Serialize)]
pub struct ListPage {
    upcoming: Vec<Line>,
    past: Vec<Line>,
    may_call: bool,
    is_member: bool,
}

/// A meeting as the list shows it.
#[derive(Debug, Serialize)]
struct Line {
    meeting: Meeting,
    kind: &'static str,
    state: &'static str,
}

impl Line {
    fn of(meeting: Meeting) -> Self {
        Self { kind: meeting.kind.in_words(), state: meeting.state.words(), meeting }
    }
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "meetings/list.html";
    fn title(&self) -> String {
        "Meetings".into()
    }
    fn samples() -> Vec<Self> {
        let line = |state| Line::of(sample_meeting(state));
        vec![
            ListPage {
                upcoming: vec![line(State::Open), line(State::Called)],
                past: vec![line(State::Closed)],
                may_call: true,
                is_member: true,
            },
            ListPage { upcoming: Vec::new(), past: Vec::new(), may_call: true, is_member: false },
            ListPage { upcoming: Vec::new(), past: vec![line(State::Closed)], may_call: false, is_member: true },
        ]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    let (may_call, account) = (who.may(Permission::CallMeetings), who.account);
    desk.page(move |look| {
        let upcoming = store::upcoming(look.conn, look.branch.id, look.now)?;
        let mut past = store::list(look.conn, look.branch.id)?;
        past.retain(|meeting| !upcoming.contains(meeting));
        let lines = |meetings: Vec<Meeting>| meetings.into_iter().map(Line::of).collect();
        let is_member = members::of_account(look.conn, look.branch.id, account)?.is_some();
        Ok(ListPage { upcoming: lines(upcoming), past: lines(past), may_call, is_member })
    })
    .await
}
