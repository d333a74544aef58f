//! Taking a motion back.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{rules, store, withdrawing};
use crate::{
    db::MotionId,
    meetings,
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/withdrawal", web::post().to(withdraw));
}

async fn withdraw(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let motion = store::find(act.conn(), branch, *motion)?;
        let meeting = motion.meeting.map(|id| meetings::find(act.conn(), branch, id)).transpose()?;
        rules::may_withdraw(&motion, member, meeting.as_ref())?;
        store::withdraw(act, &motion)?;
        withdrawing::take_off_agenda(act, &motion)?;
        Ok(see(motion.href()).saying("The motion is withdrawn."))
    })
    .await
}
