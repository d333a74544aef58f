//! Marking the envelopes and counterfoils that came back.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::telling;
use crate::{
    ballots::pages::Running,
    db::BallotId,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/printed/{number}/return", web::post().to(mark))
        .route("/ballots/{ballot}/printed/{number}/return/undo", web::post().to(take_back));
}

async fn mark(desk: Desk, who: Running, place: Path<(BallotId, i32)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, number) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        telling::mark_returned(act, ballot, number)?;
        let undo = format!("/ballots/{ballot}/printed/{number}/return/undo");
        Ok(see(format!("/ballots/{ballot}/printed")).saying("Marked as come back.").with_undo(undo, "Undo"))
    })
    .await
}

async fn take_back(desk: Desk, who: Running, place: Path<(BallotId, i32)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, number) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        telling::take_back(act, ballot, number)?;
        Ok(see(format!("/ballots/{ballot}/printed")).saying("The mark is taken back."))
    })
    .await
}
