//! A candidate takes her name back after the paper was drafted, and the officer who did it by mistake lets it stand again.

use actix_web::web::{self, Path, ServiceConfig};

use super::{
    super::{ballot::path, withdrawing},
    running::Running,
};
use crate::{
    db::BallotId,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/choices/{number}/withdrawal", web::post().to(withdraw))
        .route("/ballots/{ballot}/choices/{number}/withdrawal/undo", web::post().to(stand_again));
}

async fn withdraw(desk: Desk, who: Running, place: Path<(BallotId, i32)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, number) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        let (name, short) = withdrawing::withdraw(act, ballot, number)?;
        let words = format!("{name} is taken off the paper, and the count passes the name over.");
        let words = short.into_iter().fold(words, |words, short| format!("{words} {short}"));
        let undo = format!("/ballots/{ballot}/choices/{number}/withdrawal/undo");
        Ok(see(path(ballot)).saying(words).with_undo(undo, "Undo"))
    })
    .await
}

async fn stand_again(desk: Desk, who: Running, place: Path<(BallotId, i32)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, number) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        let name = withdrawing::stand_again(act, ballot, number)?;
        Ok(see(path(ballot)).saying(format!("{name} stands again.")))
    })
    .await
}
