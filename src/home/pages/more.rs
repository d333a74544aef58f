//! Everywhere one can go: what a phone's bar has no room for.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use crate::{
    accounts::SignedIn,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/more", web::get().to(show));
}

/// "Everywhere"; its links are those of the rail.
#[derive(Debug, Serialize)]
pub struct MorePage {}

impl Page for MorePage {
    const TEMPLATE: &'static str = "home/more.html";
    fn title(&self) -> String {
        "Everywhere".into()
    }
    fn samples() -> Vec<Self> {
        vec![MorePage {}]
    }
}

async fn show(desk: Desk, _: SignedIn) -> Answer {
    desk.page(|_| Ok(MorePage {})).await
}
