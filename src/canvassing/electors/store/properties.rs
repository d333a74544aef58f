//! Where each door is, by the number of its property.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::{
    audit::Act,
    db::{BranchId, Conn, DoorId, schema::doors},
};

/// The numbers of the properties behind the doors of a branch, as far as registers said them.
pub fn uprns(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<i64>> {
    let found: Vec<i64> = doors::table
        .filter(doors::branch_id.eq(branch))
        .filter(doors::uprn.is_not_null())
        .select(doors::uprn.assume_not_null())
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// How many listed doors have a place of their own.
pub fn doors_with_places(conn: &mut Conn, branch: BranchId) -> QueryResult<i64> {
    doors::table
        .filter(doors::branch_id.eq(branch))
        .filter(doors::is_listed.eq(true))
        .filter(doors::lat.is_not_null())
        .count()
        .get_result(conn)
}

/// Notes where doors are, by the numbers of their properties; says how many.
pub fn place_doors(act: &mut Act<'_>, places: &HashMap<i64, (i32, i32)>) -> QueryResult<usize> {
    let branch = act.branch();
    let numbered: Vec<(DoorId, i64)> = doors::table
        .filter(doors::branch_id.eq(branch))
        .filter(doors::uprn.is_not_null())
        .select((doors::id, doors::uprn.assume_not_null()))
        .load(act.conn())?;
    let mut placed = 0;
    for (door, (lat, lon)) in numbered.iter().filter_map(|(door, uprn)| Some((door, places.get(uprn)?))) {
        placed += diesel::update(doors::table.find(*door))
            .filter(doors::branch_id.eq(branch))
            .set((doors::lat.eq(Some(*lat)), doors::lon.eq(Some(*lon))))
            .execute(act.conn())?;
    }
    Ok(placed)
}

/// Forgets where doors are; says how many.
pub fn forget_places(act: &mut Act<'_>) -> QueryResult<usize> {
    let branch = act.branch();
    diesel::update(doors::table.filter(doors::branch_id.eq(branch)).filter(doors::lat.is_not_null()))
        .set((doors::lat.eq(None::<i32>), doors::lon.eq(None::<i32>)))
        .execute(act.conn())
}
