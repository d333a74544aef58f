//! A copy of everything that is held of a member: taken by herself at once, or by an officer for somebody who asked.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use serde::Serialize;
use serde_json::json;

use super::super::copy::Copy;
use crate::{
    accounts::{self, Holding, ManageMembers},
    audit::Scribe,
    db::MemberId,
    members::{self, Member, Purpose, Shown, SignedInMember},
    render::Page,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, download},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/copy.zip", web::get().to(take))
        .route("/members/{member}/copy", web::get().to(show))
        .route("/members/{member}/copy", web::post().to(take_for).wrap(from_fn(accounts::weighty)));
}

const ZIP: &str = "application/zip";

async fn take(desk: Desk, who: SignedInMember) -> Answer {
    let scribe = desk.scribe().clone();
    let file = desk.look(move |look| packed(look, &scribe, &who.member)).await?;
    Ok(download("everything-held.zip", ZIP, file))
}

fn packed(look: &mut Look<'_>, scribe: &Scribe, member: &Member) -> Result<Vec<u8>, Problem> {
    let made_on = look.today();
    let vault = scribe.vault().map_err(Problem::broken)?;
    let copy = Copy::of(look.conn, vault, &look.branch, member, made_on)?;
    let shown = json!({ "copy": copy });
    let page = scribe.templates().text("privacy/copy.html", look.branch.zone, &shown).map_err(Problem::broken)?;
    copy.packed(&page).map_err(Problem::broken)
}

/// Before an officer takes a copy for somebody.
#[derive(Debug, Serialize)]
pub struct CopyPage {
    id: MemberId,
    name: String,
    can_sign_in: bool,
}

impl Page for CopyPage {
    const TEMPLATE: &'static str = "privacy/copying.html";

    fn title(&self) -> String {
        format!("A copy for {}", self.name)
    }

    fn samples() -> Vec<Self> {
        let page = |can_sign_in| CopyPage { id: MemberId::fresh(), name: "Łucja Khan".into(), can_sign_in };
        vec![page(true), page(false)]
    }
}

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| {
        let member = members::find(look.conn, look.branch.id, *id)?;
        Ok(CopyPage { id: member.id, name: member.name(), can_sign_in: member.account_id.is_some() })
    })
    .await
}

/// Hands an officer the copy, after the member can read who took it.
async fn take_for(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, _: Posted<Nothing>) -> Answer {
    let (id, scribe) = (*id, desk.scribe().clone());
    let member = desk.look(move |look| Ok(members::find(look.conn, look.branch.id, id)?)).await?;
    members::note_looks(&desk, &who, (Shown::Copy, Purpose::Copy), vec![id]).await?;
    let name = format!("everything-held-of-{}.zip", member.number);
    let file = desk.look(move |look| packed(look, &scribe, &member)).await?;
    Ok(download(&name, ZIP, file))
}
