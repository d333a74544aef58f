//! What the phone asks for and sends by itself: the round to take along, and its log. Answers are data, not pages.

use actix_web::{
    HttpResponse, ResponseError,
    http::header,
    web::{self, Bytes, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use super::super::{
    bundle::{self, Bundle},
    event::{Batch, Receipt},
    rules, store, taking_in,
};
use crate::{
    accounts::SignedIn,
    canvassing::{contacts, electors},
    db::{PhoneId, RoundId},
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/phones", web::post().to(carry))
        .route("/canvass/rounds/{round}/events", web::post().to(receive));
}

#[derive(Deserialize)]
struct Carrier {
    phone: PhoneId,
}

async fn carry(desk: Desk, who: SignedIn, round: Path<RoundId>, body: Bytes) -> Answer {
    Ok(answered(carried(&desk, who, *round, &body).await))
}

/// The round as it is now. A phone that asks for the first time is noted, and who looks is noted as on every page with names.
async fn carried(desk: &Desk, who: SignedIn, round: RoundId, body: &[u8]) -> Result<Bundle, Problem> {
    let Carrier { phone } = read(body)?;
    let asking = who.clone();
    let is_known = desk
        .look(move |look| {
            let branch = look.branch.id;
            contacts::open(look.conn, branch, &asking, round, look.now)?;
            let known = store::phone(look.conn, branch, phone)?;
            known.as_ref().map(|known| rules::may_carry(&known.carrier(), round, asking.account)).transpose()?;
            Ok(known.is_some())
        })
        .await?;
    electors::note_look(desk, &who, format!("/canvass/rounds/{round}")).await?;
    if !is_known {
        let account = who.account;
        desk.deed(who.actor(), move |act| Ok(store::carry(act, phone, round, account)?)).await?;
    }
    desk.look(move |look| {
        let (branch, now) = (look.branch.id, look.now);
        let opened = contacts::open(look.conn, branch, &who, round, now)?;
        let bundle = bundle::pack(look.conn, branch, &opened, who.account, now)?;
        // A phone that has forgotten is not handed the names anew.
        if bundle.forget_at <= now { Err(rules::NoPhone::Over.into()) } else { Ok(bundle) }
    })
    .await
}

async fn receive(desk: Desk, who: SignedIn, round: Path<RoundId>, body: Bytes) -> Answer {
    Ok(answered(received(&desk, who, *round, &body).await))
}

async fn received(desk: &Desk, who: SignedIn, round: RoundId, body: &[u8]) -> Result<Receipt, Problem> {
    let batch: Batch = read(body)?;
    let (looked, asking) = (batch.clone(), who.clone());
    let settled = desk
        .look(move |look| {
            let reception = taking_in::receive(look.conn, look.branch.id, &asking, round, &looked, look.now)?;
            Ok((!reception.has_news(&looked)).then(|| reception.nothing_new(&looked)))
        })
        .await?;
    match settled {
        Some(receipt) => Ok(receipt),
        None => desk.deed(who.actor(), move |act| taking_in::take_in(act, &who, round, &batch)).await,
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|cause| Problem::Garbled(cause.to_string()))
}

/// An answer that the phone's page reads; why something is refused is said in the words that a page would say.
fn answered(done: Result<impl Serialize, Problem>) -> HttpResponse {
    match done {
        Ok(body) => HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(body),
        Err(problem) => {
            if let Problem::Broken(cause) = &problem {
                tracing::error!(%cause, "a phone could not be answered");
            }
            let status = problem.status_code();
            HttpResponse::build(status)
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .json(json!({ "words": problem.to_string() }))
        }
    }
}
