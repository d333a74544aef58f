//! Passing an office on, and the list of what has to be handed over with it.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{Term, naming, rules as offices, store as register},
    Handover, Item, rules, store,
};
use crate::{
    accounts::{self, SignedIn},
    branch,
    db::{MemberId, RowId},
    render::{Page, dates},
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/offices/{term}/handover", web::get().to(show))
        .route("/members/offices/{term}/handover", web::post().to(pass).wrap(from_fn(accounts::weighty)))
        .route("/members/offices/handovers/{handover}", web::get().to(list))
        .route("/members/offices/handovers/{handover}/undoing", web::post().to(undo))
        .route("/members/offices/handovers/{handover}/items/{item}", web::post().to(tick))
        .route("/members/offices/handovers/{handover}/items/{item}/undoing", web::post().to(untick));
}

/// "Who is treasurer after Ama Story?"
#[derive(Debug, Serialize)]
pub struct PassPage {
    term: RowId,
    office: String,
    holder: String,
    form: Filled,
}

impl Page for PassPage {
    const TEMPLATE: &'static str = "members/handover/pass.html";

    fn title(&self) -> String {
        format!("Handing over: {}", self.office)
    }

    fn samples() -> Vec<Self> {
        let page = |form| PassPage { term: RowId::fresh(), office: "treasurer".into(), holder: "Łucja Khan".into(), form };
        vec![page(Filled::default()), page(Filled::default().but(Faults::at("who", "Nobody is called that.")))]
    }
}

async fn show(desk: Desk, who: SignedIn, term: Path<RowId>) -> Answer {
    who.may_give_offices()?;
    desk.page(move |look| {
        let form = Filled::with([("until", look.today().to_string())]);
        pass_page(look, *term, form)
    })
    .await
}

fn pass_page(look: &mut Look<'_>, term: RowId, form: Filled) -> Result<PassPage, Problem> {
    let term = register::find_term(look.conn, look.branch.id, term)?;
    let holder = register::find(look.conn, look.branch.id, term.member)?.name();
    Ok(PassPage { term: term.id, office: term.office.called(&look.branch.rulebook), holder, form })
}

#[derive(Deserialize)]
struct Passing {
    #[serde(default)]
    who: String,
    #[serde(default)]
    until: String,
}

async fn pass(desk: Desk, who: SignedIn, term: Path<RowId>, posted: Posted<Passing>) -> Answer {
    who.may_give_offices()?;
    let (id, typed) = (*term, posted.typed());
    let form = posted.form;
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let term = register::find_term(act.conn(), branch.id, id)?;
        offices::may_give(&term.office, |permission| who.may(permission))?;
        let last_on =
            typed::day(&form.until).ok_or_else(|| Problem::Faults(Faults::at("until", "Enter the last day as a date.")))?;
        let meant = naming::meant(act.conn(), branch.id, &form.who)?;
        let to = meant.one().map_err(|fault| Problem::Faults(Faults::at("who", fault.to_string())))?;
        rules::may_hand_over(&term, to, last_on, branch.date_of(act.at()))?;
        let handover = handed_over(act, &term, to, last_on)?;
        let words = format!("It passes on after {}. What opens to the office passes on at midnight.", dates::day(last_on));
        let there = format!("/members/offices/handovers/{handover}");
        Ok(see(&there).saying(words).with_undo(format!("{there}/undoing"), "Undo"))
    });
    desk.or_again(answer.await, typed, move |look, form| pass_page(look, id, form)).await
}

/// Ends the one term, begins the other the day after, and lays out the list.
fn handed_over(act: &mut crate::audit::Act<'_>, term: &Term, to: MemberId, last_on: NaiveDate) -> Result<RowId, Problem> {
    let branch = act.branch();
    let days = (last_on.succ_opt().unwrap_or(last_on), term.to_on.filter(|end| *end > last_on));
    let held = register::terms_of(act.conn(), branch, to)?;
    offices::may_take(&term.office, days, &held)?;
    let begun = register::take_office(act, to, &term.office, days, "handed over")?;
    register::end_term(act, term, last_on)?;
    Ok(store::begin(act, term, begun)?)
}

/// "The treasurer's things pass from Ama to Petra."
#[derive(Debug, Serialize)]
pub struct HandoverPage {
    handover: Handover,
    office: String,
    from: String,
    to: String,
    last_on: Option<NaiveDate>,
    items: Vec<Item>,
    may_undo: bool,
}

