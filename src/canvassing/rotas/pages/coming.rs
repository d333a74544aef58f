//! Coming along, and not coming after all; asking members to come; calling a shift off.

use super::super::{answering, asking, notices, rules, store};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    branch,
    db::ShiftId,
    members::SignedInMember,
    render::words::plural,
    web::{Answer, Desk, Nothing, Posted, see},
};
use actix_web::web::{self, Path, ServiceConfig};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/place", web::post().to(come))
        .route("/canvass/shifts/{shift}/place/return", web::post().to(stay_away))
        .route("/canvass/shifts/{shift}/asking", web::post().to(ask))
        .route("/canvass/shifts/{shift}/calling-off", web::post().to(call_off));
}

async fn come(desk: Desk, who: SignedInMember, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let shift = answering::comes(act, *id, member)?;
        Ok(see(shift.path()).saying("You are coming. A mail with time and place is on its way."))
    })
    .await
}

async fn stay_away(desk: Desk, who: SignedInMember, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let shift = answering::stays_away(act, *id, member)?;
        Ok(see(shift.path()).saying("Your place is given back. Thank you for saying so in time."))
    })
    .await
}

async fn ask(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let body = act.branch();
        let branch = branch::find(act.conn(), body)?;
        let asked = asking::ask(act, &branch, *id)?;
        let words =
            format!("{} asked by mail. One tap there says that they come.", plural(asked as i128, "member is", "members are"));
        Ok(see(format!("/canvass/shifts/{}", *id)).saying(words))
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
