//! Choosing between a practice branch and one's own, and founding it.

mod own;
mod practice;
mod welcome;

use actix_web::web::{self, ServiceConfig};

use crate::{
    accounts::{self, Entrance},
    audit::Actor,
    branch,
    db::AccountId,
    render::{RenderError, Templates},
    web::{Answer, Desk, Problem, WayOn, see},
};

pub fn routes(to: &mut ServiceConfig) {
    welcome::routes(to);
    own::routes(to);
    practice::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<welcome::WelcomePage>()?;
    pages.extend(templates.check::<own::OwnPage>()?);
    pages.extend(templates.check::<practice::CastPage>()?);
    Ok(pages)
}

/// Lets in whoever holds the console's link.
fn holds_link(desk: &Desk, token: &str) -> Result<(), Problem> {
    if desk.is_first_run(token) { Ok(()) } else { Err(Problem::NotFound) }
}

/// Lets in whoever holds the console's link while there is no branch; later the link only leads home.
async fn first_run(desk: &Desk, token: String) -> Result<String, Problem> {
    holds_link(desk, &token)?;
    let scribe = desk.scribe().clone();
    let founded =
        web::block(move || scribe.read::<_, Problem>(|conn| Ok(branch::count(conn)?))).await.map_err(Problem::broken)??;
    if founded > 0 { Err(founded_already()) } else { Ok(token) }
}

fn founded_already() -> Problem {
    Problem::Refused {
        words: "A branch was founded here already, so this link has done its work.".into(),
        way_on: vec![WayOn::to("/", "Go to the branch"), WayOn::to("/sign-in", "Sign in")],
    }
}

/// Signs the person in on this browser and sends them on.
async fn enter(desk: &Desk, account: AccountId, to: &'static str, words: &'static str) -> Answer {
    let cookies = desk.cookies();
    let scribe = desk.scribe().clone();
    let token = web::block(move || {
        let branch = scribe.read::<_, Problem>(|conn| Ok(accounts::find(conn, account)?.branch_id))?;
        scribe.act::<_, Problem>(branch, Actor::Account(account), |act| {
            Ok(accounts::start_session(act, account, &Entrance::trusted("this browser"))?)
        })
    });
    let token = token.await.map_err(Problem::broken)??;
    Ok(desk.go(&see(to).saying(words).with_cookie(accounts::session_cookie(cookies, token))))
}
