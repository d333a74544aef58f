//! The first page of all, which the console's link opens.

use actix_web::{
    http::StatusCode,
    web::{self, Path, ServiceConfig},
};
use serde::Serialize;

use super::first_run;
use crate::{
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/start/{token}", web::get().to(welcome));
}

/// "Have a look round, or begin with your own branch."
#[derive(Debug, Serialize)]
pub struct WelcomePage {
    token: String,
}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "setup/welcome.html";
    fn title(&self) -> String {
        "Welcome to Wardmote".into()
    }
    fn samples() -> Vec<Self> {
        vec![WelcomePage { token: "abc".into() }]
    }
}

async fn welcome(desk: Desk, token: Path<String>) -> Answer {
    let token = first_run(&desk, token.into_inner()).await?;
    desk.render(StatusCode::OK, move |_| Ok(WelcomePage { token })).await
}
