//! The screen in the room, for a ballot that is voted there: the question, the code, and how many have voted.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{election::find_election, store},
    running::Running,
};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/screen", web::get().to(show));
}

/// What stands on the wall while the room votes. The code is only there, because it says that somebody is.
#[derive(Debug, Serialize)]
pub struct ScreenPage {
    path: String,
    title: String,
    question: String,
    /// Whether papers are taken now.
    is_open: bool,
    code: String,
    voted: i64,
    entitled: i64,
}

impl Page for ScreenPage {
    const TEMPLATE: &'static str = "ballots/screen.html";
    fn title(&self) -> String {
        self.title.clone()
    }
    fn samples() -> Vec<Self> {
        let page = |is_open| ScreenPage {
            path: "/ballots/1".into(),
            title: "Chair".into(),
            question: "Who shall chair the branch?".into(),
            is_open,
            code: "7KM2".into(),
            voted: 12,
            entitled: 40,
        };
        vec![page(true), page(false)]
    }
}

async fn show(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        let code = ballot.room_code.clone().ok_or(Problem::NotFound)?;
        let turnout = store::turnout(look.conn, look.branch.id, ballot.id)?;
        Ok(ScreenPage {
            path: ballot.path(),
            is_open: ballot.takes_papers(look.now),
            title: ballot.title,
            question: ballot.question,
            code,
            voted: turnout.voted,
            entitled: turnout.entitled,
        })
    })
    .await
}
