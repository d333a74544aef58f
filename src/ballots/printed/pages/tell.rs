//! Naming tellers and beginning a batch.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{super::telling, issue::printed_page};
use crate::{
    ballots::pages::Running,
    db::BallotId,
    members,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/tellers", web::post().to(name)).route("/ballots/{ballot}/batches", web::post().to(begin));
}

#[derive(Deserialize)]
struct Naming {
    #[serde(default)]
    teller: String,
}

async fn name(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Naming>) -> Answer {
    let (ballot, typed, form) = (*ballot, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let member = members::naming::named(act.conn(), branch, &form.teller, "teller")?;
            telling::name_teller(act, ballot, member)?;
            Ok(see(format!("/ballots/{ballot}/printed")).saying("The teller is named."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| printed_page(look, ballot, form)).await
}

async fn begin(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let number = telling::begin_batch(act, *ballot)?;
        Ok(see(format!("/ballots/{ballot}/printed")).saying(format!("Batch {number} is begun: each teller reads it alone.")))
    })
    .await
}
