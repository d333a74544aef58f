//! Somebody told an officer that they want no reminders; or that they want them again.

use actix_web::web::{self, Path, ServiceConfig};

use crate::{
    accounts::{Holding, RecordDues},
    branch,
    db::MemberId,
    members::{
        find,
        wishes::{self, Kind},
    },
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/dues/refusal", web::post().to(refuse))
        .route("/members/{member}/dues/refusal/undoing", web::post().to(want_again));
}

async fn refuse(desk: Desk, who: Holding<RecordDues>, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let name = find(act.conn(), branch.id, id)?.name();
        wishes::note(act, id, Kind::Dues, Some(branch.date_of(act.at())))?;
        let undo = format!("/members/{id}/dues/refusal/undoing");
        Ok(see("/members/dues#late").saying(format!("{name} gets no reminders.")).with_undo(undo, "Undo"))
    })
    .await
}

async fn want_again(desk: Desk, who: Holding<RecordDues>, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let name = find(act.conn(), branch, id)?.name();
        wishes::note(act, id, Kind::Dues, None)?;
        Ok(see("/members/dues#late").saying(format!("{name} gets reminders again.")))
    })
    .await
}
