//! Opening: the roll is frozen and every paper goes out.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};

use super::{super::election::open_election, running::Running};
use crate::{
    accounts, branch,
    db::BallotId,
    render::words::plural,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/opening", web::post().to(open).wrap(from_fn(accounts::weighty)));
}

async fn open(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let id = act.branch();
        let branch = branch::find(act.conn(), id)?;
        let turnout = open_election(act, &branch, *ballot)?;
        let members = plural(turnout.entitled.into(), "member", "members");
        Ok(see(format!("/ballots/{ballot}"))
            .saying(format!("The ballot is open and the papers of {members} are on their way.")))
    })
    .await
}
