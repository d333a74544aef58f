//! Somebody leaves an office before the term is over, and another acts in it for the time being.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{
    leaving::{self, Leaving},
    store,
    vacancy::Because,
};
use crate::{
    accounts::{self, Holding, ManageBranch},
    audit::Act,
    db::{MemberId, RowId},
    members::{self, at_head},
    render::{Page, dates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/terms/{term}/leaving", web::get().to(ask))
        .route("/officers/terms/{term}/leaving", web::post().to(leave).wrap(from_fn(accounts::weighty)))
        .route("/officers/vacancies/{vacancy}/acting", web::get().to(ask_acting))
        .route("/officers/vacancies/{vacancy}/acting", web::post().to(act_in))
        .route("/officers/vacancies/{vacancy}/undoing", web::post().to(undo).wrap(from_fn(accounts::weighty)))
        .route("/officers/vacancies/{vacancy}/acting/undoing", web::post().to(undo_acting));
}

/// "Ama Okoro leaves the office", or "Who acts?"
#[derive(Debug, Serialize)]
pub struct LeavePage {
    /// Where the form goes.
    action: String,
    office: String,
    name: String,
    /// Whether the term ends now; otherwise it has ended, and only somebody is put in.
    is_leaving: bool,
    reasons: Vec<Choice>,
    /// Until when somebody would act, and the clause.
    working: Vec<String>,
    clause: String,
    form: Filled,
}

impl Page for LeavePage {
    const TEMPLATE: &'static str = "officers/leave.html";
    fn title(&self) -> String {
        at_head(&self.office)
    }
    fn samples() -> Vec<Self> {
        let page = |is_leaving, form| LeavePage {
            action: "/officers/terms/1/leaving".into(),
            office: "Secretary".into(),
            name: "Ama Okoro".into(),
            is_leaving,
            reasons: reasons(),
            working: vec!["Acting until the next meeting that can elect; none is called yet.".into()],
            clause: "rule 3".into(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("acting", "Nobody in the register is found by “Zed”."));
        vec![page(true, wrong), page(false, Filled::default())]
    }
}

fn reasons() -> Vec<Choice> {
    Because::ALL.iter().map(|because| Choice::of(because.as_str(), at_head(because.in_words()))).collect()
}

#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    last_on: String,
    #[serde(default)]
    because: String,
    #[serde(default)]
    acting: String,
}

async fn ask(desk: Desk, _: Holding<ManageBranch>, term: Path<RowId>) -> Answer {
    desk.page(move |look| leaving_page(look, *term, None)).await
}

fn leaving_page(look: &mut Look<'_>, term: RowId, typed: Option<Filled>) -> Result<LeavePage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let term = members::find_term(look.conn, branch.id, term)?;
    let until = leaving::acting_until(look.conn, &branch, term.office.as_str(), today)?;
    let name = members::find(look.conn, branch.id, term.member)?.name();
    Ok(LeavePage {
        action: format!("/officers/terms/{}/leaving", term.id),
        office: at_head(&term.office.called(&branch.rulebook)),
        name,
        is_leaving: true,
        reasons: reasons(),
        working: until.working,
        clause: until.clause,
        form: typed
            .unwrap_or_else(|| Filled::with([("last_on", today.to_string()), ("because", Because::Resigned.to_string())])),
    })
}

async fn leave(desk: Desk, who: Holding<ManageBranch>, term: Path<RowId>, posted: Posted<Typed>) -> Answer {
    let (term, typed, form) = (*term, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let leaving = read(act, term, &form)?;
            let vacancy = leaving::leave(act, &leaving)?;
            let said = format!("The office is vacant from {}.", dates::day(vacancy.from_on));
            Ok(see("/officers").saying(said).with_undo(format!("/officers/vacancies/{}/undoing", vacancy.id), "Undo"))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| leaving_page(look, term, Some(form))).await
}

fn read(act: &mut Act<'_>, term: RowId, form: &Typed) -> Result<Leaving, Problem> {
    let mut faults = Faults::default();
    let last_on: Option<NaiveDate> =
        faults.take("last_on", typed::day(&form.last_on).ok_or("Write a date, such as 2026-12-01."));
    let because = faults.take("because", form.because.parse::<Because>().map_err(|_| "Choose why."));
    faults.check()?;
    let (Some(last_on), Some(because)) = (last_on, because) else { return Err(Problem::NotFound) };
    let acting = if form.acting.trim().is_empty() { None } else { Some(meant(act, &form.acting)?) };
    Ok(Leaving { term, last_on, because, acting })
}

fn meant(act: &mut Act<'_>, typed: &str) -> Result<MemberId, Problem> {
    let branch = act.branch();
    members::naming::named(act.conn(), branch, typed, "acting")
}

async fn ask_acting(desk: Desk, _: Holding<ManageBranch>, vacancy: Path<RowId>) -> Answer {
    desk.page(move |look| acting_page(look, *vacancy, Filled::default())).await
}

fn acting_page(look: &mut Look<'_>, vacancy: RowId, form: Filled) -> Result<LeavePage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let vacancy = store::vacancy(look.conn, branch.id, vacancy)?;
    let until = leaving::acting_until(look.conn, &branch, &vacancy.office, today.max(vacancy.from_on))?;
    let rule = branch.rulebook.offices.get(&vacancy.office);
    Ok(LeavePage {
        action: format!("/officers/vacancies/{}/acting", vacancy.id),
        office: at_head(&rule.map_or_else(|| vacancy.office.clone(), |rule| rule.called(&vacancy.office))),
        name: members::find(look.conn, branch.id, vacancy.member_id)?.name(),
        is_leaving: false,
        reasons: Vec::new(),
        working: until.working,
        clause: until.clause,
        form,
    })
}

async fn act_in(desk: Desk, who: Holding<ManageBranch>, vacancy: Path<RowId>, posted: Posted<Typed>) -> Answer {
    let (vacancy, typed, form) = (*vacancy, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let member = meant(act, &form.acting)?;
            leaving::act_in(act, vacancy, member)?;
            let undo = format!("/officers/vacancies/{vacancy}/acting/undoing");
            Ok(see("/officers").saying("The office is held for the time being.").with_undo(undo, "Undo"))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| acting_page(look, vacancy, form)).await
}

async fn undo(desk: Desk, who: Holding<ManageBranch>, vacancy: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        leaving::undo(act, *vacancy)?;
        Ok(see("/officers").saying("That is taken back, and the term goes on as before."))
    })
    .await
}

async fn undo_acting(desk: Desk, who: Holding<ManageBranch>, vacancy: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        leaving::undo_acting(act, *vacancy)?;
        Ok(see("/officers").saying("That is taken back, and nobody acts in the office."))
    })
    .await
}
