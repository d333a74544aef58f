//! The rulebook in force, every rule with its clause, for every member to read.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use crate::{
    accounts::SignedIn,
    render::Page,
    rulebook::ClauseLine,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/rulebook", web::get().to(show));
}

/// "Our rules".
#[derive(Debug, Serialize)]
pub struct RulebookPage {
    lines: Vec<ClauseLine>,
}

impl Page for RulebookPage {
    const TEMPLATE: &'static str = "admin/rulebook.html";
    fn title(&self) -> String {
        "Our rules".into()
    }
    fn samples() -> Vec<Self> {
        let line = ClauseLine {
            what: "Notice of a general meeting".into(),
            value: "7 clear days".into(),
            clause: "Model rules, ch. 15".into(),
        };
        vec![RulebookPage { lines: vec![line] }]
    }
}

async fn show(desk: Desk, _: SignedIn) -> Answer {
    desk.page(|look| Ok(RulebookPage { lines: look.branch.rulebook.clauses() })).await
}
