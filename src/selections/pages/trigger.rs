//! One trigger ballot: what she says, what each body answered, what follows, and where it leads.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        body::{self, Bodies},
        rules::triggers as rules,
        store,
        trigger::{BodyAnswer, Trigger, TriggerState, path},
        triggering,
    },
    triggers::stands,
};
use crate::{
    accounts::{self, Holding, Permission, RunBallots, SignedIn},
    db::{SelectionId, TriggerId},
    members::{self, SignedInMember},
    render::{Page, dates},
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Visitor, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/triggers/{trigger}", web::get().to(show))
        .route("/triggers/{trigger}/opening", web::post().to(open).wrap(from_fn(accounts::weighty)))
        .route("/triggers/{trigger}/settlement", web::post().to(settle))
        .route("/triggers/{trigger}/withdrawal", web::post().to(withdraw));
}

/// How far it has come, for the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Asked,
    Open,
    FullSelection,
    Reselected,
    Withdrawn,
}

/// One trigger ballot.
#[derive(Debug, Serialize)]
pub struct TriggerPage {
    path: String,
    name: String,
    office: String,
    statement: String,
    says: String,
    stage: Stage,
    /// The day from which members read the answers, where it has not come.
    shown_from: Option<NaiveDate>,
    lines: Vec<Line>,
    /// What follows from the answers, or would follow if it were settled now.
    working: Vec<String>,
    clause: String,
    /// Whether the reader may run it, and it is not about her.
    may_run: bool,
    /// Whether the reader may take it back.
    may_withdraw: bool,
    /// Where it is settled it leads there.
    selection: Option<SelectionId>,
    id: TriggerId,
    form: Filled,
}

/// One body.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    about: String,
    /// "Yes, the only candidate"; empty where it has not answered.
    verdict: String,
    met_on: Option<NaiveDate>,
    working: String,
    before: Vec<String>,
    href: String,
}

