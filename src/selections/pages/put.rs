//! Putting the candidates to the members: the selection's ballot is drafted, under the rulebook's rules for selections, and
//! taken back while it is a draft.

use actix_web::web::{self, Path, ServiceConfig};

use super::{
    super::{drafting, selection::path},
    running::Running,
};
use crate::{
    db::SelectionId,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/ballot", web::post().to(put))
        .route("/selections/{selection}/ballot/discarding", web::post().to(take_back));
}

async fn put(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        let ballot = drafting::draft_ballot(act, selection)?;
        Ok(see(format!("/ballots/{ballot}")).saying("The ballot is drafted. Look at its roll, then open it."))
    })
    .await
}

async fn take_back(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        drafting::take_ballot_back(act, selection)?;
        Ok(see(path(selection)).saying("The draft is thrown away. Names can be changed again, and a new ballot drafted."))
    })
    .await
}
