//! Where one is signed in, and ending it there; the second step of whoever holds an office.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    SignedIn,
    store::{self, Device},
};
use crate::{
    clock::Clock,
    db::{Instant, SessionId},
    render::Page,
    web::{Answer, Desk, Nothing, Posted, Proof, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/sessions", web::get().to(list))
        .route("/me/sessions/endings", web::post().to(end_others))
        .route("/me/sessions/{session}/end", web::post().to(end));
}

/// "Where you are signed in".
#[derive(Debug, Serialize)]
pub struct DevicesPage {
    devices: Vec<Device>,
    this_one: SessionId,
    step: StepLine,
    set_up_at: Option<Instant>,
    codes_left: i64,
}

/// What the page says of the second step.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum StepLine {
    NotAsked,
    Missing,
    SetUp,
}

impl Page for DevicesPage {
    const TEMPLATE: &'static str = "accounts/devices.html";
    fn title(&self) -> String {
        "Where you are signed in".into()
    }
    fn samples() -> Vec<Self> {
        let now = Instant::from(Clock::of_the_machine().now());
        let this_one = SessionId::fresh();
        let device = |id, name: &str, from: &str| Device {
            id,
            device: name.into(),
            network: from.into(),
            started_at: now,
            last_seen_at: now,
        };
        let mine = device(this_one, "Safari on iPhone", "203.0.113.9");
        let both = vec![mine.clone(), device(SessionId::fresh(), "Firefox on Linux", "2001:db8:1:2::")];
        let page = |devices, step| DevicesPage { devices, this_one, step, set_up_at: Some(now), codes_left: 7 };
        vec![page(vec![mine.clone()], StepLine::NotAsked), page(vec![mine], StepLine::Missing), page(both, StepLine::SetUp)]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    desk.page(move |look| {
        let set_up = store::second_step(look.conn, who.account)?;
        let step = match &set_up {
            _ if who.proof == Proof::NotAsked => StepLine::NotAsked,
            None => StepLine::Missing,
            Some(_) => StepLine::SetUp,
        };
        Ok(DevicesPage {
            devices: store::devices(look.conn, who.account)?,
            this_one: who.session,
            step,
            set_up_at: set_up.map(|step| step.set_up_at),
            codes_left: store::codes_left(look.conn, who.account)?,
        })
    })
    .await
}

async fn end_others(desk: Desk, who: SignedIn, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        store::end_other_sessions(act, who.session, who.account)?;
        Ok(see("/me/sessions").saying("You are signed out everywhere but here."))
    })
    .await
}

async fn end(desk: Desk, who: SignedIn, session: Path<SessionId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        store::end_session(act, *session, who.account)?;
        Ok(see("/me/sessions").saying("That device is signed out."))
    })
    .await
}
