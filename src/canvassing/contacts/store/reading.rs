//! The knocks at doors, as pages read them.

use std::collections::HashMap;

use diesel::prelude::*;

use super::super::{Intention, Knock, Outcome};
use crate::{
    canvassing::electors::RegisterFile,
    db::{
        BranchId, Conn, ContactId, DistrictId, DoorId, Instant, RoundId, RowId, ShiftId,
        schema::{contacts, door_notes, doors, electors, follow_ups, round_doors},
    },
};

/// Which knocks to read.
#[derive(Debug, Clone)]
pub enum At {
    /// The doors of rounds, on whichever round they were knocked.
    Rounds(Vec<RoundId>),
    /// The doors of a polling district.
    District(DistrictId),
    /// What was recorded in a shift.
    Shift(ShiftId),
}

/// The knocks at doors that were not undone, oldest first, and the calls that somebody took.
pub fn knocks(conn: &mut Conn, branch: BranchId, at: At) -> QueryResult<HashMap<DoorId, Vec<Knock>>> {
    type Row = (DoorId, KnockColumns);
    type KnockColumns = (ContactId, Option<ShiftId>, Outcome, Option<Intention>, Option<RowId>, Option<RowId>, bool, Instant);
    let was_missed = contacts::by_telephone.eq(true).and(contacts::outcome.eq(Outcome::NoAnswer));
    let mut query = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::undone_at.is_null())
        .filter(diesel::dsl::not(was_missed))
        .order((contacts::at, contacts::id))
        .select((
            contacts::door_id,
            (
                contacts::id,
                contacts::shift_id,
                contacts::outcome,
                contacts::intention,
                contacts::result_code_id,
                contacts::intention_code_id,
                contacts::by_telephone,
                contacts::at,
            ),
        ))
        .into_boxed();
    match at {
        At::Rounds(rounds) => {
            let here = round_doors::table.filter(round_doors::round_id.eq_any(rounds)).select(round_doors::door_id);
            query = query.filter(contacts::door_id.eq_any(here));
        }
        At::District(district) => {
            let here = doors::table.filter(doors::district_id.eq(district)).select(doors::id);
            query = query.filter(contacts::door_id.eq_any(here));
        }
        At::Shift(shift) => query = query.filter(contacts::shift_id.eq(Some(shift))),
    }
    let rows: Vec<Row> = query.load(conn)?;
    let mut knocks: HashMap<DoorId, Vec<Knock>> = HashMap::new();
    for (door, (id, shift, outcome, intention, code, intention_code, by_telephone, at)) in rows {
        let knock = Knock { id, shift, outcome, intention, code, intention_code, by_telephone, at };
        knocks.entry(door).or_default().push(knock);
    }
    Ok(knocks)
}

/// How many results, notes and follow-ups were recorded at a register's doors since it was loaded.
pub fn results_since(conn: &mut Conn, branch: BranchId, register: &RegisterFile) -> QueryResult<i64> {
    let Some(since) = register.settled_at else { return Ok(0) };
    let here = electors::table
        .filter(electors::register_id.eq(register.id))
        .filter(electors::door_id.is_not_null())
        .select(electors::door_id.assume_not_null());
    let results: i64 = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::at.ge(since))
        .filter(contacts::door_id.eq_any(here))
        .count()
        .get_result(conn)?;
    let notes: i64 = door_notes::table
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::at.ge(since))
        .filter(door_notes::door_id.eq_any(here))
        .count()
        .get_result(conn)?;
    let asked: i64 = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::opened_at.ge(since))
        .filter(follow_ups::door_id.eq_any(here))
        .count()
        .get_result(conn)?;
    Ok(results + notes + asked)
}
