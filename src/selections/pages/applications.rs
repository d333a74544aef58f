//! The applications, read by whoever runs the selection, and put on the list when they are closed.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    super::{applying, rules, selection::path, store, timetable},
    running::Running,
};
use crate::{
    db::{MemberId, RowId, SelectionId},
    members,
    render::Page,
    web::{Answer, Desk, Faults, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/applications", web::get().to(show))
        .route("/selections/{selection}/applications/{application}/taking", web::post().to(take));
}

/// "Who has applied".
#[derive(Debug, Serialize)]
pub struct ApplicationsPage {
    path: String,
    office: String,
    closes_on: Option<NaiveDate>,
    /// Whether applications are closed, so that names can be put on the list.
    is_closed: bool,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    id: RowId,
    name: String,
    statement: String,
    applied_on: NaiveDate,
    /// Why the rulebook does not let her stand; empty where it does.
    obstacles: Vec<String>,
    is_named: bool,
}

impl Page for ApplicationsPage {
    const TEMPLATE: &'static str = "selections/applications.html";
    fn title(&self) -> String {
        format!("Applications: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let line = |is_named, obstacles| Line {
            id: RowId::random(),
            name: "Ama Okoro".into(),
            statement: "Nurse".into(),
            applied_on: NaiveDate::default(),
            obstacles,
            is_named,
        };
        let page = |is_closed, lines| ApplicationsPage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            closes_on: Some(NaiveDate::default()),
            is_closed,
            lines,
        };
        let lines = || vec![line(false, vec![]), line(true, vec![]), line(false, vec!["Joined too late (rule 5)".into()])];
        vec![page(true, lines()), page(false, lines()), ApplicationsPage { closes_on: None, ..page(false, vec![]) }]
    }
}

async fn show(desk: Desk, _: Running, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| page(look, *selection)).await
}

fn page(look: &mut Look<'_>, id: SelectionId) -> Result<ApplicationsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let selection = store::find(look.conn, branch.id, id)?;
    let plan = timetable::plan_of(look.conn, &branch, &selection)?;
    let named = store::candidates_of(look.conn, branch.id, id)?;
    let applications = store::applications_of(look.conn, branch.id, id)?;
    let ids: Vec<MemberId> = applications.iter().map(|one| one.member_id).collect();
    let names = members::names(look.conn, branch.id, &ids)?;
    let mut lines = Vec::with_capacity(applications.len());
    for one in applications {
        let standing = applying::standing(look.conn, &branch, &selection, &plan, one.member_id)?;
        let obstacles = standing.iter().flat_map(|standing| standing.obstacles());
        lines.push(Line {
            id: one.id,
            obstacles: obstacles.map(|reason| format!("{} ({})", reason.says, reason.clause)).collect(),
            is_named: named.iter().any(|candidate| candidate.member_id == one.member_id),
            name: names.get(&one.member_id).cloned().unwrap_or_default(),
            statement: one.statement,
            applied_on: one.applied_on,
        });
    }
    lines.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(ApplicationsPage {
        path: selection.path(),
        closes_on: rules::applications_close(&plan),
        is_closed: rules::may_take(&plan, today).is_ok() && selection.ballot_id.is_none(),
        office: selection.office,
        lines,
    })
}

async fn take(desk: Desk, who: Running, place: Path<(SelectionId, RowId)>, posted: Posted<Nothing>) -> Answer {
    let (selection, application) = *place;
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        applying::take(act, selection, application)?;
        Ok(see(format!("{}/applications", path(selection))).saying("The candidate is on the list."))
    });
    // The page has no field to say it at.
    answer.await.map_err(|problem| match problem {
        Problem::Faults(faults) => Problem::refused(Faults::in_words(&faults)),
        other => other,
    })
}
