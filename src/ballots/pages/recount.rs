//! "Count again": the returning officer's recount, on the record.

use actix_web::web::{self, Path, ServiceConfig};

use super::{
    super::{ballot::path, recounting},
    running::Running,
};
use crate::{
    db::BallotId,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/recount", web::post().to(recount));
}

async fn recount(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    let ballot = *ballot;
    desk.act(who.actor(), &posted.once, move |act| {
        let recount = recounting::recount(act, ballot)?;
        let words = match recount.agrees {
            true => "Counted again: every figure of every stage came out as declared.",
            false => "Counted again, and it came out otherwise than declared. Keep the papers, and look into it with the scrutineers.",
        };
        Ok(see(format!("{}/result", path(ballot))).saying(words))
    })
    .await
}
