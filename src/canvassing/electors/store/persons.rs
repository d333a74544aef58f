//! The column `electors.person`: the entry by which somebody was met first, for whoever was met before.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use super::doors::IDS_AT_ONCE;
use crate::db::{BranchId, Conn, DistrictId, ElectorId, RegisterId, schema::electors};

/// The entry in force of somebody who stood on a register once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub elector: ElectorId,
    pub district: DistrictId,
}

/// The entries in force of those who stand, or stood, by these; nothing for whoever is on no register any more.
pub fn in_force_of(conn: &mut Conn, branch: BranchId, ids: &[ElectorId]) -> QueryResult<HashMap<ElectorId, Now>> {
    let mut person_of: HashMap<ElectorId, ElectorId> = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(ElectorId, Option<ElectorId>)> = electors::table
            .filter(electors::branch_id.eq(branch))
            .filter(electors::id.eq_any(ids.to_vec()))
            .select((electors::id, electors::person))
            .load(conn)?;
        person_of.extend(rows.into_iter().map(|(id, person)| (id, person.unwrap_or(id))));
    }
    let mut persons: Vec<ElectorId> = person_of.values().copied().collect();
    persons.sort_unstable();
    persons.dedup();
    let mut now: HashMap<ElectorId, Now> = HashMap::new();
    for persons in persons.chunks(IDS_AT_ONCE) {
        // Whoever was never met before is in force by the first entry itself.
        type Row = (ElectorId, Option<ElectorId>, DistrictId);
        let in_force = || electors::table.filter(electors::branch_id.eq(branch)).filter(electors::replaced_by.is_null());
        let columns = (electors::id, electors::person, electors::district_id);
        let themselves: Vec<Row> = in_force().filter(electors::id.eq_any(persons.to_vec())).select(columns).load(conn)?;
        let known = persons.iter().copied().map(Some).collect::<Vec<_>>();
        let later: Vec<Row> = in_force().filter(electors::person.eq_any(known)).select(columns).load(conn)?;
        let rows = themselves.into_iter().chain(later);
        now.extend(rows.map(|(id, person, district)| (person.unwrap_or(id), Now { elector: id, district })));
    }
    Ok(person_of.into_iter().filter_map(|(id, person)| Some((id, *now.get(&person)?))).collect())
}

/// How a register compares with what was in force before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Compared {
    /// Those who stood behind the same door by the same name.
    pub same: i64,
    pub new: i64,
    /// Those of before who are not among them.
    pub gone: i64,
}

/// The same for a register that took the place of others; none where there was nothing before.
pub fn compared(conn: &mut Conn, branch: BranchId, register: RegisterId) -> QueryResult<Option<Compared>> {
    let count = |conn: &mut Conn, replaced: bool, known: bool| -> QueryResult<i64> {
        let mut query = electors::table.filter(electors::branch_id.eq(branch)).count().into_boxed();
        query = if replaced {
            query.filter(electors::replaced_by.eq(Some(register)))
        } else {
            query.filter(electors::register_id.eq(register))
        };
        if known { query.filter(electors::person.is_not_null()) } else { query }.get_result(conn)
    };
    let before = count(conn, true, false)?;
    if before == 0 {
        return Ok(None);
    }
    let (all, same) = (count(conn, false, false)?, count(conn, false, true)?);
    Ok(Some(Compared { same, new: all - same, gone: (before - same).max(0) }))
}
