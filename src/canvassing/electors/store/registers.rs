//! Files as they come in, and what became of each.

use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::{RegisterFile, State, stale_before};
use crate::{
    audit::{self, Act},
    canvassing::register::Register,
    db::{
        BranchId, Conn, Instant, RegisterId,
        schema::{contacts, electors, registers},
    },
};

/// Keeps a file until it is loaded or thrown away. Older files that nobody loaded are thrown away now.
pub fn send_in(act: &mut Act<'_>, file_name: &str, bytes: Vec<u8>, read: &Register) -> QueryResult<RegisterId> {
    let (branch, at, id) = (act.branch(), act.at(), RegisterId::fresh());
    diesel::delete(registers::table)
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Waiting))
        .filter(registers::sent_at.lt(stale_before(at)))
        .execute(act.conn())?;
    let hash = audit::hex(&Sha256::digest(&bytes));
    diesel::insert_into(registers::table)
        .values((
            registers::id.eq(id),
            registers::branch_id.eq(branch),
            registers::file_name.eq(file_name),
            registers::file_hash.eq(&hash),
            registers::file.eq(Some(bytes)),
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

pub fn find(conn: &mut Conn, branch: BranchId, id: RegisterId) -> QueryResult<RegisterFile> {
    registers::table.filter(registers::branch_id.eq(branch)).find(id).select(RegisterFile::as_select()).first(conn)
}

/// The bytes of a file that waits.
pub fn file_of(conn: &mut Conn, branch: BranchId, id: RegisterId) -> QueryResult<Vec<u8>> {
    let file: Option<Vec<u8>> =
        registers::table.filter(registers::branch_id.eq(branch)).find(id).select(registers::file).first(conn)?;
    file.ok_or(diesel::result::Error::NotFound)
}

/// How many results were recorded at a register's doors since it was loaded.
pub fn results_since(conn: &mut Conn, branch: BranchId, register: &RegisterFile) -> QueryResult<i64> {
    let Some(since) = register.settled_at else { return Ok(0) };
    let here = electors::table
        .filter(electors::register_id.eq(register.id))
        .filter(electors::door_id.is_not_null())
        .select(electors::door_id.assume_not_null());
    contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::at.ge(since))
        .filter(contacts::door_id.eq_any(here))
        .count()
        .get_result(conn)
}
