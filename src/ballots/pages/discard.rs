//! Throwing a draft away: nobody has been told of it yet.

use actix_web::web::{self, Path, ServiceConfig};

use super::{
    super::{
        election::{discard_draft, find_election},
        rules,
    },
    running::Running,
};
use crate::{
    db::BallotId,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/discarding", web::post().to(discard));
}

async fn discard(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = find_election(act.conn(), branch, *ballot)?;
        rules::may_discard(&found)?;
        discard_draft(act, *ballot)?;
        Ok(see("/ballots").saying(format!("The draft “{}” is thrown away.", found.title)))
    })
    .await
}
