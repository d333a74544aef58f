//! Declaring who is chosen, and taking that back.

use actix_web::web::{self, Path, ServiceConfig};

use super::{
    super::{
        declaring::{self, Way},
        selection::path,
    },
    running::Running,
};
use crate::{
    db::SelectionId,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/declaration", web::post().to(declare))
        .route("/selections/{selection}/declaration/undo", web::post().to(take_back));
}

async fn declare(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        let words = match declaring::declare(act, selection)? {
            Way::Voted(chosen) if chosen.is_empty() => "Declared: nobody is chosen.",
            Way::Voted(_) => "The result is declared.",
            Way::Unopposed(_) => "Declared: nobody stands against them.",
        };
        let undo = format!("{}/declaration/undo", path(selection));
        Ok(see(path(selection)).saying(words).with_undo(undo, "Undo"))
    })
    .await
}

async fn take_back(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        declaring::take_back(act, selection)?;
        Ok(see(path(selection)).saying("The declaration is taken back."))
    })
    .await
}
