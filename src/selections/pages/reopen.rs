//! Applications opened again for a group of which too few stand, and closed again.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{Candidate, Selection, kept, rules, selection::path},
    running::Running,
    show::selection_page,
};
use crate::{
    db::SelectionId,
    render::dates,
    rulebook::Plan,
    web::{Answer, Desk, Faults, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/reopening", web::post().to(reopen))
        .route("/selections/{selection}/reopening/undo", web::post().to(close_again));
}

/// The places that the rules keep, as the page of a selection tells them once it is known who stands.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KeptPlaces {
    pub group: String,
    pub is_met: bool,
    pub working: Vec<String>,
    pub clause: String,
    /// The last day of applications that are open again.
    pub open_until: Option<NaiveDate>,
    /// Whether whoever runs the selection may open them again now.
    pub may_reopen: bool,
}

impl KeptPlaces {
    /// Nothing where no places are kept, or before applications are closed.
    pub fn of(
        look: &mut Look<'_>,
        selection: &Selection,
        plan: &Plan,
        named: &[Candidate],
    ) -> diesel::QueryResult<Option<Self>> {
        let today = look.today();
        let is_known = rules::may_take(plan, today).is_ok();
        let Some(kept) = kept::places(look.conn, &look.branch, selection, named)?.filter(|_| is_known) else { return Ok(None) };
        Ok(Some(Self {
            is_met: kept.short_by() == 0,
            may_reopen: rules::kept::may_reopen(selection, plan, &kept, today, today).is_ok(),
            open_until: selection.reopened_until.filter(|_| rules::kept::is_open_again(selection, today)),
            group: kept.group,
            working: kept.answer.working,
            clause: kept.answer.clause,
        }))
    }
}

#[derive(Deserialize)]
struct Reopening {
    #[serde(default)]
    until: String,
}

async fn reopen(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Reopening>) -> Answer {
    let (selection, visitor, typed, form) = (*selection, who.0.clone(), posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let until: NaiveDate = form.until.parse().map_err(|_| Problem::Faults(Faults::at("until", "Write a day.")))?;
            let group = kept::reopen(act, selection, until)?;
            let words = format!("Applications are open again for {group}, until the end of {}.", dates::day(until));
            Ok(see(path(selection)).saying(words).with_undo(format!("{}/reopening/undo", path(selection)), "Undo"))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| selection_page(look, selection, &visitor, form)).await
}

async fn close_again(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        kept::close_again(act, selection)?;
        Ok(see(path(selection)).saying("Applications are closed again."))
    })
    .await
}
