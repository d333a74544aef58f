//! Seconding an amendment: one tap by any member but its mover.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{amendment::Place, course};
use crate::{
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/amendments/{amendment}/seconding", web::post().to(second));
}

async fn second(desk: Desk, who: SignedInMember, place: Path<Place>, posted: Posted<Nothing>) -> Answer {
    let (place, member) = (*place, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let seconded = course::second(act, place, member)?;
        Ok(see(seconded.href()).saying(format!("You have seconded amendment {}.", seconded.number)))
    })
    .await
}
