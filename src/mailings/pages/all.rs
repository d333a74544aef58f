//! What was written to members, newest first.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::{
    super::store::{self, Sent},
    sent::sample,
};
use crate::{
    accounts::{Holding, ManageMembers},
    members::{self, Way},
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/mailings", web::get().to(show));
}

const PAGE: &str = "/mailings";
/// So many stand on the page.
const MOST: i64 = 100;

/// "Write to members".
#[derive(Debug, Serialize)]
pub struct MailingsPage {
    ways: Vec<Way>,
    sent: Vec<Sent>,
}

impl Page for MailingsPage {
    const TEMPLATE: &'static str = "mailings/all.html";

    fn title(&self) -> String {
        "Write to members".into()
    }

    fn samples() -> Vec<Self> {
        let ways = || members::sample_ways(PAGE);
        vec![MailingsPage { ways: ways(), sent: vec![sample()] }, MailingsPage { ways: ways(), sent: Vec::new() }]
    }
}

async fn show(desk: Desk, _who: Holding<ManageMembers>) -> Answer {
    let ways = desk.visitor().map(|visitor| members::ways(visitor, PAGE)).unwrap_or_default();
    desk.page(move |look| Ok(MailingsPage { ways, sent: store::all(look.conn, look.branch.id, MOST)? })).await
}
