//! The marked register: who has voted, and never how. While the ballot is open it is for those at the table who must not issue a
//! second paper, and for those who watch; after the close every member may hold it against what they know.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Ballot, State,
    election::{find_election, runs},
    printed,
    roll::RollEntry,
    rules, scrutiny, store,
};
use crate::{
    db::{BallotId, Conn, MemberId},
    members::{self, SignedInMember},
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/marked-register", web::get().to(show));
}

/// The marked register.
#[derive(Debug, Serialize)]
pub struct MarkedPage {
    title: String,
    path: String,
    is_open: bool,
    voted: usize,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    number: i32,
    name: String,
    has_voted: bool,
    /// A printed paper was issued to them.
    holds_paper: bool,
}

impl Page for MarkedPage {
    const TEMPLATE: &'static str = "ballots/marked.html";
    fn title(&self) -> String {
        format!("Marked register: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let line = |number, has_voted| Line { number, name: "Tom Lewis".into(), has_voted, holds_paper: !has_voted };
        let page = |is_open| MarkedPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            is_open,
            voted: 1,
            lines: vec![line(1, true), line(2, false)],
        };
        vec![page(true), page(false)]
    }
}

async fn show(desk: Desk, who: SignedInMember, ballot: Path<BallotId>) -> Answer {
    let (member, visitor) = (who.member.id, desk.visitor().cloned());
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        let runs = visitor.is_some_and(|visitor| runs(look.conn, look.branch.id, &visitor, ballot.id));
        let is_at_the_table = runs || is_at_the_table(look.conn, &ballot, member)?;
        rules::may_see_who_voted(&ballot, is_at_the_table)?;
        marked_page(look.conn, ballot)
    })
    .await
}

/// Whether she tells the papers or watches.
fn is_at_the_table(conn: &mut Conn, ballot: &Ballot, member: MemberId) -> diesel::QueryResult<bool> {
    let watches = scrutiny::scrutineers(conn, ballot)?.iter().any(|one| one.member == member);
    Ok(watches || printed::store::tellers_of(conn, ballot)?.contains(&member))
}

fn marked_page(conn: &mut Conn, ballot: Ballot) -> Result<MarkedPage, Problem> {
    let mut entries = store::entries_of(conn, &ballot)?;
    entries.retain(|entry| entry.entitled);
    let ids: Vec<MemberId> = entries.iter().map(|entry| entry.member_id).collect();
    let names = members::names(conn, ballot.branch_id, &ids)?;
    let line = |entry: &RollEntry| Line {
        number: entry.number,
        name: names.get(&entry.member_id).cloned().unwrap_or_default(),
        has_voted: entry.voted_on.is_some(),
        holds_paper: entry.issued.is_some() && entry.voted_on.is_none(),
    };
    let lines: Vec<Line> = entries.iter().map(line).collect();
    Ok(MarkedPage {
        path: ballot.path(),
        is_open: ballot.state == State::Open,
        voted: lines.iter().filter(|line| line.has_voted).count(),
        title: ballot.title,
        lines,
    })
}
