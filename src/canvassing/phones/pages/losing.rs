//! A phone is lost: it is cut off, and let in again when it turns up. What it sent meanwhile is counted or left out.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{
    rules::{self, NoPhone},
    store::{self, Phone},
    taking_in,
};
use crate::{
    accounts::{CoordinateCanvass, Holding, SignedIn},
    audit::Act,
    canvassing::contacts,
    db::{PhoneId, RoundId},
    render::words::plural,
    web::{Answer, Desk, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/phones/{phone}/cutting-off", web::post().to(cut_off))
        .route("/canvass/rounds/{round}/phones/{phone}/letting-in", web::post().to(let_in))
        .route("/canvass/rounds/{round}/held/counting", web::post().to(count))
        .route("/canvass/rounds/{round}/held/leaving-out", web::post().to(leave_out));
}

fn find(act: &mut Act<'_>, round: RoundId, phone: PhoneId) -> Result<Phone, Problem> {
    let branch = act.branch();
    store::phone(act.conn(), branch, phone)?.filter(|phone| phone.round == round).ok_or(Problem::NotFound)
}

async fn cut_off(desk: Desk, who: SignedIn, at: Path<(RoundId, PhoneId)>, posted: Posted<Nothing>) -> Answer {
    let (round, phone) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let phone = find(act, round, phone)?;
        rules::may_cut_off(&phone.carrier(), who.account, contacts::is_coordinator(&who))?;
        store::cut_off(act, &phone)?;
        let back = see(format!("/canvass/rounds/{round}/log"))
            .saying("The phone is cut off. It forgets the names as soon as it asks.");
        Ok(back.with_undo(format!("/canvass/rounds/{round}/phones/{}/letting-in", phone.id), "Let it in again"))
    })
    .await
}

async fn let_in(desk: Desk, who: Holding<CoordinateCanvass>, at: Path<(RoundId, PhoneId)>, posted: Posted<Nothing>) -> Answer {
    let (round, phone) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let phone = find(act, round, phone)?;
        store::let_in(act, &phone)?;
        Ok(see(format!("/canvass/rounds/{round}/log")).saying("The phone is let in again."))
    })
    .await
}

async fn count(desk: Desk, who: Holding<CoordinateCanvass>, round: Path<RoundId>, posted: Posted<Nothing>) -> Answer {
    let round = *round;
    desk.act(who.actor(), &posted.once, move |act| {
        let counted = taking_in::count_held(act, round)?;
        let words = format!("{} counted.", plural(counted as i128, "result is", "results are"));
        Ok(see(format!("/canvass/rounds/{round}/log")).saying(words))
    })
    .await
}

async fn leave_out(desk: Desk, who: Holding<CoordinateCanvass>, round: Path<RoundId>, posted: Posted<Nothing>) -> Answer {
    let round = *round;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        if store::held_on(act.conn(), branch, round)?.is_empty() {
            return Err(NoPhone::NothingHeld.into());
        }
        let left = store::settle(act, round, "held-results.left-out")?;
        let words = format!("{} left out.", plural(left as i128, "result is", "results are"));
        Ok(see(format!("/canvass/rounds/{round}/log")).saying(words))
    })
    .await
}
