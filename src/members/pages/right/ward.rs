//! The ward that somebody lives in, from a day on.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::super::{
        righting::{NotRight, past_day, source_of},
        store,
    },
    RightPage, What, back, member,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch,
    db::MemberId,
    places,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/ward", web::get().to(show)).route("/members/{member}/ward", web::post().to(change));
}

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| page(look, *id, Filled::default())).await
}

fn page(look: &mut Look<'_>, id: MemberId, form: Filled) -> Result<RightPage, Problem> {
    let member = member(look, id)?;
    let history = store::history(look.conn, look.branch.id, id)?;
    let stands = history.home().map_or_else(|| "no ward is recorded".to_owned(), |home| format!("lives in {}", home.ward));
    let wards = places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| name);
    let none = Choice::of("", "Choose");
    let wards = wards.map(Choice::word);
    Ok(RightPage::of(&member, What::Ward, stands, std::iter::once(none).chain(wards).collect(), form))
}

#[derive(Deserialize)]
struct Moving {
    #[serde(default)]
    ward: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    source: String,
}

impl Moving {
    /// A ward that was written goes before one that was chosen.
    fn ward(&self) -> Result<&str, NotRight> {
        [self.other.trim(), self.ward.trim()].into_iter().find(|name| !name.is_empty()).ok_or(NotRight::NoWard)
    }
}

async fn change(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Moving>) -> Answer {
    let (id, typed, form) = (*id, posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let mut faults = Faults::default();
        let ward = faults.take("ward", form.ward());
        let from = match form.from.trim() {
            "" => None,
            written => faults.take("from", past_day("from", written, branch.date_of(act.at()))),
        };
        let source = faults.take("source", source_of(&form.source));
        faults.check()?;
        let (Some(ward), Some(source)) = (ward, source) else { return Err(Problem::NotFound) };
        let history = store::history(act.conn(), branch.id, id)?;
        if history.home().is_some_and(|home| home.ward == ward) {
            return Err(NotRight::Same { field: "ward" }.into());
        }
        let ward = places::ward_named(act, ward)?;
        store::rehouse(act, id, history.home(), (ward, from), &source)?;
        Ok(see(back(id)).saying("The ward is put right."))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, id, form)).await
}
