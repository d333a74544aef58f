//! The calls to those who gave their number.

use diesel::prelude::*;

use super::super::Outcome;
use crate::db::{BranchId, Conn, DoorId, ElectorId, Instant, RowId, ShiftId, schema::contacts};

/// Doors of one statement; SQLite takes 32,766 values at the most.
const DOORS_AT_ONCE: usize = 10_000;

/// A call that was made, whether anybody took it or not.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Call {
    pub door: DoorId,
    pub elector: Option<ElectorId>,
    pub shift: Option<ShiftId>,
    pub outcome: Outcome,
    /// The branch's own words for it.
    pub code: Option<RowId>,
    pub at: Instant,
}

/// The calls to people at these doors, oldest first.
pub fn calls_to(conn: &mut Conn, branch: BranchId, at: &[DoorId]) -> QueryResult<Vec<Call>> {
    let mut calls = Vec::new();
    for ids in at.chunks(DOORS_AT_ONCE) {
        let here: Vec<Call> = contacts::table
            .filter(contacts::branch_id.eq(branch))
            .filter(contacts::by_telephone.eq(true))
            .filter(contacts::undone_at.is_null())
            .filter(contacts::door_id.eq_any(ids.to_vec()))
            .order((contacts::at, contacts::id))
            .select((
                contacts::door_id,
                contacts::elector_id,
                contacts::shift_id,
                contacts::outcome,
                contacts::result_code_id,
                contacts::at,
            ))
            .load(conn)?;
        calls.extend(here);
    }
    Ok(calls)
}
