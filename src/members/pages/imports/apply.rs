//! Applying a list that waits, and saying how its letters are to be read.

use std::collections::BTreeSet;

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use serde::Deserialize;

use super::{
    super::super::{
        how_read::HowRead,
        rules::{self, NotLoaded},
        store,
    },
    preview::{fresh_form, preview},
    reading::{self, Reading},
    result::result,
};
use crate::{
    accounts::{self, Holding, ManageMembers},
    branch,
    db::ImportId,
    render::words::plural,
    web::{Answer, Desk, Look, Posted, Problem, Refusal, WayOn, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/import/{import}", web::get().to(show))
        .route("/members/import/{import}/letters", web::post().to(respell))
        .route("/members/import/{import}/application", web::post().to(apply).wrap(from_fn(accounts::weighty)));
}

/// A list that waits shows what it would do; one that was applied, what it did.
async fn show(desk: Desk, _: Holding<ManageMembers>, import: Path<ImportId>) -> Answer {
    let id = *import;
    let found = desk.look(move |look| Ok(store::find_import(look.conn, look.branch.id, id)?)).await?;
    if rules::may_apply(found.state).is_err() {
        return desk.page(move |look| result(look, id)).await;
    }
    let scribe = desk.scribe().clone();
    desk.page(move |look| {
        let form = fresh_form(look, &found.letters);
        preview(look, scribe.vault().map_err(Problem::broken)?, id, form, None)
    })
    .await
}

#[derive(Deserialize)]
struct Respelling {
    #[serde(default)]
    letters: String,
}

async fn respell(desk: Desk, who: Holding<ManageMembers>, import: Path<ImportId>, posted: Posted<Respelling>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::find_import(act.conn(), branch, *import)?;
        rules::may_apply(found.state)?;
        let vault = act.vault().map_err(Problem::broken)?;
        let file = store::file_of(act.conn(), vault, branch, found.id)?.ok_or(NotLoaded::FileGone)?;
        let (letters, how) = (&posted.form.letters, HowRead::parse(&found.reading));
        let list = reading::read(&file, letters, &how).map_err(|unreadable| Problem::refused(unreadable.to_string()))?;
        store::respell(act, &found, letters, &list)?;
        Ok(see(format!("/members/import/{}", found.id)).saying("The list was read again."))
    })
    .await
}

#[derive(Deserialize)]
struct Applying {
    #[serde(default)]
    take: Vec<String>,
    #[serde(default)]
    shown: usize,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    from_on: String,
    #[serde(default)]
    confirm: String,
}

async fn apply(desk: Desk, who: Holding<ManageMembers>, import: Path<ImportId>, posted: Posted<Applying>) -> Answer {
    let (typed, id) = (posted.typed(), *import);
    let form = posted.form;
    let ticked: BTreeSet<String> = form.take.iter().cloned().collect();
    let ticked_again = ticked.clone();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let vault = act.vault().map_err(Problem::broken)?;
        let Reading { import, list, found, plan, .. } = Reading::of(act.conn(), vault, &branch, id, today)?;
        rules::may_apply(import.state)?;
        if plan.fingerprint() != form.seen {
            return Err(look_again(id));
        }
        rules::may_load(&list)?;
        let from_on = rules::counts_from(&form.from_on, today)?;
        rules::is_confirmed(&found.guards, &form.confirm)?;
        let source = format!("membership list of {}", today.format("%-d %B %Y"));
        let chosen = plan.chosen(&ticked, form.shown);
        let manner = store::Manner { branch: &branch, chosen: &chosen, from_on, source: &source };
        store::apply(act, &import, &plan, &manner)?;
        let taken = chosen.iter().filter(|taken| **taken).count();
        let (joined, changed) = (plan.joiners.len() as i128, taken as i128);
        let said = format!(
            "The list is applied: {} entered, {} changed.",
            plural(joined, "member", "members"),
            plural(changed, "detail", "details")
        );
        Ok(see(format!("/members/import/{id}")).saying(said).with_undo(format!("/members/import/{id}/undo"), "Take it back"))
    });
    let scribe = desk.scribe().clone();
    let again = move |look: &mut Look<'_>, form| {
        let vault = scribe.vault().map_err(Problem::broken)?;
        preview(look, vault, id, form, Some(&ticked_again))
    };
    desk.or_again(answer.await, typed, again).await
}

fn look_again(import: ImportId) -> Problem {
    let way_on = vec![WayOn::to(format!("/members/import/{import}"), "Look at what it would do now")];
    let refusal = NotLoaded::RegisterChanged;
    Problem::Refused { words: refusal.to_string(), way_on: way_on.into_iter().chain(refusal.way_on()).collect() }
}
