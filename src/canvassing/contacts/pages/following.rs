//! Noting what somebody at a door asked for, so that somebody sees to it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::rules::NoResult;
use super::{opening, walk};
use crate::{
    accounts::SignedIn,
    branch,
    canvassing::{
        electors,
        follow_ups::{self, NewFollowUp},
    },
    db::{ElectorId, RoundId},
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/doors/{position}/follow-ups", web::post().to(note));
}

#[derive(Deserialize)]
struct AskedFor {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    asker: String,
}

async fn note(desk: Desk, who: SignedIn, at: Path<(RoundId, i32)>, posted: Posted<AskedFor>) -> Answer {
    let (id, position) = at.into_inner();
    let (typed, asking) = (posted.typed(), who.clone());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let opened = opening::open_in(act, &who, id)?;
            let branch = act.branch();
            let doors = opening::doors_of(act.conn(), branch, id)?;
            let (_, door) = doors.iter().find(|(each, _)| *each == position).ok_or(NoResult::NoSuchDoor)?;
            let (kind, words) = follow_ups::may_open(&posted.form.kind, &posted.form.what)?;
            let behind = electors::electors_at(act.conn(), branch, &[door.id])?;
            let asker: Option<ElectorId> = posted.form.asker.parse().ok();
            let elector = asker.filter(|asker| behind.values().flatten().any(|each| each.id == *asker));
            let due_on = kind.usually_due(branch::find(act.conn(), branch)?.date_of(act.at()));
            let shift = opened.shift.map(|shift| shift.id);
            let (round, account) = (id, who.account);
            let new = NewFollowUp { round, door: door.id, shift, elector, account, kind, words, due_on, told: None };
            let kept = follow_ups::open(act, &new)?;
            let said = format!("{}: noted, and due in {} days.", kind.words(), kind.usual_days());
            let back = see(format!("/canvass/rounds/{id}/doors/{position}")).saying(said);
            Ok(back.with_undo(format!("/canvass/follow-ups/{kept}/withdrawal"), "Undo"))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| walk::shown(look, &asking, id, position, form)).await
}
