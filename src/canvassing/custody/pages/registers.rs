//! "Registers": which ones the branch holds, and sending a new one in.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::updating;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    branch,
    canvassing::{
        electors::{self, Basis, Fate, NoLoad, RegisterFile, State, may_read},
        register::{self, Register},
    },
    db::{Instant, RegisterId},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Problem, See, Uploaded, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/registers", web::get().to(list)).route("/canvass/registers", web::post().to(send));
}

/// A register and where it stands.
#[derive(Debug, Serialize)]
pub struct Held {
    file: RegisterFile,
    fate: Fate,
    is_update: bool,
}

/// "Registers".
#[derive(Debug, Serialize)]
pub struct RegistersPage {
    registers: Vec<Held>,
    in_force: usize,
    form: Filled,
}

impl Page for RegistersPage {
    const TEMPLATE: &'static str = "canvassing/registers.html";
    fn title(&self) -> String {
        "Registers".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("file", NoLoad::NoFile.to_string()));
        let fates = [Fate::Waiting, Fate::InForce, Fate::Replaced, Fate::TakenBack, Fate::Destroyed];
        let files = fates.map(|fate| Held { file: sample_file(fate), fate, is_update: fate == Fate::InForce }).into();
        vec![Self::of(Vec::new(), wrong), Self::of(files, Filled::default())]
    }
}

impl RegistersPage {
    fn of(registers: Vec<Held>, form: Filled) -> Self {
        let in_force = registers.iter().filter(|each| each.fate == Fate::InForce).count();
        Self { registers, in_force, form }
    }
}

/// A file as samples show it.
pub fn sample_file(fate: Fate) -> RegisterFile {
    let at = Instant::from("2026-11-23T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
    let is_settled = fate != Fate::Waiting;
    RegisterFile {
        id: RegisterId::fresh(),
        file_name: "register.csv".into(),
        state: match fate {
            Fate::Waiting => State::Waiting,
            Fate::TakenBack => State::Undone,
            Fate::InForce | Fate::Replaced | Fate::Destroyed => State::Loaded,
        },
        layout: "x13".into(),
        rows_read: 8754,
        electors: 8754,
        basis: is_settled.then_some(Basis::Party),
        destroy_on: is_settled.then(|| at.date_naive()),
        sent_at: at,
        settled_at: is_settled.then_some(at),
        destroyed_at: (fate == Fate::Destroyed).then_some(at),
    }
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<RegistersPage, Problem> {
    let branch = look.branch.id;
    let in_force = electors::in_force(look.conn, branch)?;
    let held = |file: RegisterFile| Held { fate: file.fate(in_force.contains(&file.id)), is_update: file.is_update(), file };
    Ok(RegistersPage::of(electors::registers(look.conn, branch)?.into_iter().map(held).collect(), form))
}

async fn list(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(|look| page(look, Filled::default())).await
}

/// Reads the file and shows what is in it; nothing is loaded yet.
async fn send(desk: Desk, who: Holding<CoordinateCanvass>, sent: Uploaded) -> Answer {
    let Uploaded { file_name, bytes, once, .. } = sent;
    let answer = desk.act_on(who.actor(), &once, move |_| read(file_name, bytes), keep).await;
    desk.or_again(answer, Filled::default(), page).await
}

/// A file that was read.
struct Sent {
    name: String,
    bytes: Vec<u8>,
    read: Register,
}

fn read(name: String, bytes: Vec<u8>) -> Result<Sent, Problem> {
    if name.is_empty() {
        return Err(NoLoad::NoFile.into());
    }
    let read = register::read(&bytes).map_err(NoLoad::from)?;
    Ok(Sent { name, bytes, read })
}

fn keep(act: &mut Act<'_>, sent: Sent) -> Result<See, Problem> {
    let body = act.branch();
    let branch = branch::find(act.conn(), body)?;
    let loaded = electors::loaded_before(act.conn(), branch.id, &sent.bytes)?;
    may_read(&sent.read, loaded.map(|at| branch.date_of(at)))?;
    if sent.read.layout.is_update() {
        updating::prepare(act.conn(), branch.id, sent.read.clone())?;
    }
    let id = electors::send_in(act, &sent.name, sent.bytes, &sent.read)?;
    Ok(see(format!("/canvass/registers/{id}")))
}
