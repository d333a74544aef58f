//! Seconding: one tap, or a polite no.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{course, store};
use crate::{
    db::MotionId,
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/seconding", web::post().to(second))
        .route("/motions/{motion}/seconding/refusal", web::post().to(decline));
}

async fn second(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let motion = store::find(act.conn(), branch, *motion)?;
        course::second(act, &motion, member)?;
        Ok(see(motion.href()).saying("You have seconded this motion. It goes to the secretary for the ruling."))
    })
    .await
}

async fn decline(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let motion = store::find(act.conn(), branch, *motion)?;
        course::decline(act, &motion, member)?;
        Ok(see(motion.href()).saying("The mover is told and can ask somebody else."))
    })
    .await
}
