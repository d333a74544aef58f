//! Coming to one's paper: by the link in the mail, or by the code from the letter.

use std::{collections::BTreeMap, net::IpAddr};

use actix_web::{
    HttpRequest,
    web::{self, ServiceConfig},
};
use serde::Serialize;

use super::{super::rules::NoVote, paper::PaperPage, voter::Voter};
use crate::{
    render::Page,
    web::{Answer, Desk, Faults, Filled, Posted, Problem, Tries, sender},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/vote", web::get().to(enter)).route("/vote/paper", web::post().to(come_in));
}

/// A code has sixty bits and cannot be guessed; this keeps a machine that tries all the same from keeping the branch's machine
/// busy. A hall of people behind one address mistypes less often.
static WRONG_CODES: Tries<IpAddr> = Tries::at_most(60);

/// "Open my paper."
#[derive(Debug, Serialize)]
pub struct EnterPage {
    form: Filled,
}

impl Page for EnterPage {
    const TEMPLATE: &'static str = "ballots/enter.html";
    fn title(&self) -> String {
        "Vote".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::with([("code", "7KM2 QXAB".into())]).but(Faults::at("code", NoVote::UnknownLink.to_string()));
        vec![EnterPage { form: Filled::default() }, EnterPage { form: wrong }]
    }
}

async fn enter(desk: Desk) -> Answer {
    desk.page(|_| Ok(EnterPage { form: Filled::default() })).await
}

/// Shows the paper that a link or a code opens. It is a POST so that the secret stands in no address, and it changes nothing.
async fn come_in(desk: Desk, request: HttpRequest, posted: Posted<BTreeMap<String, String>>) -> Answer {
    let (from, now) = (sender(&request), desk.scribe().clock().now());
    if from.is_some_and(|from| WRONG_CODES.are_spent(&from, now)) {
        return Err(Problem::TooMany);
    }
    let typed = posted.typed();
    let key =
        ["key", "token", "code"].map(|field| typed.value(field)).into_iter().find(|key| !key.is_empty()).unwrap_or_default();
    let voter = Voter::with_key(key, &desk);
    let asked = voter.clone();
    if !desk.look(move |look| Ok(asked.is_known(look)?)).await? {
        if let Some(from) = from {
            WRONG_CODES.count(from, now);
        }
        let faults = Faults::at("code", NoVote::UnknownLink.to_string());
        let form = Filled::with([("code", typed.value("code").to_owned())]);
        return desk.again(form, faults, |_, form| Ok(EnterPage { form })).await;
    }
    desk.page(move |look| PaperPage::of(look, &voter, &typed)).await
}
