//! One's own page: what the branch knows, whether one may vote, and where one is signed in.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    super::{
        SignedInMember, store,
        welcoming::{self, Welcome},
    },
    person::Contact,
    portrait::Portrait,
};
use crate::{
    db::MemberId,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me", web::get().to(me));
}

/// "You may vote at a meeting held today."
#[derive(Debug, Serialize)]
pub struct MePage {
    head: String,
    who: Portrait,
    contact: Contact,
    /// Who is to welcome somebody who joined, and by when.
    welcome: Option<Welcomed>,
}

/// Somebody who will get in touch.
#[derive(Debug, Serialize)]
struct Welcomed {
    name: String,
    by: NaiveDate,
}

impl Page for MePage {
    const TEMPLATE: &'static str = "me/me.html";

    fn title(&self) -> String {
        "Your own page".into()
    }

    fn samples() -> Vec<Self> {
        let page = |is_yes, email| {
            let who = Portrait::sample(is_yes);
            let welcome = is_yes.then(|| Welcomed { name: "Tom Lewis".into(), by: NaiveDate::default() });
            MePage { head: who.verdict("You may", "You may not"), who, contact: Contact::sample(email), welcome }
        };
        vec![page(true, Some("lucja@example.org")), page(false, None)]
    }
}

async fn me(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| {
        let today = look.today();
        let portrait = Portrait::of(look.conn, &look.branch, &who.member, today)?;
        let (head, contact) = (portrait.verdict("You may", "You may not"), Contact::of(&who.member));
        let welcome = welcomed(look, who.member.id)?;
        Ok(MePage { head, who: portrait, contact, welcome })
    })
    .await
}

/// Who is still to speak with this member.
fn welcomed(look: &mut Look<'_>, member: MemberId) -> Result<Option<Welcomed>, Problem> {
    let welcome = welcoming::welcome_of(look.conn, look.branch.id, member)?.filter(|welcome| welcome.spoke_on.is_none());
    let Some(Welcome { welcomer, speak_by, .. }) = welcome else { return Ok(None) };
    let named = store::names(look.conn, look.branch.id, &[welcomer])?;
    Ok(named.get(&welcomer).map(|name| Welcomed { name: name.clone(), by: speak_by }))
}
