//! Files as they come in, and what became of each.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::{RegisterFile, State};
use crate::{
    audit::{self, Act},
    canvassing::register::Register,
    db::{
        BranchId, Conn, Instant, RegisterId,
        schema::{electors, registers},
    },
};

/// Keeps a file until it is loaded or thrown away.
pub fn send_in(act: &mut Act<'_>, file_name: &str, bytes: Vec<u8>, read: &Register) -> QueryResult<RegisterId> {
    let hash = audit::hex(&Sha256::digest(&bytes));
    note(act, (file_name, &hash), Some(bytes), read)
}

/// Notes a file that is loaded at once, and therefore not kept.
pub fn send_through(act: &mut Act<'_>, file_name: &str, bytes: &[u8], read: &Register) -> QueryResult<RegisterId> {
    note(act, (file_name, &audit::hex(&Sha256::digest(bytes))), None, read)
}

fn note(act: &mut Act<'_>, (file_name, hash): (&str, &str), kept: Option<Vec<u8>>, read: &Register) -> QueryResult<RegisterId> {
    let (branch, at, id) = (act.branch(), act.at(), RegisterId::fresh());
    diesel::insert_into(registers::table)
        .values((
            registers::id.eq(id),
            registers::branch_id.eq(branch),
            registers::file_name.eq(file_name),
            registers::file_hash.eq(hash),
            registers::file.eq(kept),
            registers::state.eq(State::Waiting),
            registers::layout.eq(read.layout.to_string()),
            registers::rows_read.eq(i32::try_from(read.rows).unwrap_or(i32::MAX)),
            registers::electors.eq(i32::try_from(read.entries.len()).unwrap_or(i32::MAX)),
            registers::sent_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("register.sent-in", format!("/canvass/registers/{id}"), json!({ "hash": hash, "rows": read.rows }));
    Ok(id)
}

/// When the same bytes were loaded, if they were and still are.
pub fn loaded_before(conn: &mut Conn, branch: BranchId, bytes: &[u8]) -> QueryResult<Option<Instant>> {
    let found: Option<Option<Instant>> = registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::file_hash.eq(audit::hex(&Sha256::digest(bytes))))
        .filter(registers::state.eq(State::Loaded))
        .filter(registers::destroyed_at.is_null())
        .select(registers::settled_at)
        .first(conn)
        .optional()?;
    Ok(found.flatten())
}

/// Every register that is waiting or was loaded, newest first.
pub fn registers(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<RegisterFile>> {
    registers::table
        .filter(registers::branch_id.eq(branch))
        .order(registers::sent_at.desc())
        .select(RegisterFile::as_select())
        .load(conn)
}

pub fn find_register(conn: &mut Conn, branch: BranchId, id: RegisterId) -> QueryResult<RegisterFile> {
    registers::table.filter(registers::branch_id.eq(branch)).find(id).select(RegisterFile::as_select()).first(conn)
}

/// The bytes of a file that waits.
pub fn file_of(conn: &mut Conn, branch: BranchId, id: RegisterId) -> QueryResult<Vec<u8>> {
    let file: Option<Vec<u8>> =
        registers::table.filter(registers::branch_id.eq(branch)).find(id).select(registers::file).first(conn)?;
    file.ok_or(diesel::result::Error::NotFound)
}

/// The registers with entries in force: those that no later register has wholly replaced.
pub fn in_force(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<RegisterId>> {
    let found: Vec<RegisterId> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.is_null())
        .select(electors::register_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// The registers that were loaded and are not destroyed.
pub fn loaded(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<RegisterId>> {
    registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Loaded))
        .filter(registers::destroyed_at.is_null())
        .select(registers::id)
        .load(conn)
}

/// The registers whose day has come, and of which those who coordinate the canvass were told before `told_before`.
pub fn due_for_destruction(
    conn: &mut Conn,
    branch: BranchId,
    today: NaiveDate,
    told_before: Instant,
) -> QueryResult<Vec<RegisterId>> {
    registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Loaded))
        .filter(registers::destroyed_at.is_null())
        .filter(registers::destroy_on.le(today))
        .filter(registers::warned_at.le(told_before))
        .order((registers::settled_at, registers::id))
        .select(registers::id)
        .load(conn)
}

/// The registers that are destroyed by a day and of which nobody was told yet.
pub fn to_tell_of(conn: &mut Conn, branch: BranchId, by: NaiveDate) -> QueryResult<Vec<RegisterFile>> {
    registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Loaded))
        .filter(registers::destroyed_at.is_null())
        .filter(registers::warned_at.is_null())
        .filter(registers::destroy_on.le(by))
        .order((registers::destroy_on, registers::settled_at, registers::id))
        .select(RegisterFile::as_select())
        .load(conn)
}

/// Notes that those who coordinate the canvass were told.
pub fn note_told(act: &mut Act<'_>, register: RegisterId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(registers::table.find(register))
        .filter(registers::branch_id.eq(branch))
        .set(registers::warned_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("register.told-of", format!("/canvass/registers/{register}"), json!({}));
    Ok(())
}

/// Another day of destruction, and why. Those who coordinate the canvass are told of it anew.
pub fn keep_until(act: &mut Act<'_>, register: RegisterId, day: NaiveDate, because: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(registers::table.find(register))
        .filter(registers::branch_id.eq(branch))
        .set((registers::destroy_on.eq(Some(day)), registers::warned_at.eq(None::<Instant>)))
        .execute(act.conn())?;
    act.record("register.kept", format!("/canvass/registers/{register}"), json!({ "until": day, "because": because }));
    Ok(())
}

/// The files that were sent in before `moment` and that nobody has loaded.
pub fn waiting_since(conn: &mut Conn, branch: BranchId, moment: Instant) -> QueryResult<Vec<RegisterId>> {
    registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Waiting))
        .filter(registers::sent_at.lt(moment))
        .select(registers::id)
        .load(conn)
}
