//! The registers that councils supply, and the doors and electors in them.
//!
//! A file is read, shown, and loaded only when the coordinator says so, with the ground on which the branch holds it and
//! the day on which it is destroyed. An entry of a register is not a person: numbers are given out anew every
//! year. Whoever stands behind the same door by the same name is taken for the same person (`persons.rs`), so that what she said
//! stays hers.

mod door;
mod households;
mod pages;
mod persons;
mod register_file;
mod rules;
mod store;

pub use door::{Door, Elector};
pub use pages::{note_look, routes, samples};
pub use register_file::{Basis, Fate, RegisterFile, State, Terms};
pub use rules::{NoLoad, may_be_held, may_be_loaded, may_load, may_read, usual_end};
pub use store::{
    Compared, District, InForce, Now, apply_update, bar, compared, count_electors, destroy, districts, districts_in_force,
    doors_in, doors_of_register, doors_with_places, due_for_destruction, electors_at, entries_in, file_of, find_doors,
    find_register, forget_places, in_force, in_force_of, keep_until, load, loaded, loaded_before, note_destruction, note_told,
    place_doors, registers, send_in, send_through, throw_away, to_tell_of, unbar, undo, updates_after, uprns, waiting_since,
};

use crate::{audit::Act, branch, canvassing::register, db::RegisterId, web::Problem};

/// Reads a register's bytes and loads it in one go, as the preview and its button do in two.
///
/// # Errors
/// What [`may_read`] and [`may_load`] refuse, and what the database says.
pub fn take_in(act: &mut Act<'_>, file_name: &str, bytes: Vec<u8>, terms: &Terms) -> Result<RegisterId, Problem> {
    let body = act.branch();
    let branch = branch::find(act.conn(), body)?;
    let read = register::read(&bytes).map_err(NoLoad::from)?;
    may_read(&read, None)?;
    may_be_loaded(&read)?;
    may_be_held(&read, terms.basis)?;
    may_load(branch.kind, terms, branch.date_of(act.at()))?;
    let id = send_through(act, file_name, &bytes, &read)?;
    load(act, id, &read, terms, &|_| {})?;
    Ok(id)
}
