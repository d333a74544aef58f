//! Suspending a membership, and letting a suspension end.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::super::{
        history::Suspension,
        righting::{NotRight, source_of},
        store,
    },
    back, member,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::{MemberId, RowId},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, WayOn, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/suspension", web::get().to(show))
        .route("/members/{member}/suspension", web::post().to(suspend))
        .route("/members/{member}/suspensions/{suspension}/end", web::post().to(end));
}

/// The suspensions of one member, and the form for another.
#[derive(Debug, Serialize)]
pub struct SuspensionPage {
    id: MemberId,
    name: String,
    today: NaiveDate,
    suspensions: Vec<Suspension>,
    form: Filled,
}

impl Page for SuspensionPage {
    const TEMPLATE: &'static str = "members/suspension.html";

    fn title(&self) -> String {
        format!("Suspension: {}", self.name)
    }

    fn samples() -> Vec<Self> {
        let (id, today) = (MemberId::fresh(), NaiveDate::default());
        let suspension = |to_on| Suspension {
            id: RowId::fresh(),
            member: id,
            from_on: today,
            to_on,
            source: "decision of the executive, 3 November".into(),
        };
        let page = |suspensions, form| SuspensionPage { id, name: "Łucja Khan".into(), today, suspensions, form };
        let wrong = Filled::default().but(Faults::at("source", "Say where you know it from."));
        vec![page(vec![suspension(None), suspension(Some(today))], Filled::default()), page(Vec::new(), wrong)]
    }
}

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| {
        let form = Filled::with([("from", look.today().to_string())]);
        page(look, *id, form)
    })
    .await
}

fn page(look: &mut Look<'_>, id: MemberId, form: Filled) -> Result<SuspensionPage, Problem> {
    let member = member(look, id)?;
    let suspensions = store::suspensions(look.conn, look.branch.id, id)?;
    Ok(SuspensionPage { id, name: member.name(), today: look.today(), suspensions, form })
}

#[derive(Deserialize)]
struct Suspending {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    source: String,
}

async fn suspend(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Suspending>) -> Answer {
    let (id, typed_form, form) = (*id, posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let mut faults = Faults::default();
        let from = faults.take("from", typed::day(&form.from).ok_or(NotRight::NoDay { field: "from" }));
        let until = match form.until.trim() {
            "" => None,
            written => faults.take("until", typed::day(written).ok_or(NotRight::NoDay { field: "until" })),
        };
        let source = faults.take("source", source_of(&form.source));
        faults.check()?;
        let (Some(from), Some(source)) = (from, source) else { return Err(Problem::NotFound) };
        if until.is_some_and(|until| until < from) {
            return Err(NotRight::EndsBeforeItBegins.into());
        }
        let branch = act.branch();
        let member = store::find(act.conn(), branch, id)?;
        store::suspend(act, member.id, (from, until), &source)?;
        Ok(see(back(id)).saying(format!("The membership of {} is suspended.", member.name())))
    });
    desk.or_again(answer.await, typed_form, move |look, form| page(look, id, form)).await
}

#[derive(Deserialize)]
struct Ending {
    #[serde(default)]
    until: String,
    #[serde(default)]
    source: String,
}

/// The small form of a row has no place for faults: they are a page of their own, with the way back.
fn said(id: MemberId) -> impl Fn(NotRight) -> Problem {
    move |fault| {
        let way_on = vec![WayOn::to(format!("/members/{id}/suspension"), "Back to the suspensions")];
        Problem::Refused { words: fault.to_string(), way_on }
    }
}

async fn end(desk: Desk, who: Holding<ManageMembers>, place: Path<(MemberId, RowId)>, posted: Posted<Ending>) -> Answer {
    let ((id, suspension), form) = (place.into_inner(), posted.form);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let suspension = store::find_suspension(act.conn(), branch, suspension)?;
        if suspension.member != id {
            return Err(Problem::NotFound);
        }
        let last_on = typed::day(&form.until).ok_or(NotRight::NoDay { field: "until" }).map_err(said(id))?;
        if last_on < suspension.from_on {
            return Err(said(id)(NotRight::EndsBeforeItBegins));
        }
        let source = source_of(&form.source).map_err(said(id))?;
        store::end_suspension(act, &suspension, last_on, &source)?;
        Ok(see(back(id)).saying("The last day of the suspension is recorded."))
    })
    .await
}
