//! Where one is signed in, and ending it there.

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
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/sessions", web::get().to(list)).route("/me/sessions/{session}/end", web::post().to(end));
}

/// "Where you are signed in".
#[derive(Debug, Serialize)]
pub struct DevicesPage {
    devices: Vec<Device>,
    this_one: SessionId,
}

impl Page for DevicesPage {
    const TEMPLATE: &'static str = "accounts/devices.html";
    fn title(&self) -> String {
        "Where you are signed in".into()
    }
    fn samples() -> Vec<Self> {
        let now = Instant::from(Clock::of_the_machine().now());
        let this_one = SessionId::fresh();
        let device = |id, name: &str| Device { id, device: name.into(), started_at: now, last_seen_at: now };
        vec![DevicesPage { devices: vec![device(this_one, "iPhone"), device(SessionId::fresh(), "Linux")], this_one }]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    desk.page(move |look| Ok(DevicesPage { devices: store::devices(look.conn, who.account)?, this_one: who.session })).await
}

async fn end(desk: Desk, who: SignedIn, session: Path<SessionId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        store::end_session(act, *session, who.account)?;
        Ok(see("/me/sessions").saying("That device is signed out."))
    })
    .await
}
