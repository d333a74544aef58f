//! A monthly update: what it would do, then doing all of it at once.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    rules::{self, NoUpdate},
    updating::{self, Prepared},
};
use super::registers::sample_file;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    canvassing::{
        electors::{self, Fate, InForce, RegisterFile, State},
        register::{self, Change, Entry, Net, Register},
    },
    db::{DoorId, RegisterId},
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Nothing, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/registers/{register}/update", web::get().to(show))
        .route("/canvass/registers/{register}/update", web::post().to(apply));
}

/// Changes of one kind shown one by one; the rest is a number.
const SHOWN: usize = 50;

/// One elector's change.
#[derive(Debug, Clone, Serialize)]
struct Line {
    number: String,
    /// "Ana Smith, 1 Mill Lane"; nothing for somebody new.
    before: String,
    /// Nothing for somebody who goes.
    after: String,
    /// Amended, but never listed before: an earlier update was missed.
    is_unknown: bool,
}

/// The changes of one kind.
#[derive(Debug, Serialize)]
struct Part {
    title: &'static str,
    number: usize,
    lines: Vec<Line>,
    more: usize,
}

/// A row that is left out, and why.
#[derive(Debug, Serialize)]
struct LeftOut {
    row: u64,
    words: String,
}

/// "Update of 3 March".
#[derive(Debug, Serialize)]
pub struct UpdatePage {
    file: RegisterFile,
    layout: &'static str,
    encoding: String,
    rows: usize,
    parts: Vec<Part>,
    changes: usize,
    ignored: usize,
    unknown: usize,
    left_out: Vec<LeftOut>,
    more_left_out: usize,
    ground: &'static str,
    destroy_on: chrono::NaiveDate,
}

impl Page for UpdatePage {
    const TEMPLATE: &'static str = "canvassing/register_update.html";
    fn title(&self) -> String {
        format!("Update {}", self.file.file_name)
    }
    fn samples() -> Vec<Self> {
        let line = |is_unknown| Line {
            number: "NSB1-12".into(),
            before: "Ana Smith, 1 Mill Lane".into(),
            after: "Ana Jones, 1 Mill Lane".into(),
            is_unknown,
        };
        let page = |parts: Vec<Part>, left_out, more_left_out| Self {
            file: sample_file(Fate::Waiting),
            layout: "Xpress, monthly update",
            encoding: "windows-1252".into(),
            rows: 4,
            changes: parts.len(),
            parts,
            ignored: 1,
            unknown: 1,
            left_out,
            more_left_out,
            ground: "Supplied to us as a registered party",
            destroy_on: chrono::NaiveDate::default(),
        };
        let part = |more| Part { title: "Changed", number: 2 + more, lines: vec![line(false), line(true)], more };
        let left = LeftOut { row: 3, words: "NSB1-4 is to be deleted but the register does not have this number".into() };
        vec![page(vec![part(0), part(3)], vec![left], 2), page(Vec::new(), Vec::new(), 0)]
    }
}

