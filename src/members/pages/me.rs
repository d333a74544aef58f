//! One's own page: what the branch knows, whether one may vote, and where one is signed in.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::{super::SignedInMember, person::Contact, portrait::Portrait};
use crate::{
    render::Page,
    web::{Answer, Desk},
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
}

impl Page for MePage {
    const TEMPLATE: &'static str = "me/me.html";

    fn title(&self) -> String {
        "Your own page".into()
    }

    fn samples() -> Vec<Self> {
        let page = |is_yes, email| {
            let who = Portrait::sample(is_yes);
            MePage { head: who.verdict("You may", "You may not"), who, contact: Contact::sample(email) }
        };
        vec![page(true, Some("lucja@example.org")), page(false, None)]
    }
}

async fn me(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| {
        let today = look.today();
        let portrait = Portrait::of(look.conn, &look.branch, &who.member, today)?;
        Ok(MePage { head: portrait.verdict("You may", "You may not"), who: portrait, contact: Contact::of(&who.member) })
    })
    .await
}
