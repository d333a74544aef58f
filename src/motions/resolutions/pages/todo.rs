//! What is still to be done, and the one tap that says it is.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        rules::{self, Teller},
        store,
    },
    line::Line,
};
use crate::{
    accounts::{Permission, SignedIn},
    db::{ActionId, BranchId, Conn},
    meetings::{self, Meeting},
    members,
    render::Page,
    web::{Answer, Desk, Filled, Look, Nothing, Posted, Problem, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/actions", web::get().to(list))
        .route("/actions/{action}", web::get().to(show))
        .route("/actions/{action}/done", web::post().to(finish))
        .route("/actions/{action}/reopening", web::post().to(reopen));
}

/// What meetings asked for and is still to be done.
#[derive(Debug, Serialize)]
pub struct ActionsPage {
    mine: Vec<Line>,
    others: Vec<Line>,
    done: Vec<Line>,
}

impl Page for ActionsPage {
    const TEMPLATE: &'static str = "motions/resolutions/actions.html";
    fn title(&self) -> String {
        "What is to be done".to_owned()
    }
    fn samples() -> Vec<Self> {
        vec![
            ActionsPage { mine: Vec::new(), others: Vec::new(), done: Vec::new() },
            ActionsPage { mine: Line::samples(), others: Line::samples(), done: Line::samples() },
        ]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| {
        let branch = look.branch.id;
        let me = members::of_account(look.conn, branch, visitor.account)?.map(|member| member.id);
        let (arising, done) = (store::arising(look.conn, branch)?, store::lately_done(look.conn, branch)?);
        let (mine, others) = arising.into_iter().partition(|action| Some(action.owner) == me);
        Ok(ActionsPage { mine: Line::all(look, mine)?, others: Line::all(look, others)?, done: Line::all(look, done)? })
    })
    .await
}

/// One action.
#[derive(Debug, Serialize)]
pub struct ActionPage {
    line: Line,
    meeting: Meeting,
    /// The resolution that it carries out: its number, title and address.
    resolution: Option<(String, String, String)>,
    may_finish: bool,
    form: Filled,
}

impl Page for ActionPage {
    const TEMPLATE: &'static str = "motions/resolutions/action.html";
    fn title(&self) -> String {
        "To be done".to_owned()
    }
    fn samples() -> Vec<Self> {
        let page = |line, may_finish| ActionPage {
            line,
            meeting: super::super::super::pages::sample_meeting(),
            resolution: Some(("R2026/3".to_owned(), "Buses".to_owned(), "/resolutions".to_owned())),
            may_finish,
            form: Filled::default(),
        };
        Line::samples().into_iter().zip([true, false, true]).map(|(line, may_finish)| page(line, may_finish)).collect()
    }
}

async fn show(desk: Desk, who: SignedIn, action: Path<ActionId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| ActionPage::of(look, *action, &visitor, Filled::default())).await
}

impl ActionPage {
    fn of(look: &mut Look<'_>, id: ActionId, visitor: &Visitor, form: Filled) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let action = store::action(look.conn, branch, id)?;
        let resolution = action.resolution.map(|id| store::find(look.conn, branch, id)).transpose()?;
        let may_finish = match teller(look.conn, look.branch.id, visitor)? {
            Teller::Officer => true,
            Teller::Member(member) => member == action.owner,
        };
        let meeting = meetings::find(look.conn, branch, action.meeting)?;
        let line = Line::all(look, vec![action])?.pop().ok_or(Problem::NotFound)?;
        let resolution = resolution.map(|found| (found.label(), found.title.clone(), found.href()));
        Ok(Self { line, meeting, resolution, may_finish, form })
    }
}

/// As whom somebody says that a thing is done.
fn teller(conn: &mut Conn, branch: BranchId, visitor: &Visitor) -> Result<Teller, Problem> {
    if visitor.may(Permission::RuleOnMotions) {
        return Ok(Teller::Officer);
    }
    let member = members::of_account(conn, branch, visitor.account)?.ok_or(Problem::NotFound)?;
    Ok(Teller::Member(member.id))
}

#[derive(Deserialize)]
struct Finished {
    #[serde(default)]
    words: String,
}

async fn finish(desk: Desk, who: SignedIn, action: Path<ActionId>, posted: Posted<Finished>) -> Answer {
    let (typed, id, visitor, report) = (posted.typed(), *action, who.0.clone(), posted.form.words);
    let again = visitor.clone();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::action(act.conn(), branch, id)?;
        rules::may_finish(&found, teller(act.conn(), branch, &visitor)?)?;
        let report = if report.trim().is_empty() { "" } else { rules::news(&report)? };
        store::finish(act, &found, report)?;
        Ok(see(found.href()).saying("Thank you. It stands as done."))
    });
    desk.or_again(answer.await, typed, move |look, form| ActionPage::of(look, id, &again, form)).await
}

async fn reopen(desk: Desk, who: SignedIn, action: Path<ActionId>, posted: Posted<Nothing>) -> Answer {
    let (id, visitor) = (*action, who.0.clone());
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::action(act.conn(), branch, id)?;
        rules::may_reopen(&found, teller(act.conn(), branch, &visitor)?)?;
        store::reopen(act, &found)?;
        Ok(see(found.href()).saying("It is to be done again."))
    })
    .await
}
