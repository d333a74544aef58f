//! The days of a selection with the rules they rest on: read by every member, moved by the returning officer.

use std::collections::BTreeMap;

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    super::{Selection, applying, drafting, selection::path, store, timetable},
    running::Running,
};
use crate::{
    accounts::SignedIn,
    branch,
    db::SelectionId,
    members::at_head,
    render::Page,
    rulebook::{Answer as Ruled, Plan, StepDay},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/timetable", web::get().to(show))
        .route("/selections/{selection}/timetable", web::post().to(move_days));
}

/// "The days of this selection".
#[derive(Debug, Serialize)]
pub struct TimetablePage {
    path: String,
    office: String,
    /// Why it goes faster than the rules; empty where it keeps to them.
    short_because: String,
    lines: Vec<Line>,
    may_move: bool,
    form: Filled,
}

/// One step.
#[derive(Debug, Serialize)]
struct Line {
    /// The word by which the form knows it; empty for what is not moved here.
    step: String,
    words: String,
    on: NaiveDate,
    is_over: bool,
    /// Between which days it may be, and why.
    working: Vec<String>,
    clause: String,
}

impl Page for TimetablePage {
    const TEMPLATE: &'static str = "selections/timetable.html";
    fn title(&self) -> String {
        format!("The days of: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let line = |step: &str, is_over| Line {
            step: step.into(),
            words: "Applications close".into(),
            on: NaiveDate::default(),
            is_over,
            working: vec!["It is the last day.".into()],
            clause: "rule 5".into(),
        };
        let page = |lines, may_move, form| TimetablePage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            short_because: String::new(),
            lines,
            may_move,
            form,
        };
        let wrong = Filled::default().but(Faults::at("shortlist", "This day is over."));
        vec![
            page(vec![line("", true), line("shortlist", false)], true, wrong),
            TimetablePage { short_because: "A by-election.".into(), ..page(vec![line("", false)], false, Filled::default()) },
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| {
        let may_run = applying::runs(look, *selection, &who);
        page(look, *selection, may_run, None)
    })
    .await
}

fn page(look: &mut Look<'_>, id: SelectionId, may_run: bool, typed: Option<Filled>) -> Result<TimetablePage, Problem> {
    let selection = store::find(look.conn, look.branch.id, id)?;
    let plan = timetable::plan_of(look.conn, &look.branch, &selection)?;
    let days = look.branch.rulebook.timetable(selection.called_on, &plan);
    let today = look.today();
    let form = typed.unwrap_or_else(|| standing(&days));
    let mut lines: Vec<Line> = frozen(look, &selection).into_iter().collect();
    lines.extend(days.into_iter().map(|day| line(day, today)));
    lines.sort_by_key(|line| line.on);
    Ok(TimetablePage {
        path: selection.path(),
        may_move: may_run && selection.ballot_id.is_none(),
        office: selection.office,
        short_because: selection.short_because,
        lines,
        form,
    })
}

/// The days as the form shows them.
fn standing(days: &[StepDay]) -> Filled {
    Filled::of_what_stands(days.iter().map(|day| (day.step.as_str(), day.on.to_string())))
}

fn line(day: StepDay, today: NaiveDate) -> Line {
    let last = day.last.map(|last| last.working).unwrap_or_default();
    Line {
        step: day.step.as_str().to_owned(),
        words: at_head(day.step.in_words()),
        on: day.on,
        is_over: day.on < today,
        working: day.first.working.into_iter().chain(last).collect(),
        clause: day.first.clause,
    }
}

/// The freeze of the roll, which follows from the other days.
fn frozen(look: &Look<'_>, selection: &Selection) -> Option<Line> {
    let Ruled { value: on, working, clause } = drafting::freeze_of(&look.branch, selection)?;
    Some(Line { step: String::new(), words: "Roll frozen".to_owned(), on, is_over: on < look.today(), working, clause })
}

async fn move_days(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<BTreeMap<String, String>>) -> Answer {
    let (selection, typed, opened) = (*selection, posted.typed(), posted.opened());
    let wanted = match read(&posted.form) {
        Ok(wanted) => wanted,
        Err(faults) => return desk.again(typed, faults, move |look, form| page(look, selection, true, Some(form))).await,
    };
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let branch = branch::find(act.conn(), branch)?;
            let found = store::find(act.conn(), branch.id, selection)?;
            let stands = branch.rulebook.timetable(found.called_on, &timetable::plan_of(act.conn(), &branch, &found)?);
            timetable::move_days(act, selection, &wanted)?;
            opened.still_stands(&standing(&stands))?;
            Ok(see(format!("{}/timetable", path(selection))).saying("The days are moved. Everybody sees them here."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, selection, true, Some(form))).await
}

fn read(form: &BTreeMap<String, String>) -> Result<Plan, Faults> {
    let mut faults = Faults::default();
    let mut plan = Plan::new();
    for (field, text) in form {
        let Ok(step) = field.parse() else { continue };
        let day = typed::day(text).ok_or("Write a date, such as 2026-12-01.");
        plan.extend(faults.take(field, day).map(|on| (step, on)));
    }
    if faults.is_empty() { Ok(plan) } else { Err(faults) }
}
