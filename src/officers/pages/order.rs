//! Filling an office before another, or after it.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{
    elections::path,
    ordering::{self, Towards},
};
use crate::{
    accounts::{Holding, RunBallots},
    db::ContestId,
    members::{self, at_head},
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/contests/{contest}/earlier", web::post().to(earlier))
        .route("/officers/contests/{contest}/later", web::post().to(later));
}

async fn earlier(desk: Desk, who: Holding<RunBallots>, contest: Path<ContestId>, posted: Posted<Nothing>) -> Answer {
    move_it(desk, who, *contest, posted, Towards::Earlier).await
}

async fn later(desk: Desk, who: Holding<RunBallots>, contest: Path<ContestId>, posted: Posted<Nothing>) -> Answer {
    move_it(desk, who, *contest, posted, Towards::Later).await
}

async fn move_it(
    desk: Desk,
    who: Holding<RunBallots>,
    contest: ContestId,
    posted: Posted<Nothing>,
    towards: Towards,
) -> Answer {
    let account = who.account;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let officer = members::of_account(act.conn(), branch, account)?.map(|member| member.id);
        let moved = ordering::move_it(act, contest, officer, towards)?;
        let (words, back) = match towards {
            Towards::Earlier => ("earlier", "later"),
            Towards::Later => ("later", "earlier"),
        };
        let says = format!("{} is filled {words} now.", at_head(&moved.title));
        Ok(see(path(moved.election_id)).saying(says).with_undo(format!("/officers/contests/{contest}/{back}"), "Undo"))
    })
    .await
}
