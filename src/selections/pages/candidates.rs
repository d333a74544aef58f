//! Naming candidates, and taking names off again.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{applying, rules, store, timetable},
    running::Running,
    show::selection_page,
};
use crate::{
    branch,
    db::{RowId, SelectionId},
    members,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/candidates", web::post().to(name))
        .route("/selections/{selection}/candidates/{candidate}/withdrawal", web::post().to(withdraw));
}

#[derive(Deserialize)]
struct Naming {
    #[serde(default)]
    member: String,
    #[serde(default)]
    statement: String,
}

async fn name(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Naming>) -> Answer {
    let (selection, visitor, typed, form) = (*selection, who.0.clone(), posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let id = act.branch();
            let found = store::find(act.conn(), id, selection)?;
            let member = members::naming::named(act.conn(), id, &form.member, "member")?;
            let branch = branch::find(act.conn(), id)?;
            let plan = timetable::plan_of(act.conn(), &branch, &found)?;
            applying::may_stand(act, &branch, &found, &plan, member)?;
            store::name(act, selection, member, form.statement.trim())?;
            Ok(see(found.path()).saying("The candidate is on the list."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| selection_page(look, selection, &visitor, form)).await
}

async fn withdraw(desk: Desk, who: Running, place: Path<(SelectionId, RowId)>, posted: Posted<Nothing>) -> Answer {
    let (selection, candidate) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::find(act.conn(), branch, selection)?;
        rules::may_change(&found)?;
        store::withdraw(act, selection, candidate)?;
        Ok(see(found.path()).saying("The name is off the list."))
    })
    .await
}
