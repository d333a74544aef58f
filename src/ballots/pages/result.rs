//! The result: who is elected, stage by stage in words, bars and figures, and how anyone may count again.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::super::{
    Ballot, Hold, State,
    count::{Cell, FigureRow, Figures, Lots, Report, Sheet},
    election::{self, find_election},
    flow::{self, Flow},
    keeping,
    order::{Rank, order_of_election},
    recounting::{self, Recount},
    result::{self, Counted, DrawnStage},
    scrutiny, store, terms,
};
use crate::{
    branch::Branch,
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Look, Problem, download},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/result", web::get().to(show))
        .route("/ballots/{ballot}/papers.blt", web::get().to(papers))
        .route("/ballots/{ballot}/sheet.json", web::get().to(sheet))
        .route("/ballots/{ballot}/rctab.json", web::get().to(rctab))
        .route("/ballots/{ballot}/stages.csv", web::get().to(stages));
}

/// The result, or that there is none yet.
#[derive(Debug, Serialize)]
pub struct ResultPage {
    path: String,
    title: String,
    headline: String,
    turnout: String,
    state: State,
    voted: i64,
    entitled: i64,
    closes_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    closing_note: Option<String>,
    lot_needed: bool,
    /// Whether the reader is the one to draw it.
    may_run: bool,
    /// Since when no file tells the order of casting.
    swept_at: Option<DateTime<Utc>>,
    /// How lots fell; empty where none were needed.
    lots: String,
    keeping: Keeping,
    scrutineers: Vec<scrutiny::Line>,
    /// The page of what it decides.
    about: String,
    method: String,
    seats: i32,
    command: String,
    box_hash: String,
    /// Who was elected first, where there are several.
    order: Vec<Rank>,
    stages: Vec<DrawnStage>,
    figures: Option<Figures>,
    flow: Option<Flow>,
    /// The recounts on the record.
    recounts: Vec<Recount>,
    /// How near the last exclusion was.
    near_miss: Option<String>,
}

/// How long what was counted is kept.
#[derive(Debug, Clone, Default, Serialize)]
struct Keeping {
    /// When the papers were destroyed.
    papers_gone_on: Option<NaiveDate>,
    /// Until when they are kept, and by which clause.
    until: Option<NaiveDate>,
    clause: String,
    /// Why they are kept for longer.
    because: String,
    /// Complaints that keep them, each with its last day.
    complaints: Vec<String>,
}

