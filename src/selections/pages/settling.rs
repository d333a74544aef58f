//! Settling the longlist and the shortlist, opening them again, and noting who holds the office.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        application::Incumbency,
        listing::List,
        selection::path,
        shortlisting::{self, Decision},
    },
    lists::page,
    running::Running,
};
use crate::{
    db::{RowId, SelectionId},
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/longlist", web::post().to(settle_longlist))
        .route("/selections/{selection}/longlist/undoing", web::post().to(undo_longlist))
        .route("/selections/{selection}/shortlist", web::post().to(settle_shortlist))
        .route("/selections/{selection}/shortlist/undoing", web::post().to(undo_shortlist))
        .route("/selections/{selection}/applications/{application}/incumbency", web::post().to(confirm))
        .route("/selections/{selection}/applications/{application}/incumbency/undoing", web::post().to(unconfirm));
}

#[derive(Debug, Deserialize)]
struct Settling {
    #[serde(default)]
    decided_by: String,
    #[serde(default)]
    except_because: String,
}

async fn settle_longlist(desk: Desk, who: Running, at: Path<SelectionId>, posted: Posted<Settling>) -> Answer {
    settle(desk, who, *at, posted, List::Longlist).await
}

async fn settle_shortlist(desk: Desk, who: Running, at: Path<SelectionId>, posted: Posted<Settling>) -> Answer {
    settle(desk, who, *at, posted, List::Shortlist).await
}

async fn settle(desk: Desk, who: Running, selection: SelectionId, posted: Posted<Settling>, list: List) -> Answer {
    let (typed, form) = (posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let decision = Decision {
                decided_by: form.decided_by.trim().to_owned(),
                except_because: form.except_because.trim().to_owned(),
            };
            shortlisting::settle(act, selection, list, &decision)?;
            Ok(see(format!("{}/lists", path(selection))).saying(match list {
                List::Longlist => "The longlist is settled. Whoever is not on it reads why.",
                List::Shortlist => {
                    "The shortlist is settled, and its names stand for election. Whoever is not on it reads why."
                }
            }))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, selection, form)).await
}

async fn undo_longlist(desk: Desk, who: Running, at: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    undo(desk, who, *at, posted, List::Longlist).await
}

async fn undo_shortlist(desk: Desk, who: Running, at: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    undo(desk, who, *at, posted, List::Shortlist).await
}

async fn undo(desk: Desk, who: Running, selection: SelectionId, posted: Posted<Nothing>, list: List) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        shortlisting::undo(act, selection, list)?;
        Ok(see(format!("{}/lists", path(selection))).saying("The list is open again."))
    })
    .await
}

async fn confirm(desk: Desk, who: Running, at: Path<(SelectionId, RowId)>, posted: Posted<Nothing>) -> Answer {
    mark(desk, who, *at, posted, Incumbency::Confirmed).await
}

async fn unconfirm(desk: Desk, who: Running, at: Path<(SelectionId, RowId)>, posted: Posted<Nothing>) -> Answer {
    mark(desk, who, *at, posted, Incumbency::No).await
}

async fn mark(
    desk: Desk,
    who: Running,
    (selection, application): (SelectionId, RowId),
    posted: Posted<Nothing>,
    is: Incumbency,
) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        shortlisting::mark_incumbent(act, selection, application, is)?;
        Ok(see(format!("{}/lists", path(selection))).saying("Noted."))
    })
    .await
}