impl Page for TriggerPage {
    const TEMPLATE: &'static str = "selections/trigger.html";
    fn title(&self) -> String {
        format!("{}: {}", self.name, self.office)
    }
    fn samples() -> Vec<Self> {
        let line = |verdict: &str, href: &str| Line {
            name: "Millbank".into(),
            about: "Ward with 12 members".into(),
            verdict: verdict.into(),
            met_on: (!verdict.is_empty()).then(NaiveDate::default),
            working: "9 were present.".into(),
            before: if href.is_empty() { vec![] } else { vec!["Until it was put right.".into()] },
            href: href.into(),
        };
        let page = |stage, may_run| TriggerPage {
            path: "/triggers/1".into(),
            name: "Ama Okoro".into(),
            office: "Candidate".into(),
            statement: "Nurse".into(),
            says: "Wards and affiliates answer.".into(),
            stage,
            shown_from: None,
            lines: vec![line("Yes, the only candidate", "/x"), line("", "/x"), line("", "")],
            working: vec!["One third of 2 units is 1.".into()],
            clause: "rule 9".into(),
            may_run,
            may_withdraw: may_run,
            selection: None,
            id: TriggerId::random(),
            form: Filled::default(),
        };
        let wrong = Filled::default().but(Faults::at("closes_on", "Write a day."));
        vec![
            TriggerPage { form: wrong, lines: vec![], working: vec![], ..page(Stage::Asked, true) },
            page(Stage::Asked, false),
            page(Stage::Open, true),
            TriggerPage { shown_from: Some(NaiveDate::default()), lines: vec![], working: vec![], ..page(Stage::Open, false) },
            page(Stage::FullSelection, true),
            TriggerPage { selection: Some(SelectionId::random()), ..page(Stage::FullSelection, false) },
            page(Stage::Reselected, false),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, trigger: Path<TriggerId>) -> Answer {
    desk.page(move |look| page(look, *trigger, &who.0, None)).await
}

fn page(look: &mut Look<'_>, id: TriggerId, visitor: &Visitor, typed: Option<Filled>) -> Result<TriggerPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let trigger = store::find_trigger(look.conn, branch.id, id)?;
    let reader = members::of_account(look.conn, branch.id, visitor.account)?;
    let reader = reader.map(|member| member.id);
    let may_run = visitor.may(Permission::RunBallots) && rules::may_run(&trigger, reader).is_ok();
    let to_come = (!trigger.is_settled()).then(|| trigger.closes_on.and_then(|on| on.succ_opt())).flatten();
    let hidden = !may_run && !trigger.is_settled();
    let bodies = body::bodies_on(look.conn, &branch, &trigger.ward, trigger.asked_on)?;
    let answers = store::answers_of(look.conn, branch.id, id)?;
    let leads_on = !matches!(trigger.state, TriggerState::Asked | TriggerState::Withdrawn);
    let outcome = triggering::outcome(&branch, &answers).filter(|_| !hidden && leads_on);
    let in_a_fortnight = today.checked_add_days(Days::new(14)).unwrap_or(today);
    Ok(TriggerPage {
        path: trigger.path(),
        name: members::names(look.conn, branch.id, &[trigger.member_id])?.remove(&trigger.member_id).unwrap_or_default(),
        says: stands(&trigger),
        stage: Stage::from(trigger.state),
        shown_from: to_come.filter(|_| hidden),
        lines: if hidden { Vec::new() } else { lines(&trigger, &bodies, &answers, may_run.then_some(today)) },
        clause: outcome.as_ref().map(|answer| answer.clause.clone()).unwrap_or_default(),
        working: outcome.map(|answer| answer.working).unwrap_or_default(),
        may_run,
        may_withdraw: rules::may_withdraw(&trigger, reader).is_ok(),
        selection: trigger.selection_id,
        id,
        form: typed.unwrap_or_else(|| Filled::with([("closes_on", in_a_fortnight.to_string())])),
        statement: trigger.statement,
        office: trigger.office,
    })
}

impl From<TriggerState> for Stage {
    fn from(state: TriggerState) -> Self {
        match state {
            TriggerState::Asked => Self::Asked,
            TriggerState::Open => Self::Open,
            TriggerState::FullSelection => Self::FullSelection,
            TriggerState::Reselected => Self::Reselected,
            TriggerState::Withdrawn => Self::Withdrawn,
        }
    }
}

/// A line for each body; `runs_on` is the day for whoever may enter answers.
fn lines(trigger: &Trigger, bodies: &Bodies, answers: &[BodyAnswer], runs_on: Option<NaiveDate>) -> Vec<Line> {
    let line = |body: &body::Body| {
        let own: Vec<&BodyAnswer> = answers.iter().filter(|answer| answer.body_id == body.id).collect();
        let standing = own.iter().find(|answer| answer.stands()).copied();
        let may = runs_on.is_some_and(|today| rules::may_enter(trigger, triggering::first(standing), today).is_ok());
        Line {
            name: body.name.clone(),
            about: body.about.clone(),
            verdict: standing.map(|answer| answer.verdict.words().to_owned()).unwrap_or_default(),
            met_on: standing.map(|answer| answer.met_on),
            working: standing.map(BodyAnswer::working).unwrap_or_default(),
            before: own.iter().filter_map(|answer| before(answer)).collect(),
            href: if may { format!("{}/answers/{}", path(trigger.id), body.id) } else { String::new() },
        }
    };
    bodies.all.iter().map(line).collect()
}

fn before(answer: &BodyAnswer) -> Option<String> {
    let (day, met) = (dates::day(answer.replaced_on?), dates::day(answer.met_on));
    Some(format!("Until it was put right on {day}: {}. Meeting of {met}. {}", answer.verdict.words(), answer.working()))
}

#[derive(Debug, Deserialize)]
struct Opening {
    #[serde(default)]
    closes_on: String,
}

async fn open(desk: Desk, who: Holding<RunBallots>, trigger: Path<TriggerId>, posted: Posted<Opening>) -> Answer {
    let (trigger, visitor, typed, account) = (*trigger, who.0.clone(), posted.typed(), who.account);
    let closes_on = typed::day(&posted.form.closes_on).ok_or(rules::NotTriggered::ClosesInThePast);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            triggering::open(act, trigger, account, closes_on?)?;
            Ok(see(path(trigger)).saying("It is open. Enter what each body answers."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, trigger, &visitor, Some(form))).await
}

async fn settle(desk: Desk, who: Holding<RunBallots>, trigger: Path<TriggerId>, posted: Posted<Nothing>) -> Answer {
    let (trigger, account) = (*trigger, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let words = match triggering::settle(act, trigger, account)? {
            TriggerState::FullSelection => {
                "A full selection was asked for. Call it: the sitting representative has a place by right."
            }
            _ => "Reselected, as the only candidate.",
        };
        Ok(see(path(trigger)).saying(words))
    })
    .await
}

async fn withdraw(desk: Desk, who: SignedInMember, trigger: Path<TriggerId>, posted: Posted<Nothing>) -> Answer {
    let (trigger, member) = (*trigger, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        triggering::withdraw(act, trigger, member)?;
        Ok(see(path(trigger)).saying("You have taken it back. You may ask again."))
    })
    .await
}
