//! The desk of printed papers: who holds one, what came back, who tells them and how far that is.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::super::{Returns, store, telling};
use crate::{
    ballots::{Ballot, State, ballot::Way, election::find_election, pages::Running, roll::RollEntry},
    db::{BallotId, MemberId},
    members,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/printed", web::get().to(show)).route("/ballots/{ballot}/printed", web::post().to(issue));
}

/// The desk.
#[derive(Debug, Serialize)]
pub struct PrintedPage {
    title: String,
    path: String,
    /// Papers are still taken, so printed ones may be issued.
    takes_papers: bool,
    is_open: bool,
    closes_at: Option<DateTime<Utc>>,
    returns: Counts,
    holders: Vec<Holder>,
    tellers: Vec<String>,
    batches: Vec<BatchLine>,
    ways: Vec<WayOffered>,
    form: Filled,
}

/// How far the printed papers have come.
#[derive(Debug, Serialize)]
struct Counts {
    by_post: i64,
    at_the_table: i64,
    issued: i64,
    returned: i64,
    told: i64,
    are_told: bool,
}

#[derive(Debug, Serialize)]
struct Holder {
    number: i32,
    name: String,
    way: &'static str,
    returned_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
struct BatchLine {
    number: i32,
    papers: Option<i32>,
    hash: String,
    /// How many tellers have read it.
    readings: usize,
}

#[derive(Debug, Clone, Serialize)]
struct WayOffered {
    value: &'static str,
    label: &'static str,
}

/// The ways in which a printed paper is issued, in words.
const WAYS: [(Way, &str); 2] = [(Way::Post, "by post"), (Way::Table, "at the table")];

impl From<Returns> for Counts {
    fn from(returns: Returns) -> Self {
        Self {
            by_post: returns.by_post,
            at_the_table: returns.at_the_table,
            issued: returns.issued(),
            returned: returns.returned,
            told: returns.told,
            are_told: returns.are_told(),
        }
    }
}

impl Page for PrintedPage {
    const TEMPLATE: &'static str = "ballots/printed.html";
    fn title(&self) -> String {
        format!("Printed papers: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let holder = |returned_on| Holder { number: 7, name: "Ruth Bell".into(), way: "by post", returned_on };
        let batch = |number, papers, readings| BatchLine { number, papers, hash: "7f3a".into(), readings };
        let page = |takes_papers| PrintedPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            takes_papers,
            is_open: true,
            closes_at: Some(DateTime::UNIX_EPOCH),
            returns: Returns { by_post: 2, at_the_table: 0, returned: 1, told: 0 }.into(),
            holders: vec![holder(Some(NaiveDate::default())), holder(None)],
            tellers: vec!["Tom Lewis".into()],
            batches: vec![batch(1, Some(12), 2), batch(2, None, 1)],
            ways: ways(),
            form: Filled::default(),
        };
        let none =
            PrintedPage { holders: vec![], tellers: vec![], batches: vec![], returns: Returns::default().into(), ..page(true) };
        vec![page(true), page(false), none, PrintedPage { is_open: false, closes_at: None, ..page(false) }]
    }
}

fn ways() -> Vec<WayOffered> {
    WAYS.map(|(way, label)| WayOffered { value: way.as_str(), label }).into()
}

async fn show(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| printed_page(look, *ballot, Filled::with([("way", Way::Post.as_str().to_owned())]))).await
}

/// The desk, with what was typed.
pub fn printed_page(look: &mut Look<'_>, ballot: BallotId, form: Filled) -> Result<PrintedPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let tellers = store::tellers_of(look.conn, &ballot)?;
    let names = members::names(look.conn, look.branch.id, &tellers)?;
    Ok(PrintedPage {
        path: ballot.path(),
        takes_papers: ballot.takes_papers(look.now),
        is_open: ballot.state == State::Open,
        closes_at: ballot.closes_at.map(|at| at.0),
        returns: store::returns(look.conn, &ballot)?.into(),
        holders: holders(look, &ballot)?,
        tellers: tellers.iter().filter_map(|teller| names.get(teller).cloned()).collect(),
        batches: batches(look, &ballot)?,
        ways: ways(),
        form,
        title: ballot.title,
    })
}

fn holders(look: &mut Look<'_>, ballot: &Ballot) -> diesel::QueryResult<Vec<Holder>> {
    let holders = store::holders(look.conn, ballot)?;
    let ids: Vec<MemberId> = holders.iter().map(|entry| entry.member_id).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let way = |entry: &RollEntry| WAYS.iter().find(|(way, _)| Some(*way) == entry.issued).map_or("", |(_, words)| words);
    let holder = |entry: RollEntry| Holder {
        number: entry.number,
        name: names.get(&entry.member_id).cloned().unwrap_or_default(),
        way: way(&entry),
        returned_on: entry.voted_on,
    };
    Ok(holders.into_iter().map(holder).collect())
}

fn batches(look: &mut Look<'_>, ballot: &Ballot) -> diesel::QueryResult<Vec<BatchLine>> {
    let mut lines = Vec::new();
    for batch in store::batches_of(look.conn, ballot)? {
        let readings = store::readings_of(look.conn, ballot, batch.id)?.len();
        let hash = batch.hash.unwrap_or_default();
        lines.push(BatchLine { number: batch.number, papers: batch.papers, hash, readings });
    }
    Ok(lines)
}

#[derive(Deserialize)]
struct Issuing {
    #[serde(default)]
    member: String,
    #[serde(default)]
    way: String,
}

async fn issue(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Issuing>) -> Answer {
    let (ballot, typed, form) = (*ballot, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let member = members::naming::named(act.conn(), branch, &form.member, "member")?;
            let way = form.way.parse().map_err(|_| Problem::Faults(Faults::at("way", "Say how it reaches the member.")))?;
            telling::issue(act, ballot, member, way)?;
            Ok(see(format!("/ballots/{ballot}/printed")).saying("A printed paper is issued; the link opens nothing any more."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| printed_page(look, ballot, form)).await
}