impl Page for HandoverPage {
    const TEMPLATE: &'static str = "members/handover/list.html";

    fn title(&self) -> String {
        format!("Handing over: {}", self.office)
    }

    fn samples() -> Vec<Self> {
        let now = crate::db::Instant::from(crate::clock::Clock::of_the_machine().now());
        let item = |done_on| Item { id: RowId::fresh(), words: "The bank's mandate is changed.".into(), done_on };
        let page = |undone_at, items, may_undo| HandoverPage {
            handover: Handover {
                id: RowId::fresh(),
                from_term: RowId::fresh(),
                to_term: RowId::fresh(),
                ran_to: None,
                made_at: now,
                undone_at,
            },
            office: "treasurer".into(),
            from: "Łucja Khan".into(),
            to: "Tom Lewis".into(),
            last_on: Some(NaiveDate::default()),
            items,
            may_undo,
        };
        let day = Some(NaiveDate::default());
        vec![
            page(None, vec![item(None), item(day)], true),
            page(None, vec![item(day)], false),
            page(Some(now), vec![item(None)], false),
        ]
    }
}

/// A handover with its two terms, for whoever gives offices and for the two whom it concerns.
struct Opened {
    handover: Handover,
    from: Term,
    to: Term,
}

fn opened(conn: &mut crate::db::Conn, branch: crate::db::BranchId, id: RowId, who: &SignedIn) -> Result<Opened, Problem> {
    let handover = store::find(conn, branch, id)?;
    let from = register::find_term(conn, branch, handover.from_term)?;
    let to = register::find_term(conn, branch, handover.to_term)?;
    let reader = register::of_account(conn, branch, who.account)?.map(|member| member.id);
    if reader != Some(from.member) && reader != Some(to.member) {
        who.may_give_offices()?;
    }
    Ok(Opened { handover, from, to })
}

async fn list(desk: Desk, who: SignedIn, id: Path<RowId>) -> Answer {
    desk.page(move |look| {
        let branch = look.branch.id;
        let Opened { handover, from, to } = opened(look.conn, branch, *id, &who)?;
        Ok(HandoverPage {
            office: from.office.called(&look.branch.rulebook),
            from: register::find(look.conn, branch, from.member)?.name(),
            to: register::find(look.conn, branch, to.member)?.name(),
            last_on: to.from_on.pred_opt(),
            items: store::items(look.conn, handover.id)?,
            may_undo: who.may_give_offices().is_ok() && rules::may_undo(&handover, to.from_on, look.today()).is_ok(),
            handover,
        })
    })
    .await
}

/// What is said of a thing that goes with an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Done,
    NotYet,
}

async fn tick(desk: Desk, who: SignedIn, ids: Path<(RowId, RowId)>, posted: Posted<Nothing>) -> Answer {
    set(desk, who, *ids, posted, Said::Done).await
}

async fn untick(desk: Desk, who: SignedIn, ids: Path<(RowId, RowId)>, posted: Posted<Nothing>) -> Answer {
    set(desk, who, *ids, posted, Said::NotYet).await
}

async fn set(desk: Desk, who: SignedIn, (id, item): (RowId, RowId), posted: Posted<Nothing>, said: Said) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        opened(act.conn(), branch, id, &who)?;
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        store::tick(act, id, item, (said == Said::Done).then_some(today))?;
        let there = format!("/members/offices/handovers/{id}");
        Ok(match said {
            Said::Done => see(&there).saying("That is done.").with_undo(format!("{there}/items/{item}/undoing"), "Undo"),
            Said::NotYet => see(&there).saying("That is to be done again."),
        })
    })
    .await
}

async fn undo(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    who.may_give_offices()?;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        let Opened { handover, from, to } = opened(act.conn(), branch, *id, &who)?;
        offices::may_give(&from.office, |permission| who.may(permission))?;
        rules::may_undo(&handover, to.from_on, today)?;
        register::end_term(act, &to, to.from_on.pred_opt().unwrap_or(to.from_on))?;
        register::let_term_run(act, &from, handover.ran_to)?;
        store::undo(act, &handover)?;
        Ok(see("/members/offices").saying("The office stays where it was."))
    })
    .await
}
