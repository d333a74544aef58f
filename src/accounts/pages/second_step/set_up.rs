//! Setting the second step up: an app reads a picture and shows figures; the first of them prove that it works.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::{
            SignedIn,
            notices::{self, Told},
            qr::{self, Picture},
            rules,
            second_step::{AppKey, Typed},
            session::session_cookie,
            store,
        },
        here,
    },
    codes::CodesPage,
    is_asked,
    take::Back,
};
use crate::{
    audit::Act,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Posted, Problem, Proof, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/second-step/new", web::get().to(show)).route("/second-step/new", web::post().to(set_up));
}

/// "Set up your second step": the picture for the app, and the field for its first figures.
#[derive(Debug, Serialize)]
pub struct SetUpPage {
    picture: Option<Picture>,
    /// The address that opens an app on the same phone.
    link: Option<String>,
    key: String,
    form: Filled,
}

impl SetUpPage {
    fn of(key: &AppKey, branch: &str, called: &str, form: Filled) -> Self {
        let link = key.link(branch, called);
        Self { picture: link.as_deref().and_then(qr::picture), link, key: key.spelled(), form }
    }
}

impl Page for SetUpPage {
    const TEMPLATE: &'static str = "accounts/second_step_new.html";
    fn title(&self) -> String {
        "Set up your second step".into()
    }
    fn samples() -> Vec<Self> {
        let of = |form| SetUpPage::of(&AppKey::drawn(), "Northmoor", "Nadia Rahman", form);
        let wrong = Filled::default().but(Faults::at("code", NOT_THOSE));
        vec![of(Filled::default()), of(wrong)]
    }
}

const NOT_THOSE: &str = "Those are not the figures that this key shows now. Look at the app again, and whether the phone's clock \
                         is right; then type the six figures.";

async fn show(desk: Desk, who: SignedIn, back: Query<Back>) -> Answer {
    is_asked(&who)?;
    let visitor = who.0.clone();
    let now = desk.scribe().clock().now();
    if desk.look(move |look| Ok(store::second_step(look.conn, visitor.account)?)).await?.is_some() && !is_fresh(&who, now) {
        return Ok(desk.go(&see("/second-step?to=%2Fsecond-step%2Fnew")));
    }
    let (called, to) = (who.called.clone(), here(&back.to).to_owned());
    desk.page(move |look| Ok(SetUpPage::of(&AppKey::drawn(), &look.branch.name, &called, Filled::with([("to", to)])))).await
}

/// Whether an earlier second step may be replaced: it was taken just now.
fn is_fresh(who: &SignedIn, now: chrono::DateTime<chrono::Utc>) -> bool {
    matches!(who.proof, Proof::Taken(_)) && rules::is_fresh(who.proof, now)
}

#[derive(Deserialize)]
struct First {
    #[serde(default)]
    key: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    to: String,
}

async fn set_up(desk: Desk, who: SignedIn, posted: Posted<First>) -> Answer {
    is_asked(&who)?;
    let (typed, to, called) = (posted.typed(), here(&posted.form.to).to_owned(), who.called.clone());
    let key = AppKey::parse(&posted.form.key).ok_or(Problem::Garbled("no key".to_owned()))?;
    let (visitor, tried) = (who.0.clone(), key.clone());
    let begun = desk.deed(who.actor(), move |act| begin(act, &visitor, &tried, &posted.form.code)).await;
    match begun {
        Ok((codes, token)) => {
            let mut page = desk.page(move |_| Ok(CodesPage { codes, to })).await?;
            page.add_cookie(&session_cookie(desk.cookies(), token)).map_err(Problem::broken)?;
            Ok(page)
        }
        Err(Problem::Faults(faults)) => {
            desk.again(typed, faults, move |look, form| Ok(SetUpPage::of(&key, &look.branch.name, &called, form))).await
        }
        Err(problem) => Err(problem),
    }
}

/// Sets the second step up where these are the figures that an app with this key shows; gives back the recovery codes and what
/// the session's cookie carries from now on.
fn begin(act: &mut Act<'_>, visitor: &Visitor, key: &AppKey, typed: &str) -> Result<(Vec<String>, String), Problem> {
    let now = act.at().0;
    let replaces = store::second_step(act.conn(), visitor.account)?.is_some();
    if replaces && !is_fresh(&SignedIn(visitor.clone()), now) {
        return Err(Problem::SecondStepNeeded);
    }
    let window = match Typed::read(typed) {
        Typed::Figures(figures) => key.window_of(&figures, now),
        Typed::Recovery(_) => None,
    };
    let window = window.ok_or_else(|| Problem::Faults(Faults::at("code", NOT_THOSE)))?;
    let codes = store::set_up(act, visitor.account, key, window)?;
    notices::told(act, visitor.account, &Told::SecondStepSetUp)?;
    Ok((codes, store::prove_session(act, visitor.session)?))
}
