//! Declaring how two amendments hang together, and taking that back.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{super::course, board::BoardPage};
use crate::{
    accounts::{Holding, RuleOnMotions},
    db::{MotionId, RowId},
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/amendments/links", web::post().to(declare))
        .route("/motions/{motion}/amendments/links/{link}/removal", web::post().to(remove));
}

#[derive(Deserialize)]
struct Declared {
    #[serde(default)]
    first: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    then: String,
}

async fn declare(desk: Desk, who: Holding<RuleOnMotions>, motion: Path<MotionId>, posted: Posted<Declared>) -> Answer {
    let (id, typed, form) = (*motion, posted.typed(), posted.form);
    let number = |typed: &str| typed.parse().unwrap_or(0);
    let (numbers, kind) = ((number(&form.first), number(&form.then)), form.kind.parse().ok());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let says = course::link(act, id, numbers, kind)?;
        Ok(see(format!("/motions/{id}/amendments")).saying(says))
    });
    desk.or_again(answer.await, typed, move |look, form| BoardPage::of(look, id, &[], true, form)).await
}

async fn remove(desk: Desk, who: Holding<RuleOnMotions>, link: Path<(MotionId, RowId)>, posted: Posted<Nothing>) -> Answer {
    let (motion, link) = *link;
    desk.act(who.actor(), &posted.once, move |act| {
        course::unlink(act, motion, link)?;
        Ok(see(format!("/motions/{motion}/amendments")).saying("They no longer hang together."))
    })
    .await
}
