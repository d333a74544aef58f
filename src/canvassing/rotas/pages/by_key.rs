//! "Are you coming?", asked in a mail and answered with one tap by whoever is not signed in. The link shows this page, and only the
//! tap changes anything, because the machines that look through mail open every link in it.

use std::net::IpAddr;

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::super::{Shift, answering, rules::UnknownLink, store};
use crate::{
    audit::Actor,
    db::{BranchId, Conn, MemberId, ShiftId},
    mail::key,
    members,
    render::Page,
    web::{Answer, Desk, Posted, Problem, Tries, see, sender},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/coming/{key}", web::get().to(ask)).route("/canvass/coming/{key}", web::post().to(answer));
}

/// A key has sixty bits and cannot be guessed; this keeps a machine that tries all the same from keeping this one busy.
static WRONG_KEYS: Tries<IpAddr> = Tries::at_most(200);

/// "Are you coming?"
#[derive(Debug, Serialize)]
pub struct ComingPage {
    shift: Shift,
    leader: String,
    /// Whom the link was sent to.
    name: String,
    is_coming: bool,
    is_over: bool,
    action: String,
}

impl Page for ComingPage {
    const TEMPLATE: &'static str = "canvassing/coming.html";
    fn title(&self) -> String {
        "Are you coming?".into()
    }
    fn samples() -> Vec<Self> {
        let page = |shift, is_coming, is_over| ComingPage {
            shift,
            leader: "Tom Lewis".into(),
            name: "Ama Okoro".into(),
            is_coming,
            is_over,
            action: "/canvass/coming/7KM2QXABC3DE".into(),
        };
        let off = Shift { called_off_at: Some(super::sample_shift().starts_at), ..super::sample_shift() };
        let calls = Shift { by_telephone: true, note: String::new(), telephone: String::new(), ..super::sample_shift() };
        vec![
            page(super::sample_shift(), false, false),
            page(calls, true, false),
            page(super::sample_shift(), true, true),
            page(off, false, false),
        ]
    }
}

async fn ask(desk: Desk, request: HttpRequest, key: Path<String>) -> Answer {
    let (from, now) = (sender(&request), desk.scribe().clock().now());
    if from.is_some_and(|from| WRONG_KEYS.are_spent(&from, now)) {
        return Err(Problem::TooMany);
    }
    let key = key.into_inner();
    let answer = desk.page(move |look| {
        let branch = look.branch.id;
        let (id, member) = opened(look.conn, branch, &key)?;
        let shift = store::find(look.conn, branch, id)?;
        let mut names = members::names(look.conn, branch, &[member, shift.leader_id])?;
        Ok(ComingPage {
            leader: names.get(&shift.leader_id).cloned().unwrap_or_default(),
            name: names.remove(&member).unwrap_or_default(),
            is_coming: store::coming_to(look.conn, branch, id)?.contains(&member),
            is_over: shift.ends_at <= look.now,
            shift,
            action: format!("/canvass/coming/{key}"),
        })
    });
    let answer = answer.await;
    if let (Err(_), Some(from)) = (&answer, from) {
        WRONG_KEYS.count(from, now);
    }
    answer
}

/// Whom a key was sent to, and for which shift.
fn opened(conn: &mut Conn, branch: BranchId, key: &str) -> Result<(ShiftId, MemberId), Problem> {
    Ok(store::sent_with(conn, branch, &key::hash_of(key))?.ok_or(UnknownLink)?)
}

#[derive(Debug, Deserialize)]
struct Answered {
    #[serde(default)]
    stays_away: String,
}

async fn answer(desk: Desk, key: Path<String>, posted: Posted<Answered>) -> Answer {
    let key = key.into_inner();
    desk.act(Actor::Visitor, &posted.once, move |act| {
        let branch = act.branch();
        let (id, member) = opened(act.conn(), branch, &key)?;
        if posted.form.stays_away.is_empty() {
            answering::comes(act, id, member)?;
        } else {
            answering::stays_away(act, id, member)?;
        }
        Ok(see(format!("/canvass/coming/{key}")))
    })
    .await
}
