//! Giving a round to a pair, and taking it back.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::{
    rules::{self, NoPlace},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::rounds,
    db::{MemberId, RoundId, ShiftId},
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/rounds", web::post().to(give))
        .route("/canvass/shifts/{shift}/rounds/{round}/return", web::post().to(take_back));
}

#[derive(Deserialize)]
struct Giving {
    #[serde(default)]
    round: String,
    #[serde(default)]
    members: Vec<String>,
}

async fn give(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Giving>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let shift = store::find(act.conn(), branch, *id)?;
        rules::is_open(&shift, act.at().0)?;
        let round: RoundId = posted.form.round.parse().map_err(|_| NoPlace::NoRound)?;
        let round = rounds::find(act.conn(), branch, round)?;
        let walkers: Vec<MemberId> = posted.form.members.iter().filter_map(|id| id.parse().ok()).collect();
        if walkers.is_empty() {
            return Err(NoPlace::NobodyChosen.into());
        }
        let coming = store::coming_to(act.conn(), branch, shift.id)?;
        if walkers.iter().any(|member| !coming.contains(member)) {
            return Err(NoPlace::SomebodyNotComing.into());
        }
        store::assign(act, shift.id, round.id, &walkers)?;
        let undo = format!("/canvass/shifts/{}/rounds/{}/return", shift.id, round.id);
        Ok(see(format!("{}#rounds", shift.path()))
            .saying(format!("{} is given out.", round.code))
            .with_undo(undo, "Take it back"))
    })
    .await
}

#[derive(Deserialize)]
struct Nothing {}

async fn take_back(
    desk: Desk,
    who: Holding<CoordinateCanvass>,
    at: Path<(ShiftId, RoundId)>,
    posted: Posted<Nothing>,
) -> Answer {
    let Nothing {} = posted.form;
    let (shift, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let (shift, round) = (store::find(act.conn(), branch, shift)?, rounds::find(act.conn(), branch, round)?);
        store::take_back(act, shift.id, round.id)?;
        Ok(see(format!("{}#rounds", shift.path())).saying(format!("{} is free again.", round.code)))
    })
    .await
}
