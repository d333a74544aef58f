//! All selections.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    Selection, rules, store,
    timetable::{self, DueStep},
};
use crate::{
    accounts::{Permission, SignedIn},
    ballots,
    members::{self, at_head},
    render::{Page, dates, words},
    web::{Answer, Desk, Look},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections", web::get().to(list));
}

/// The list.
#[derive(Debug, Serialize)]
pub struct ListPage {
    lines: Vec<Line>,
    /// What comes next, for those who run selections.
    due: Vec<Due>,
    may_run: bool,
    /// Whether the rulebook lets sitting representatives ask to be the candidate again.
    has_trigger: bool,
}

/// A step to come.
#[derive(Debug, Serialize)]
struct Due {
    path: String,
    office: String,
    words: String,
    on: NaiveDate,
}

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    office: String,
    called_on: NaiveDate,
    says: String,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "selections/list.html";
    fn title(&self) -> String {
        "Selections".into()
    }
    fn samples() -> Vec<Self> {
        let line = Line {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            called_on: NaiveDate::default(),
            says: "Open.".into(),
        };
        let due = Due {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            words: "Shortlist".into(),
            on: NaiveDate::default(),
        };
        vec![
            ListPage { lines: vec![line], due: vec![due], may_run: true, has_trigger: true },
            ListPage { lines: vec![], due: vec![], may_run: false, has_trigger: false },
            ListPage { lines: vec![], due: vec![], may_run: true, has_trigger: false },
        ]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    let may_run = who.may(Permission::RunBallots);
    desk.page(move |look| {
        let all = store::all(look.conn, look.branch.id)?;
        let lines = all.into_iter().map(|selection| line(look, &selection)).collect::<Result<_, diesel::result::Error>>()?;
        let due = if may_run { timetable::due(look.conn, &look.branch, look.today())? } else { Vec::new() };
        let has_trigger = look.branch.rulebook.trigger.is_some();
        Ok(ListPage { lines, due: due.into_iter().map(Due::from).collect(), may_run, has_trigger })
    })
    .await
}

impl From<DueStep> for Due {
    fn from(due: DueStep) -> Self {
        let DueStep { selection, step, on } = due;
        Self { path: format!("{}/timetable", selection.path()), office: selection.office, words: at_head(step.in_words()), on }
    }
}

fn line(look: &mut Look<'_>, selection: &Selection) -> diesel::QueryResult<Line> {
    Ok(Line {
        path: selection.path(),
        office: selection.office.clone(),
        called_on: selection.called_on,
        says: stands(look, selection)?,
    })
}

/// Where a selection stands, in a sentence.
pub fn stands(look: &mut Look<'_>, selection: &Selection) -> diesel::QueryResult<String> {
    if selection.declared_on.is_some() {
        return declared(look, selection);
    }
    let Some(ballot) = selection.ballot_id else {
        let plan = timetable::plan_of(look.conn, &look.branch, selection)?;
        return Ok(match rules::applications_close(&plan).filter(|_| rules::may_take(&plan, look.today()).is_err()) {
            Some(last) => format!("Members can apply until {}.", dates::day(last)),
            None => "Candidates are being named.".to_owned(),
        });
    };
    let ballot = ballots::find(look.conn, look.branch.id, ballot)?;
    Ok(match ballot.state {
        ballots::State::Draft => "The ballot is drafted and not open yet.".to_owned(),
        ballots::State::Open => "The ballot is open.".to_owned(),
        ballots::State::Closed => {
            ballots::verdict(look.conn, &ballot)?.unwrap_or_else(|| "The ballot is closed and a lot is to be drawn.".to_owned())
        }
    })
}

/// "Ama Okoro is chosen, unopposed."
fn declared(look: &mut Look<'_>, selection: &Selection) -> diesel::QueryResult<String> {
    let mut chosen = store::candidates_of(look.conn, look.branch.id, selection.id)?;
    chosen.retain(|candidate| candidate.chosen_as.is_some());
    chosen.sort_by_key(|candidate| candidate.chosen_as);
    let ids: Vec<_> = chosen.iter().map(|candidate| candidate.member_id).collect();
    let called = members::names(look.conn, look.branch.id, &ids)?;
    let chosen: Vec<&str> = ids.iter().filter_map(|member| called.get(member).map(String::as_str)).collect();
    let unopposed = if selection.ballot_id.is_none() { ", unopposed" } else { "" };
    Ok(match chosen.len() {
        0 => "Nobody is chosen.".to_owned(),
        1 => format!("{} is chosen{unopposed}.", chosen[0]),
        _ => format!("{} are chosen{unopposed}.", words::names(&chosen)),
    })
}
