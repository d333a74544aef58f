//! The count sheet: what the returning officer prints, reads out and signs, and the scrutineers beside.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    super::{
        Ballot,
        count::{FigureRow, Figures, Sheet},
        election::{self, find_election},
        keeping,
        reconciliation::{Reconciliation, Rejected},
        result, rules,
        scrutiny::{self, Line},
        store,
    },
    result::sample_figures,
};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

/// So many stages fit side by side on a sheet of A4; the rest goes on below.
const STAGES_ACROSS: usize = 7;

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/count-sheet", web::get().to(show));
}

/// The whole count on paper.
#[derive(Debug, Serialize)]
pub struct CountSheetPage {
    path: String,
    title: String,
    headline: String,
    method: String,
    seats: i32,
    /// One paper was issued to each.
    entitled: i64,
    voted: i64,
    unused: i64,
    turnout: String,
    valid: String,
    invalid: String,
    /// While roll and papers are kept.
    returns: Option<Returned>,
    quota: String,
    closed_at: Option<DateTime<Utc>>,
    box_hash: String,
    /// How lots fell; empty where none were needed.
    lots: String,
    panels: Vec<Panel>,
    /// Every stage in words.
    says: Vec<String>,
    scrutineers: Vec<Line>,
}

/// How papers were issued, and why some do not count.
#[derive(Debug, Serialize)]
struct Returned {
    printed: usize,
    rejected: Vec<Rejected>,
    /// Neither blank nor spoilt, and yet not valid by the method.
    otherwise: u128,
}

/// So many stages as fit side by side.
#[derive(Debug, Serialize)]
struct Panel {
    /// The number of its first stage.
    first: usize,
    figures: Figures,
}

impl Page for CountSheetPage {
    const TEMPLATE: &'static str = "ballots/count_sheet.html";
    fn title(&self) -> String {
        format!("Count sheet: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let line = |says: &str| Line { name: "Gwen Hughes".into(), says: says.into() };
        let page = || CountSheetPage {
            path: "/ballots/1".into(),
            title: "Chair".into(),
            headline: "Ama is elected.".into(),
            method: "Alternative vote".into(),
            seats: 1,
            entitled: 8,
            voted: 5,
            unused: 3,
            turnout: "62.5%".into(),
            valid: "5".into(),
            invalid: "0".into(),
            returns: Some(Returned { printed: 2, rejected: vec![Rejected { why: "Blank", papers: 1 }], otherwise: 0 }),
            quota: "3".into(),
            closed_at: Some(DateTime::UNIX_EPOCH),
            box_hash: "7f3a".into(),
            lots: "Where only a lot could decide: the order 2, 1.".into(),
            panels: vec![Panel { first: 1, figures: sample_figures() }],
            says: vec!["Of 5 papers, 3 make a majority.".into()],
            scrutineers: vec![line("confirmed the result"), line("")],
        };
        let plain = CountSheetPage { returns: None, lots: String::new(), quota: String::new(), closed_at: None, ..page() };
        vec![page(), CountSheetPage { scrutineers: vec![], ..plain }]
    }
}

async fn show(desk: Desk, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        let sheet = election::result(look.conn, look.branch.id, ballot.id)?.ok_or(Problem::NotFound)?;
        count_sheet(look, ballot, &sheet)
    })
    .await
}

fn count_sheet(look: &mut Look<'_>, ballot: Ballot, sheet: &Sheet) -> Result<CountSheetPage, Problem> {
    let turnout = keeping::turnout(look.conn, &ballot)?;
    let row = store::result_row(look.conn, look.branch.id, ballot.id)?;
    Ok(CountSheetPage {
        lots: election::lots_of(&ballot).in_words(),
        path: ballot.path(),
        headline: result::verdict(&ballot, turnout, sheet),
        method: ballot.method().title().to_owned(),
        seats: ballot.places(),
        entitled: turnout.entitled,
        voted: turnout.voted,
        unused: turnout.entitled.saturating_sub(turnout.voted),
        turnout: turnout.percent(),
        returns: returned(look, &ballot, sheet)?,
        valid: sheet.valid.to_string(),
        invalid: sheet.invalid.to_string(),
        quota: sheet.quota.map(|quota| quota.to_string()).unwrap_or_default(),
        closed_at: ballot.closed_at.map(|at| at.0),
        box_hash: row.map(|row| row.box_hash).unwrap_or_default(),
        scrutineers: scrutiny::lines(look.conn, &ballot)?,
        panels: panels(&Figures::of(sheet)),
        says: sheet.stages.iter().map(|stage| stage.says.clone()).collect(),
        title: ballot.title,
    })
}

/// Nothing once roll or papers are destroyed.
fn returned(look: &mut Look<'_>, ballot: &Ballot, sheet: &Sheet) -> diesel::QueryResult<Option<Returned>> {
    if rules::may_reconcile(ballot).is_err() {
        return Ok(None);
    }
    let found = Reconciliation::of(look.conn, ballot)?;
    let otherwise = sheet.invalid.saturating_sub((found.in_the_box - found.left()) as u128);
    let Reconciliation { printed, rejected, .. } = found;
    let rejected = rejected.into_iter().filter(|on| on.papers > 0).collect();
    Ok(Some(Returned { printed, rejected, otherwise }))
}

/// As few tables as fit on the sheet, with as many stages each.
fn panels(figures: &Figures) -> Vec<Panel> {
    let stages = figures.heads.len();
    let across = stages.div_ceil(stages.div_ceil(STAGES_ACROSS).max(1)).max(1);
    let starts = (0..stages).step_by(across);
    starts.map(|start| Panel { first: start + 1, figures: some_stages(figures, start, across) }).collect()
}

fn some_stages(figures: &Figures, start: usize, across: usize) -> Figures {
    let end = figures.heads.len().min(start + across);
    let row = |row: &FigureRow| FigureRow { cells: row.cells[start..end].to_vec(), ..row.clone() };
    Figures {
        who: figures.who,
        bar: figures.bar,
        heads: figures.heads[start..end].to_vec(),
        quotas: figures.quotas[start..end].to_vec(),
        rows: figures.rows.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_count_is_parted_into_tables_of_even_width() {
        let mut figures = sample_figures();
        let cell = figures.rows[0].cells[0].clone();
        figures.heads = (1..=9).map(|stage| format!("Stage {stage}")).collect();
        figures.quotas = figures.heads.clone();
        figures.rows[0].cells = vec![cell; 9];

        let widths: Vec<(usize, usize)> =
            panels(&figures).iter().map(|panel| (panel.first, panel.figures.heads.len())).collect();
        assert_eq!(widths, [(1, 5), (6, 4)]);
    }
}
