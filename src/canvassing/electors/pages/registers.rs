//! "Registers": which ones the branch holds, and sending a new one in.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::{
    RegisterFile,
    rules::{NoLoad, may_read},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::register,
    db::{Instant, RegisterId},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Problem, Uploaded, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/registers", web::get().to(list)).route("/canvass/registers", web::post().to(send));
}

/// "Registers".
#[derive(Debug, Serialize)]
pub struct RegistersPage {
    registers: Vec<RegisterFile>,
    loaded: usize,
    form: Filled,
}

impl Page for RegistersPage {
    const TEMPLATE: &'static str = "canvassing/registers.html";
    fn title(&self) -> String {
        "Registers".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("file", NoLoad::NoFile.to_string()));
        let files = super::super::State::ALL.iter().map(|state| sample_file(*state)).collect();
        vec![Self::of(Vec::new(), wrong), Self::of(files, Filled::default())]
    }
}

impl RegistersPage {
    fn of(registers: Vec<RegisterFile>, form: Filled) -> Self {
        let loaded = registers.iter().filter(|each| each.state == super::super::State::Loaded).count();
        Self { registers, loaded, form }
    }
}

/// A file as samples show it.
pub fn sample_file(state: super::super::State) -> RegisterFile {
    use super::super::{Basis, State};
    let at = Instant::from("2026-11-23T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
    RegisterFile {
        id: RegisterId::fresh(),
        file_name: "register.csv".into(),
        state,
        layout: "x13".into(),
        rows_read: 8754,
        electors: 8754,
        basis: (state != State::Waiting).then_some(Basis::Party),
        destroy_on: (state != State::Waiting).then(|| at.date_naive()),
        sent_at: at,
        settled_at: (state != State::Waiting).then_some(at),
    }
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<RegistersPage, Problem> {
    Ok(RegistersPage::of(store::registers(look.conn, look.branch.id)?, form))
}

async fn list(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(|look| page(look, Filled::default())).await
}

/// Reads the file and shows what is in it; nothing is loaded yet.
async fn send(desk: Desk, who: Holding<CoordinateCanvass>, sent: Uploaded) -> Answer {
    let Uploaded { file_name, bytes, once, .. } = sent;
    let answer = desk
        .act(who.actor(), &once, move |act| {
            if file_name.is_empty() {
                return Err(NoLoad::NoFile.into());
            }
            let body = act.branch();
            let branch = crate::branch::find(act.conn(), body)?;
            let read = register::read(&bytes).map_err(NoLoad::from)?;
            let loaded = store::loaded_before(act.conn(), branch.id, &bytes)?;
            may_read(&read, loaded.map(|at| branch.date_of(at)))?;
            let id = store::send_in(act, &file_name, bytes, &read)?;
            Ok(see(format!("/canvass/registers/{id}")))
        })
        .await;
    desk.or_again(answer, Filled::default(), page).await
}
