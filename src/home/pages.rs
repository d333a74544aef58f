//! The front page: one sentence that says what is due, then the rest.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use crate::{
    render::{Page, RenderError, Templates},
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/", web::get().to(home));
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    templates.check::<HomePage>()
}

/// The front page of whoever is signed in.
#[derive(Debug, Serialize)]
pub struct HomePage {
    called: String,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home/home.html";
    fn title(&self) -> String {
        "Home".into()
    }
    fn samples() -> Vec<Self> {
        vec![HomePage { called: "Nadia".into() }]
    }
}

async fn home(desk: Desk) -> Answer {
    let called = desk.visitor().ok_or(Problem::SignInNeeded)?.called.clone();
    desk.page(move |_| Ok(HomePage { called })).await
}