impl Keeping {
    fn of(branch: &Branch, ballot: &Ballot, holds: &[Hold]) -> Self {
        let until = keeping::Kept::Papers.until(branch, ballot);
        Self {
            papers_gone_on: ballot.papers_gone_on,
            until: until.as_ref().map(|until| until.value),
            clause: until.map(|until| until.clause).unwrap_or_default(),
            because: ballot.kept_because.clone(),
            complaints: holds.iter().map(Hold::in_words).collect(),
        }
    }
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "ballots/result.html";
    fn title(&self) -> String {
        format!("Result: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let bar = |state| result::Bar { name: "Ama".into(), shown: "31".into(), amount: 310, state };
        let stage = DrawnStage {
            title: "Stage 1".into(),
            says: "Of 5 papers, 3 make a majority.".into(),
            quota: 500,
            quota_shown: "Quota 3, more than half".into(),
            most: 1_000,
            rows: vec![bar("elected"), bar("excluded"), bar("continuing")],
        };
        let closed = || ResultPage {
            path: "/ballots/1".into(),
            title: "Chair".into(),
            headline: "Ama is elected.".into(),
            turnout: "5 of 8 members voted.".into(),
            state: State::Closed,
            voted: 5,
            entitled: 8,
            closes_at: Some(DateTime::UNIX_EPOCH),
            closed_at: Some(DateTime::UNIX_EPOCH),
            closing_note: Some("Everybody agreed.".into()),
            lot_needed: false,
            may_run: true,
            swept_at: Some(DateTime::UNIX_EPOCH),
            lots: "Where only a lot could decide: the order 2, 1.".into(),
            keeping: Keeping { until: Some(NaiveDate::default()), clause: "rule 9".into(), ..Keeping::default() },
            about: "/selections/1".into(),
            scrutineers: vec![scrutiny::Line { name: "Gwen Hughes".into(), says: "confirmed the result".into() }],
            method: "Alternative vote".into(),
            seats: 1,
            command: "wardmote count papers.blt --method av".into(),
            box_hash: "7f3a".into(),
            order: vec![Rank { rank: "1=".into(), name: "Ama".into(), says: "At stage 1 with 31.".into() }],
            stages: vec![stage.clone()],
            figures: Some(sample_figures()),
            flow: Some(Flow { width: 100, height: 100, heads: vec![], ribbons: vec![], blocks: vec![], names: vec![] }),
            recounts: vec![Recount { made_on: NaiveDate::default(), agrees: true }],
            near_miss: Some("1 paper would have turned it round.".into()),
        };
        let open = || ResultPage {
            state: State::Open,
            closed_at: None,
            closing_note: None,
            lots: String::new(),
            order: vec![],
            stages: vec![],
            figures: None,
            flow: None,
            near_miss: None,
            ..closed()
        };
        vec![
            closed(),
            ResultPage { lot_needed: true, ..open() },
            ResultPage { closes_at: None, ..open() },
            ResultPage { lot_needed: true, ..closed() },
            ResultPage {
                lot_needed: true,
                may_run: false,
                swept_at: None,
                scrutineers: vec![],
                about: String::new(),
                ..closed()
            },
            ResultPage { keeping: Keeping { papers_gone_on: Some(NaiveDate::default()), ..Keeping::default() }, ..closed() },
            ResultPage {
                keeping: Keeping {
                    because: "An appeal.".into(),
                    complaints: vec!["A complaint waits.".into()],
                    ..Keeping::default()
                },
                ..closed()
            },
        ]
    }
}

/// Figures for the samples of this page and of the count sheet.
pub fn sample_figures() -> Figures {
    let cells = vec![Cell { moved: "+2".into(), votes: "31".into(), gone: false }];
    let row = FigureRow { name: "Ama".into(), cells, fate: "elected at stage 1".into() };
    Figures {
        who: "Candidate",
        bar: "Quota",
        heads: vec!["First preferences".into()],
        quotas: vec!["3".into()],
        rows: vec![row],
    }
}

async fn show(desk: Desk, ballot: Path<BallotId>) -> Answer {
    let visitor = desk.visitor().cloned();
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        if ballot.state == State::Draft {
            return Err(Problem::NotFound);
        }
        let may_run = visitor.is_some_and(|visitor| election::runs(look.conn, look.branch.id, &visitor, ballot.id));
        Ok(ResultPage { may_run, ..result_page(look, ballot)? })
    })
    .await
}

