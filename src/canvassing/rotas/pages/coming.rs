//! Coming along, and not coming after all; calling a shift off.

use super::super::{notices, rules, store};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    db::ShiftId,
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, see},
};
use actix_web::web::{self, Path, ServiceConfig};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/place", web::post().to(come))
        .route("/canvass/shifts/{shift}/place/return", web::post().to(stay_away))
        .route("/canvass/shifts/{shift}/calling-off", web::post().to(call_off));
}

async fn come(desk: Desk, who: SignedInMember, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let shift = store::find(act.conn(), branch, *id)?;
        let is_coming = store::coming_to(act.conn(), branch, shift.id)?.contains(&member);
        rules::may_come(&shift, is_coming, act.at().0)?;
        store::take_place(act, shift.id, member)?;
        notices::place_taken(act, &shift, member)?;
        Ok(see(shift.path()).saying("You are coming. A mail with time and place is on its way."))
    })
    .await
}

async fn stay_away(desk: Desk, who: SignedInMember, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let shift = store::find(act.conn(), branch, *id)?;
        let is_coming = store::coming_to(act.conn(), branch, shift.id)?.contains(&member);
        rules::may_stay_away(&shift, is_coming, act.at().0)?;
        store::leave(act, shift.id, member)?;
        if store::has_offered(act.conn(), branch, shift.id, member)? {
            store::withdraw_offer(act, shift.id, member)?;
        }
        Ok(see(shift.path()).saying("Your place is given back. Thank you for saying so in time."))
    })
    .await
}

async fn call_off(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let shift = store::find(act.conn(), branch, *id)?;
        rules::is_open(&shift, act.at().0)?;
        let coming = store::coming_to(act.conn(), branch, shift.id)?;
        store::call_off(act, shift.id)?;
        notices::called_off(act, &shift, &coming)?;
        Ok(see("/canvass/shifts").saying("The shift is called off, and everybody who wanted to come is told by mail."))
    })
    .await
}
