//! The registers that councils supply, and the doors and electors in them.
//!
//! A file is read, shown, and loaded only when the coordinator says so, with the ground on which the branch holds it and
//! the day on which it is destroyed. An entry of a register is not a person: numbers are given out anew every year.

mod door;
mod households;
mod pages;
mod preview;
mod register_file;
mod rules;
mod store;

pub use door::{Door, Elector};
pub use pages::{note_look, routes, samples};
pub use register_file::{Basis, RegisterFile, State, Terms};
pub use rules::{NoLoad, may_load, may_read};
pub use store::{
    District, bar, count_electors, districts, doors_in, doors_listed, electors_at, find_doors, load, registers, send_in, unbar,
};

use crate::{
    audit::Act,
    branch,
    canvassing::register,
    db::{Instant, RegisterId},
    web::Problem,
};

/// Reads a register's bytes and loads it in one go, as the preview and its button do in two.
///
/// # Errors
/// What [`may_read`] and [`may_load`] refuse, and what the database says.
pub fn take_in(act: &mut Act<'_>, file_name: &str, bytes: Vec<u8>, terms: &Terms) -> Result<RegisterId, Problem> {
    let body = act.branch();
    let branch = branch::find(act.conn(), body)?;
    let read = register::read(&bytes).map_err(NoLoad::from)?;
    may_read(&read, None)?;
    may_load(branch.kind, terms, branch.date_of(act.at()))?;
    let id = send_in(act, file_name, bytes, &read)?;
    load(act, id, &read, terms)?;
    Ok(id)
}

/// The moment until which a waiting file may lie unread: it holds names and serves nobody.
pub fn stale_before(now: Instant) -> Instant {
    Instant::from(now.0 - rules::FILE_WAITS)
}
