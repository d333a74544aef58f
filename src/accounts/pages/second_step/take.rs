//! Taking the second step: the figures that the app shows, or a recovery code.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::{
            SignedIn,
            rules::NoStep,
            session::session_cookie,
            store,
            trial::{self, Trial},
        },
        here,
    },
    is_asked,
};
use crate::{
    render::Page,
    web::{Answer, Desk, Faults, Filled, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/second-step", web::get().to(show)).route("/second-step/tries", web::post().to(take));
}

/// "One more step": the figures from the app.
#[derive(Debug, Serialize)]
pub struct TakePage {
    form: Filled,
}

impl Page for TakePage {
    const TEMPLATE: &'static str = "accounts/second_step.html";
    fn title(&self) -> String {
        "The second step".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::with([("to", "/members".into())]).but(Faults::at("code", NoStep::WrongCode.to_string()));
        vec![TakePage { form: Filled::default() }, TakePage { form: wrong }]
    }
}

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    pub to: String,
}

async fn show(desk: Desk, who: SignedIn, back: Query<Back>) -> Answer {
    is_asked(&who)?;
    let (account, to) = (who.account, here(&back.to).to_owned());
    if desk.look(move |look| Ok(store::second_step(look.conn, account)?)).await?.is_none() {
        let onward = serde_html_form::to_string([("to", to)]).unwrap_or_default();
        return Ok(desk.go(&see(format!("/second-step/new?{onward}"))));
    }
    desk.page(move |_| Ok(TakePage { form: Filled::with([("to", to)]) })).await
}

#[derive(Deserialize)]
struct Try {
    #[serde(default)]
    code: String,
    #[serde(default)]
    to: String,
}

async fn take(desk: Desk, who: SignedIn, posted: Posted<Try>) -> Answer {
    is_asked(&who)?;
    let (typed, to, visitor) = (posted.typed(), here(&posted.form.to).to_owned(), who.0.clone());
    match desk.deed(who.actor(), move |act| trial::tried(act, &visitor, &posted.form.code)).await? {
        Trial::Taken(token) => Ok(desk.go(&see(to).with_cookie(session_cookie(desk.cookies(), token)))),
        Trial::Not(refusal) => {
            let faults = Faults::at("code", refusal.to_string());
            desk.again(typed, faults, |_, form| Ok(TakePage { form })).await
        }
    }
}