impl UpdatePage {
    fn of(file: RegisterFile, prepared: &Prepared, addresses: &HashMap<DoorId, String>) -> Self {
        let unknown = &prepared.outcome.unknown;
        let line = |net: &Net| {
            let before = prepared.known.get(net.elector()).map(|known| standing(known, addresses)).unwrap_or_default();
            let after = net.listed().map(listed).unwrap_or_default();
            let is_unknown = net.listed().is_some_and(|entry| unknown.contains(&entry.row));
            Line { number: net.elector().to_string(), before, after, is_unknown }
        };
        let kinds = [
            (Change::Create, "New"),
            (Change::Amend, "Changed"),
            (Change::Delete, "Gone"),
            (Change::CreateAndDelete, "Number given to somebody else"),
        ];
        let part = |(change, title): (Change, &'static str)| {
            let of_kind: Vec<&Net> = prepared.net.iter().filter(|net| net.change() == change).collect();
            let lines = of_kind.iter().take(SHOWN).map(|net| line(net)).collect();
            Part { title, number: of_kind.len(), lines, more: of_kind.len().saturating_sub(SHOWN) }
        };
        let problems = &prepared.outcome.problems;
        let left_out = problems.iter().take(SHOWN).map(|each| LeftOut { row: each.row, words: each.reason.to_string() });
        Self {
            file,
            layout: super::super::preview::words_for(prepared.changes.layout),
            encoding: prepared.changes.encoding.to_string(),
            rows: prepared.changes.rows,
            parts: kinds.into_iter().map(part).filter(|part| part.number > 0).collect(),
            changes: prepared.net.len(),
            ignored: prepared.outcome.ignored.len(),
            unknown: unknown.len(),
            left_out: left_out.collect(),
            more_left_out: problems.len().saturating_sub(SHOWN),
            ground: prepared.terms.basis.words(),
            destroy_on: prepared.terms.destroy_on,
        }
    }
}

fn standing(known: &InForce, addresses: &HashMap<DoorId, String>) -> String {
    let address = known.door.and_then(|door| addresses.get(&door)).map_or("no address", String::as_str);
    format!("{} {}, {address}", known.entry.name.forenames, known.entry.name.surname).trim().to_owned()
}

fn listed(entry: &Entry) -> String {
    let address = entry.address.to_string();
    let address = if address.is_empty() { "no address" } else { &address };
    format!("{} {}, {address}", entry.name.forenames, entry.name.surname).trim().to_owned()
}

/// The update that waits under this id.
fn waiting(look: &mut Look<'_>, id: RegisterId) -> Result<(RegisterFile, Register), Problem> {
    let branch = look.branch.id;
    let file = electors::find_register(look.conn, branch, id)?;
    if file.state != State::Waiting {
        return Err(rules::NoChange::NotWaiting.into());
    }
    let bytes = electors::file_of(look.conn, branch, id)?;
    let read = register::read(&bytes).map_err(Problem::broken)?;
    if read.layout.is_update() { Ok((file, read)) } else { Err(NoUpdate::FullRegister.into()) }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, id: Path<RegisterId>) -> Answer {
    desk.page(move |look| {
        let branch = look.branch.id;
        let (file, read) = waiting(look, *id)?;
        let prepared = updating::prepare(look.conn, branch, read)?;
        let doors: Vec<DoorId> =
            prepared.net.iter().filter_map(|net| prepared.known.get(net.elector()).and_then(|known| known.door)).collect();
        let doors = electors::find_doors(look.conn, branch, &doors)?;
        let addresses = doors.into_iter().map(|door| (door.id, door.address())).collect();
        Ok(UpdatePage::of(file, &prepared, &addresses))
    })
    .await
}

/// Prepared anew inside the act: a register that came in meanwhile may have changed what the update meets.
async fn apply(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<RegisterId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act_on(who.actor(), &posted.once, move |look| waiting(look, id), move |act, (_, read)| applied(act, id, read)).await
}

fn applied(act: &mut Act<'_>, id: RegisterId, read: Register) -> Result<See, Problem> {
    let branch = act.branch();
    rules::may_settle(electors::find_register(act.conn(), branch, id)?.state)?;
    let prepared = updating::prepare(act.conn(), branch, read)?;
    if prepared.net.is_empty() {
        return Err(NoUpdate::NoChange.into());
    }
    electors::apply_update(act, id, &prepared.changes, &prepared.net, &prepared.ids(), &prepared.terms)?;
    let mut words = format!("{} applied.", plural(prepared.net.len() as i128, "change is", "changes are"));
    if !prepared.outcome.problems.is_empty() {
        words +=
            &format!(" {} left out, as shown before.", plural(prepared.outcome.problems.len() as i128, "row is", "rows are"));
    }
    Ok(see("/canvass/registers").saying(words).with_undo(format!("/canvass/registers/{id}/undoing"), "Take it back"))
}
