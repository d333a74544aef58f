//! What somebody said goes with her to her entry on the next register.

use diesel::prelude::*;

use crate::{
    audit::Act,
    canvassing::electors::in_force_of,
    db::{
        ElectorId, RegisterId,
        schema::{contacts, door_notes, electors},
    },
};

/// Moves results and notes from the entries of a register to those in force of the same persons.
pub fn follow_persons(act: &mut Act<'_>, register: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let theirs = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(register))
        .select(electors::id.nullable());
    let mut said: Vec<ElectorId> = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::elector_id.eq_any(theirs))
        .select(contacts::elector_id.assume_not_null())
        .distinct()
        .load(act.conn())?;
    let noted: Vec<ElectorId> = door_notes::table
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::elector_id.eq_any(theirs))
        .select(door_notes::elector_id.assume_not_null())
        .distinct()
        .load(act.conn())?;
    said.extend(noted);
    for (before, now) in in_force_of(act.conn(), branch, &said)? {
        if before == now.elector {
            continue;
        }
        diesel::update(contacts::table)
            .filter(contacts::branch_id.eq(branch))
            .filter(contacts::elector_id.eq(Some(before)))
            .set(contacts::elector_id.eq(Some(now.elector)))
            .execute(act.conn())?;
        diesel::update(door_notes::table)
            .filter(door_notes::branch_id.eq(branch))
            .filter(door_notes::elector_id.eq(Some(before)))
            .set(door_notes::elector_id.eq(Some(now.elector)))
            .execute(act.conn())?;
    }
    Ok(())
}
