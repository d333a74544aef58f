//! Results and notes that go with the register they hang on.

use diesel::prelude::*;

use crate::{
    audit::Act,
    db::{
        DoorId, RegisterId,
        schema::{contacts, door_notes, door_replies, doors, electors},
    },
};

/// Doors of one statement; SQLite takes 32,766 values at the most.
const DOORS_AT_ONCE: usize = 10_000;

/// Removes what the electors of a register said; gives back how many results and notes went. Their destruction records it.
pub fn forget_electors_of(act: &mut Act<'_>, register: RegisterId) -> QueryResult<usize> {
    let branch = act.branch();
    let theirs = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(register))
        .select(electors::id.nullable());
    let noted = diesel::delete(door_notes::table)
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::elector_id.eq_any(theirs))
        .execute(act.conn())?;
    let told =
        contacts::table.filter(contacts::branch_id.eq(branch)).filter(contacts::elector_id.eq_any(theirs)).select(contacts::id);
    diesel::delete(door_replies::table)
        .filter(door_replies::branch_id.eq(branch))
        .filter(door_replies::contact_id.eq_any(told))
        .execute(act.conn())?;
    let said = diesel::delete(contacts::table)
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::elector_id.eq_any(theirs))
        .execute(act.conn())?;
    Ok(said + noted)
}

/// Removes what happened at those of these doors that no register lists any more.
pub fn forget_at_unlisted(act: &mut Act<'_>, at: &[DoorId]) -> QueryResult<usize> {
    let branch = act.branch();
    let mut gone = 0;
    for ids in at.chunks(DOORS_AT_ONCE) {
        let unlisted = doors::table
            .filter(doors::branch_id.eq(branch))
            .filter(doors::is_listed.eq(false))
            .filter(doors::id.eq_any(ids.to_vec()))
            .select(doors::id);
        let told = contacts::table
            .filter(contacts::branch_id.eq(branch))
            .filter(contacts::door_id.eq_any(unlisted.clone()))
            .select(contacts::id);
        diesel::delete(door_replies::table)
            .filter(door_replies::branch_id.eq(branch))
            .filter(door_replies::contact_id.eq_any(told))
            .execute(act.conn())?;
        gone += diesel::delete(contacts::table)
            .filter(contacts::branch_id.eq(branch))
            .filter(contacts::door_id.eq_any(unlisted.clone()))
            .execute(act.conn())?;
        gone += diesel::delete(door_notes::table)
            .filter(door_notes::branch_id.eq(branch))
            .filter(door_notes::door_id.eq_any(unlisted))
            .execute(act.conn())?;
    }
    Ok(gone)
}
