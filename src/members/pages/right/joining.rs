//! The date of joining, on which voting rights hang.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::super::{
        righting::{joining_change, past_day, source_of},
        store,
    },
    RightPage, What, back, member,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch,
    db::MemberId,
    render::dates,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/joining", web::get().to(show)).route("/members/{member}/joining", web::post().to(change));
}

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| page(look, *id, Filled::default())).await
}

fn page(look: &mut Look<'_>, id: MemberId, form: Filled) -> Result<RightPage, Problem> {
    let member = member(look, id)?;
    let history = store::history(look.conn, look.branch.id, id)?;
    let stands = history.joined_with().map(|spell| format!("member since {}", dates::day(spell.from_on)));
    Ok(RightPage::of(&member, What::Joining, stands.unwrap_or_else(|| "no member today".to_owned()), Vec::new(), form))
}

#[derive(Deserialize)]
struct Changing {
    #[serde(default)]
    from: String,
    #[serde(default)]
    source: String,
}

async fn change(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Changing>) -> Answer {
    let (id, typed, form) = (*id, posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let mut faults = Faults::default();
        let joined_on = faults.take("from", past_day("from", &form.from, branch.date_of(act.at())));
        let source = faults.take("source", source_of(&form.source));
        faults.check()?;
        let (Some(joined_on), Some(source)) = (joined_on, source) else { return Err(Problem::NotFound) };
        let history = store::history(act.conn(), branch.id, id)?;
        let spell = joining_change(&history, joined_on)?;
        store::put_joining_right(act, id, &spell, joined_on, &source)?;
        Ok(see(back(id)).saying("The date of joining is put right."))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, id, form)).await
}
