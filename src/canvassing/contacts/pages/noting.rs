//! Writing down what to mind at a door.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::{
    rules::{self, NoResult},
    store::{self, NewNote},
};
use super::{opening, walk};
use crate::{
    accounts::SignedIn,
    db::RoundId,
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/doors/{position}/notes", web::post().to(note));
}

#[derive(Deserialize)]
struct Noted {
    #[serde(default)]
    words: String,
}

async fn note(desk: Desk, who: SignedIn, at: Path<(RoundId, i32)>, posted: Posted<Noted>) -> Answer {
    let (id, position) = at.into_inner();
    let (typed, asking) = (posted.typed(), who.clone());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let opened = opening::open_in(act, &who, id)?;
            let branch = act.branch();
            let doors = opening::doors_of(act.conn(), branch, id)?;
            let (_, door) = doors.iter().find(|(each, _)| *each == position).ok_or(NoResult::NoSuchDoor)?;
            let words = rules::may_note(&posted.form.words)?.to_owned();
            let shift = opened.shift.map(|shift| shift.id);
            let new = NewNote { round: id, door: door.id, shift, elector: None, account: who.account, words, told: None };
            store::note(act, &new)?;
            Ok(see(format!("/canvass/rounds/{id}/doors/{position}")).saying("The note is kept."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| walk::shown(look, &asking, id, position, form)).await
}
