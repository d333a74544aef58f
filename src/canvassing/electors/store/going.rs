//! A register going out: taken back, thrown away before it was loaded, or destroyed on its day.

use std::collections::HashSet;

use diesel::prelude::*;
use serde_json::json;

use super::{super::State, doors::IDS_AT_ONCE, replacing, updating};
use crate::{
    audit::Act,
    db::{
        DoorId, RegisterId,
        schema::{doors, electors, registers},
    },
};

/// Takes a register out again: its entries go, those before it are in force again, and its doors go where nobody else is
/// listed behind them and no published round (`cut`) has them.
pub fn undo(act: &mut Act<'_>, id: RegisterId, cut: &HashSet<DoorId>) -> QueryResult<()> {
    updating::restore(act, id)?;
    remove_entries(act, id)?;
    replacing::give_the_place_back(act, id)?;
    remove_doors(act, id, cut)?;
    replacing::settle_doors(act)?;
    close(act, id)?;
    act.record("register.undone", format!("/canvass/registers/{id}"), json!({}));
    Ok(())
}

/// Throws a file away that was never loaded.
pub fn throw_away(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    close(act, id)?;
    act.record("register.thrown-away", format!("/canvass/registers/{id}"), json!({}));
    Ok(())
}

/// Destroys a register's entries. Those it replaced stay replaced: a register of last year is no answer to the end of this
/// one.
pub fn destroy(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    remove_entries(act, id)?;
    replacing::settle_doors(act)?;
    diesel::update(registers::table.filter(registers::branch_id.eq(branch)).filter(registers::id.eq(id)))
        .set((registers::destroyed_at.eq(Some(at)), registers::file.eq(None::<Vec<u8>>)))
        .execute(act.conn())
        .map(|_| ())
}

/// Records a destruction, and how many results went with the register.
pub fn note_destruction(act: &mut Act<'_>, id: RegisterId, results: usize) {
    act.record("register.destroyed", format!("/canvass/registers/{id}"), json!({ "results": results }));
}

fn remove_entries(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    updating::forget_amendments(act, id)?;
    diesel::delete(electors::table)
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(id))
        .execute(act.conn())
        .map(|_| ())
}

fn remove_doors(act: &mut Act<'_>, id: RegisterId, cut: &HashSet<DoorId>) -> QueryResult<()> {
    let branch = act.branch();
    let lived_in = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::door_id.is_not_null())
        .select(electors::door_id.assume_not_null());
    let empty: Vec<DoorId> = doors::table
        .filter(doors::branch_id.eq(branch))
        .filter(doors::register_id.eq(id))
        .filter(doors::id.ne_all(lived_in))
        .select(doors::id)
        .load(act.conn())?;
    let nobodys: Vec<DoorId> = empty.into_iter().filter(|door| !cut.contains(door)).collect();
    for ids in nobodys.chunks(IDS_AT_ONCE) {
        diesel::delete(doors::table.filter(doors::branch_id.eq(branch)).filter(doors::id.eq_any(ids.to_vec())))
            .execute(act.conn())?;
    }
    Ok(())
}

fn close(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(registers::table.filter(registers::branch_id.eq(branch)).filter(registers::id.eq(id)))
        .set((registers::state.eq(State::Undone), registers::file.eq(None::<Vec<u8>>), registers::settled_at.eq(Some(at))))
        .execute(act.conn())
        .map(|_| ())
}
