//! Declaring who is elected to an office, and taking the last declaration back.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{declaring, elections::path, store};
use crate::{
    accounts::{Holding, RunBallots},
    db::{ContestId, MemberId},
    members,
    render::words,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/contests/{contest}/declaration", web::post().to(declare))
        .route("/officers/contests/{contest}/declaration/undoing", web::post().to(undo));
}

async fn declare(desk: Desk, who: Holding<RunBallots>, contest: Path<ContestId>, posted: Posted<Nothing>) -> Answer {
    let (contest, account) = (*contest, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let officer = members::of_account(act.conn(), branch, account)?.map(|member| member.id);
        let elected = declaring::declare(act, contest, officer)?;
        let ids: Vec<MemberId> = elected.iter().map(|one| one.member_id).collect();
        let names = members::names(act.conn(), branch, &ids)?;
        let names: Vec<&str> = ids.iter().filter_map(|id| names.get(id).map(String::as_str)).collect();
        let says = match names.len() {
            0 => "Nobody is elected, and the place is vacant.".to_owned(),
            1 => format!("{} is declared elected.", names[0]),
            _ => format!("{} are declared elected.", words::names(&names)),
        };
        let found = store::contest(act.conn(), branch, contest)?;
        Ok(see(path(found.election_id)).saying(says))
    })
    .await
}

async fn undo(desk: Desk, who: Holding<RunBallots>, contest: Path<ContestId>, posted: Posted<Nothing>) -> Answer {
    let (contest, account) = (*contest, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let officer = members::of_account(act.conn(), branch, account)?.map(|member| member.id);
        let found = declaring::undo(act, contest, officer)?;
        Ok(see(path(found.election_id)).saying("The declaration is taken back. Whoever held the office holds it still."))
    })
    .await
}
