//! All ballots: those that wait for one's own vote first.

use actix_web::web::{self, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::{Ballot, State, ballot::Kind, election::verdict, store};
use crate::{
    accounts::{Permission, SignedIn},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots", web::get().to(list));
}

/// The list.
#[derive(Debug, Serialize)]
pub struct ListPage {
    /// Open, and the reader has a vote that is not yet cast.
    yours: Vec<Line>,
    open: Vec<Line>,
    drafts: Vec<Line>,
    closed: Vec<Line>,
    may_run: bool,
}

/// One ballot.
#[derive(Debug, Clone, Serialize)]
struct Line {
    path: String,
    title: String,
    closes_at: Option<DateTime<Utc>>,
    says: String,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "ballots/list.html";
    fn title(&self) -> String {
        "Ballots".into()
    }
    fn samples() -> Vec<Self> {
        let line =
            |says: &str, closes_at| Line { path: "/ballots/1".into(), title: "Chair".into(), closes_at, says: says.into() };
        let at = Some(DateTime::UNIX_EPOCH);
        let full = ListPage {
            yours: vec![line("", at)],
            open: vec![line("12 of 117 have voted", at)],
            drafts: vec![line("", at)],
            closed: vec![line("Ama Okoro is elected.", None)],
            may_run: true,
        };
        let empty = ListPage { yours: vec![], open: vec![], drafts: vec![], closed: vec![], may_run: false };
        vec![full, ListPage { may_run: true, ..empty_like() }, empty]
    }
}

fn empty_like() -> ListPage {
    ListPage { yours: vec![], open: vec![], drafts: vec![], closed: vec![], may_run: false }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    let (account, may_run) = (who.account, who.may(Permission::RunBallots));
    desk.page(move |look| {
        let member = members::of_account(look.conn, look.branch.id, account)?;
        let waiting: Vec<_> = match member {
            Some(member) => store::open_to(look.conn, look.branch.id, member.id)?,
            None => Vec::new(),
        };
        let waits = |ballot: &Ballot| {
            waiting.iter().any(|(open, voted)| open.id == ballot.id && !voted && ballot.takes_papers(look.now))
        };
        let (mut yours, mut rest) = (Vec::new(), Vec::new());
        for ballot in store::all(look.conn, look.branch.id)?.into_iter().filter(|ballot| ballot.kind == Kind::Election) {
            if waits(&ballot) { yours.push(ballot) } else { rest.push(ballot) }
        }
        let (open, rest) = parted(rest, State::Open);
        let (drafts, closed) = parted(rest, State::Draft);
        Ok(ListPage {
            yours: lines(look, yours)?,
            open: lines(look, open)?,
            drafts: if may_run { lines(look, drafts)? } else { Vec::new() },
            closed: lines(look, closed)?,
            may_run,
        })
    })
    .await
}

fn parted(ballots: Vec<Ballot>, state: State) -> (Vec<Ballot>, Vec<Ballot>) {
    ballots.into_iter().partition(|ballot| ballot.state == state)
}

fn lines(look: &mut Look<'_>, ballots: Vec<Ballot>) -> Result<Vec<Line>, Problem> {
    ballots.into_iter().map(|ballot| line(look, &ballot)).collect()
}

fn line(look: &mut Look<'_>, ballot: &Ballot) -> Result<Line, Problem> {
    let says = match ballot.state {
        State::Draft => String::new(),
        State::Open => {
            let turnout = store::turnout(look.conn, look.branch.id, ballot.id)?;
            format!("{} of {} have voted.", turnout.voted, turnout.entitled)
        }
        State::Closed => verdict(look.conn, ballot)?.unwrap_or_else(|| "A lot is to be drawn.".to_owned()),
    };
    Ok(Line { path: ballot.path(), title: ballot.title.clone(), closes_at: ballot.closes_at.map(|closes| closes.0), says })
}
