//! Saying that one could come to a shift, and that one could not after all; the rota gives the places.

use super::super::{rota::Offer, rules, store};
use crate::{
    db::ShiftId,
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, see},
};
use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/offer", web::post().to(offer))
        .route("/canvass/shifts/{shift}/offer/return", web::post().to(withdraw));
}

#[derive(Deserialize)]
struct Offering {
    #[serde(default)]
    drives: Option<String>,
    #[serde(default)]
    needs_level_ground: Option<String>,
}

async fn offer(desk: Desk, who: SignedInMember, id: Path<ShiftId>, posted: Posted<Offering>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let shift = store::find(act.conn(), branch, *id)?;
        let is_coming = store::coming_to(act.conn(), branch, shift.id)?.contains(&member);
        let has_offered = store::has_offered(act.conn(), branch, shift.id, member)?;
        rules::may_offer(&shift, is_coming, has_offered, act.at().0)?;
        let Offering { drives, needs_level_ground } = &posted.form;
        let (drives, needs_level_ground) = (drives.is_some(), needs_level_ground.is_some());
        store::offer(act, &Offer { shift: shift.id, member, drives, needs_level_ground })?;
        Ok(see(shift.path()).saying("Noted: you could come. You hear by mail when the places are given."))
    })
    .await
}

async fn withdraw(desk: Desk, who: SignedInMember, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let shift = store::find(act.conn(), branch, *id)?;
        rules::is_open(&shift, act.at().0)?;
        store::withdraw_offer(act, shift.id, member)?;
        Ok(see(shift.path()).saying("Noted: you cannot come. Thank you for saying so."))
    })
    .await
}
