//! Keeping a question under a name, for oneself or for all who look after the register; and putting it away.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        asks::Typed,
        store::{self, Saved},
    },
    people,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch,
    db::RowId,
    web::{Answer, Desk, Faults, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists", web::post().to(save))
        .route("/lists/{list}/removal", web::post().to(remove))
        .route("/lists/{list}/removal/undoing", web::post().to(bring_back));
}

/// A longer name fits no line.
const LONGEST: usize = 80;

#[derive(Deserialize)]
struct Saving {
    #[serde(default)]
    name: String,
    #[serde(default)]
    asks: String,
    #[serde(default)]
    share: String,
}

impl Saving {
    fn read(&self) -> Result<(String, Typed), Faults> {
        let name = self.name.trim().to_owned();
        match name.chars().count() {
            0 => return Err(Faults::at("name", "Write a name, such as “Millbank without mail”.")),
            1..=LONGEST => {}
            _ => return Err(Faults::at("name", format!("Write at most {LONGEST} characters."))),
        }
        Ok((name, question(&self.asks)?))
    }
}

/// The question as a form carries it from page to page.
pub fn question(asks: &str) -> Result<Typed, Faults> {
    Typed::of_query(asks).ok_or_else(|| Faults::at("name", "The question is gone. Ask it once more."))
}

async fn save(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Saving>) -> Answer {
    let (typed, form, made_by) = (posted.typed(), posted.form, who.account);
    let asked = question(&form.asks).unwrap_or_default();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let (name, asks) = form.read().map_err(Problem::Faults)?;
        asks.read().map_err(Problem::Faults)?;
        let branch = act.branch();
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        let list = Saved { id: RowId::fresh(), name, asks: asks.query(), made_by, is_shared: form.share == "yes" };
        store::save(act, &list, today)?;
        Ok(see("/lists").saying("The list is kept. It finds people anew each time you open it."))
    });
    desk.or_again(answer.await, typed, move |look, form| people::page(look, &asked, form)).await
}

async fn remove(desk: Desk, who: Holding<ManageMembers>, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let (id, by) = (*id, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        store::put_away(act, id, by, Some(today))?;
        Ok(see("/lists").saying("The list is put away.").with_undo(format!("/lists/{id}/removal/undoing"), "Undo"))
    })
    .await
}

async fn bring_back(desk: Desk, who: Holding<ManageMembers>, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let (id, by) = (*id, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        store::put_away(act, id, by, None)?;
        Ok(see("/lists").saying("The list is back."))
    })
    .await
}
