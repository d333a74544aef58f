//! Which entries are in force: a register takes the place of those before it, in its polling districts and at its doors.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    super::State,
    doors::{IDS_AT_ONCE, doors_of_register},
};
use crate::{
    audit::Act,
    canvassing::register::Layout,
    db::{
        DistrictId, DoorId, RegisterId,
        schema::{doors, electors, registers},
    },
};

/// Ends the entries of earlier registers in the polling districts that this one covers, and at the doors that it names:
/// a council that renames AA to NA lists the same doors under another code.
pub fn take_the_place(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let before = before(act, id)?;
    if before.is_empty() {
        return Ok(());
    }
    let covered: Vec<DistrictId> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(id))
        .select(electors::district_id)
        .distinct()
        .load(act.conn())?;
    diesel::update(electors::table)
        .filter(electors::branch_id.eq(branch))
        .filter(electors::district_id.eq_any(covered))
        .filter(electors::register_id.eq_any(before.clone()))
        .filter(electors::replaced_by.is_null())
        .set(electors::replaced_by.eq(Some(id)))
        .execute(act.conn())?;
    let named = doors_of_register(act.conn(), branch, id)?;
    for doors in named.chunks(IDS_AT_ONCE) {
        diesel::update(electors::table)
            .filter(electors::branch_id.eq(branch))
            .filter(electors::door_id.eq_any(doors.iter().copied().map(Some).collect::<Vec<_>>()))
            .filter(electors::register_id.eq_any(before.clone()))
            .filter(electors::replaced_by.is_null())
            .set(electors::replaced_by.eq(Some(id)))
            .execute(act.conn())?;
    }
    end_those_left_without_doors(act, id)
}

/// Electors overseas stand behind no door; they go when the last door of their polling district was taken over.
fn end_those_left_without_doors(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let touched: Vec<DistrictId> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.eq(Some(id)))
        .select(electors::district_id)
        .distinct()
        .load(act.conn())?;
    let lived_in: Vec<DistrictId> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.is_null())
        .filter(electors::door_id.is_not_null())
        .select(electors::district_id)
        .distinct()
        .load(act.conn())?;
    let emptied: Vec<DistrictId> = touched.into_iter().filter(|district| !lived_in.contains(district)).collect();
    diesel::update(electors::table)
        .filter(electors::branch_id.eq(branch))
        .filter(electors::district_id.eq_any(emptied))
        .filter(electors::register_id.ne(id))
        .filter(electors::door_id.is_null())
        .filter(electors::replaced_by.is_null())
        .set(electors::replaced_by.eq(Some(id)))
        .execute(act.conn())
        .map(|_| ())
}

/// Gives their place back to the entries that `id` replaced, except where a register loaded after it replaces them too.
pub fn give_the_place_back(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let loaded = loaded(act)?;
    diesel::update(electors::table)
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.eq(Some(id)))
        .set(electors::replaced_by.eq(None::<RegisterId>))
        .execute(act.conn())?;
    // An update takes no district over: it names the entries that it ends.
    for later in loaded.into_iter().skip_while(|(each, _)| *each != id).skip(1).filter(|(_, is_update)| !is_update) {
        take_the_place(act, later.0)?;
    }
    Ok(())
}

/// The registers that were loaded before this one, which may itself be loaded this minute.
fn before(act: &mut Act<'_>, id: RegisterId) -> QueryResult<Vec<RegisterId>> {
    Ok(loaded(act)?.into_iter().map(|(each, _)| each).take_while(|each| *each != id).collect())
}

/// The loaded registers in the order of their loading, and whether each is an update.
fn loaded(act: &mut Act<'_>) -> QueryResult<Vec<(RegisterId, bool)>> {
    let branch = act.branch();
    let rows: Vec<(RegisterId, String)> = registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Loaded))
        .order((registers::settled_at, registers::id))
        .select((registers::id, registers::layout))
        .load(act.conn())?;
    Ok(rows.into_iter().map(|(id, layout)| (id, Layout::is_written_as_update(&layout))).collect())
}

/// Lists the doors behind which somebody on a register in force lives, and puts each into the polling district in which
/// that register has it.
pub fn settle_doors(act: &mut Act<'_>) -> QueryResult<()> {
    let branch = act.branch();
    let lived_in: Vec<(DoorId, DistrictId)> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.is_null())
        .filter(electors::door_id.is_not_null())
        .order((electors::register_id, electors::number.desc()))
        .select((electors::door_id.assume_not_null(), electors::district_id))
        .load(act.conn())?;
    // The last one holds: of the newest register the first in its numbering.
    let lived_in: HashMap<DoorId, DistrictId> = lived_in.into_iter().collect();
    let known: Vec<(DoorId, DistrictId, bool)> = doors::table
        .filter(doors::branch_id.eq(branch))
        .select((doors::id, doors::district_id, doors::is_listed))
        .load(act.conn())?;
    let mut unlisted = Vec::new();
    let mut moved: HashMap<DistrictId, Vec<DoorId>> = HashMap::new();
    for (door, district, is_listed) in known {
        match lived_in.get(&door) {
            Some(now) if *now != district || !is_listed => moved.entry(*now).or_default().push(door),
            None if is_listed => unlisted.push(door),
            _ => {}
        }
    }
    for doors in unlisted.chunks(IDS_AT_ONCE) {
        diesel::update(doors::table.filter(doors::branch_id.eq(branch)).filter(doors::id.eq_any(doors.to_vec())))
            .set(doors::is_listed.eq(false))
            .execute(act.conn())?;
    }
    for (district, doors) in moved {
        put_in(act, district, &doors)?;
    }
    Ok(())
}

fn put_in(act: &mut Act<'_>, district: DistrictId, moved: &[DoorId]) -> QueryResult<()> {
    let branch = act.branch();
    for ids in moved.chunks(IDS_AT_ONCE) {
        diesel::update(doors::table.filter(doors::branch_id.eq(branch)).filter(doors::id.eq_any(ids.to_vec())))
            .set((doors::district_id.eq(district), doors::is_listed.eq(true)))
            .execute(act.conn())?;
    }
    Ok(())
}