fn result_page(look: &mut Look<'_>, ballot: Ballot) -> Result<ResultPage, Problem> {
    let turnout = keeping::turnout(look.conn, &ballot)?;
    let today = look.today();
    let holds = keeping::holds_on(look.conn, &ballot, today)?;
    let row = store::result_row(look.conn, look.branch.id, ballot.id)?;
    let declared = election::result(look.conn, look.branch.id, ballot.id)?;
    let so_far = row.as_ref().filter(|_| declared.is_none()).map(|row| so_far(&ballot, row)).transpose()?;
    let lot_needed = so_far.is_some();
    let sheet = declared.or(so_far);
    let headline = match &sheet {
        Some(_) if lot_needed => "Votes could not decide, so a lot will be drawn.".to_owned(),
        Some(sheet) => result::verdict(&ballot, turnout, sheet),
        None => "There is no result yet, and nobody can see a running one.".to_owned(),
    };
    let order = sheet.as_ref().filter(|_| !lot_needed && terms::too_few(&ballot.terms, turnout).is_none());
    let order = order.map(order_of_election).unwrap_or_default();
    Ok(ResultPage {
        order: if order.len() > 1 { order } else { Vec::new() },
        lots: election::lots_of(&ballot).in_words(),
        path: ballot.path(),
        headline,
        turnout: result::turnout_in_words(turnout, sheet.as_ref().filter(|_| !lot_needed)),
        voted: turnout.voted,
        entitled: turnout.entitled,
        lot_needed,
        keeping: Keeping::of(&look.branch, &ballot, &holds),
        about: ballot.about.clone(),
        scrutineers: scrutiny::lines(look.conn, &ballot)?,
        may_run: false,
        swept_at: ballot.swept_at.map(|at| at.0),
        command: command(&ballot, row.as_ref().map(|row| row.blt.as_str()).filter(|blt| !blt.is_empty())),
        method: ballot.method().title().to_owned(),
        seats: ballot.places(),
        box_hash: row.map(|row| row.box_hash).unwrap_or_default(),
        stages: sheet.as_ref().map(result::stages).unwrap_or_default(),
        figures: sheet.as_ref().map(Figures::of),
        flow: sheet.as_ref().and_then(flow::flow),
        recounts: recounting::recounts(look.conn, look.branch.id, ballot.id)?,
        near_miss: sheet.as_ref().filter(|_| !lot_needed).and_then(result::near_miss),
        title: ballot.title,
        state: ballot.state,
        closes_at: ballot.closes_at.map(|at| at.0),
        closed_at: ballot.closed_at.map(|at| at.0),
        closing_note: ballot.closing_note,
    })
}

/// The count as far as votes decide it, while a lot is to be drawn.
fn so_far(ballot: &Ballot, row: &store::ResultRow) -> Result<Sheet, Problem> {
    match result::counted(ballot, &row.blt).map_err(Problem::broken)? {
        Counted::Decided(sheet) => Ok(*sheet),
        Counted::LotsNeeded(needed) => Ok(*needed.so_far),
    }
}

fn command(ballot: &Ballot, blt: Option<&str>) -> String {
    let lots = match election::lots_of(ballot) {
        Lots::Stop => String::new(),
        lots => format!(" --lots \"{lots}\""),
    };
    format!("wardmote count papers.blt --method {}{}{lots}", ballot.method, result::terms_as_options(ballot, blt))
}

async fn papers(desk: Desk, ballot: Path<BallotId>) -> Answer {
    let row = desk.look(move |look| Ok(store::result_row(look.conn, look.branch.id, *ballot)?)).await?;
    let blt = row.map(|row| row.blt).filter(|blt| !blt.is_empty()).ok_or(Problem::NotFound)?;
    Ok(download("papers.blt", "text/plain; charset=utf-8", blt))
}

async fn sheet(desk: Desk, ballot: Path<BallotId>) -> Answer {
    let row = desk.look(move |look| Ok(store::result_row(look.conn, look.branch.id, *ballot)?)).await?;
    let sheet = row.and_then(|row| row.sheet).ok_or(Problem::NotFound)?;
    Ok(download("sheet.json", "application/json", sheet))
}

async fn rctab(desk: Desk, ballot: Path<BallotId>) -> Answer {
    let report = Report::of(&declared(desk, *ballot).await?);
    Ok(download("rctab.json", "application/json", serde_json::to_string(&report).map_err(Problem::broken)?))
}

async fn stages(desk: Desk, ballot: Path<BallotId>) -> Answer {
    let figures = Figures::of(&declared(desk, *ballot).await?);
    Ok(download("stages.csv", "text/csv; charset=utf-8", figures.csv()))
}

/// The sheet of a count that is over.
async fn declared(desk: Desk, ballot: BallotId) -> Result<Sheet, Problem> {
    desk.look(move |look| Ok(election::result(look.conn, look.branch.id, ballot)?)).await?.ok_or(Problem::NotFound)
}
