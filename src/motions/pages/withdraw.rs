//! Taking a motion back.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{Motion, rules, store};
use crate::{
    audit::Act,
    db::MotionId,
    meetings::{self, Meeting},
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, Problem, see},
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
        take_off_agenda(act, &motion, meeting.as_ref())?;
        Ok(see(motion.href()).saying("The motion is withdrawn."))
    })
    .await
}

/// What is withdrawn does not stand on the agenda.
fn take_off_agenda(act: &mut Act<'_>, motion: &Motion, meeting: Option<&Meeting>) -> Result<(), Problem> {
    let (branch, Some(meeting)) = (act.branch(), meeting) else { return Ok(()) };
    match meetings::item_for_link(act.conn(), branch, meeting.id, &motion.href())? {
        Some(item) => meetings::remove_item(act, item.id),
        None => Ok(()),
    }
}
