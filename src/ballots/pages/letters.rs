//! Ballot papers by letter, for those without a mail address and those whom mail did not reach.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;
use serde_json::json;

use super::{
    super::{election::find_election, notices, rules},
    running::Running,
};
use crate::{
    db::BallotId,
    members::{self, Letter, Purpose, Shown},
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/letters", web::get().to(show));
}

/// "3 ballot papers to print."
#[derive(Debug, Serialize)]
pub struct LettersPage {
    path: String,
    title: String,
    letters: Vec<Letter>,
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "ballots/letters.html";
    fn title(&self) -> String {
        format!("Letters: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |letters| LettersPage { path: "/ballots/1".into(), title: "Chair".into(), letters };
        vec![page(vec![Letter::sample()]), page(Vec::new())]
    }
}

/// Shows the letters after the record has noted who printed them: each holds somebody's code.
async fn show(desk: Desk, who: Running, ballot: Path<BallotId>) -> Answer {
    let id = *ballot;
    let people = desk.deed(who.actor(), move |act| {
        let branch = act.branch();
        let found = find_election(act.conn(), branch, id)?;
        rules::may_print_letters(&found)?;
        act.record("ballot-letters.looked-at", found.path(), json!({}));
        Ok(members::lettered(act.conn(), branch, &found.path(), notices::PAPER)?)
    });
    members::note_looks(&desk, &who, (Shown::Letter, Purpose::Ballot), people.await?).await?;
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, id)?;
        let letters = members::letters(look.conn, look.branch.id, &ballot.path(), notices::PAPER)?;
        Ok(LettersPage { path: ballot.path(), title: ballot.title, letters })
    })
    .await
}
