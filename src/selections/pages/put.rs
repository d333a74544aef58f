//! Putting the candidates to the members: the selection's ballot is drafted, under the rulebook's rules for selections.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::drafting;
use crate::{
    accounts::{Holding, RunBallots},
    db::SelectionId,
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/ballot", web::post().to(put));
}

#[derive(serde::Deserialize)]
struct Putting {}

async fn put(desk: Desk, who: Holding<RunBallots>, selection: Path<SelectionId>, posted: Posted<Putting>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        let ballot = drafting::draft_ballot(act, selection)?;
        Ok(see(format!("/ballots/{ballot}")).saying("The ballot is drafted. Look at its roll, then open it."))
    })
    .await
}
