//! The tables of places: wards here, what lies in them in `store/areas.rs`, polling districts and streets in
//! `store/streets.rs`.

mod areas;
mod streets;

pub use areas::{are_areas_known, areas, set_areas, ward_at};
pub use streets::{district, districts, districts_called, streets_called};

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{BranchId, Conn, WardId, schema::wards},
};

/// Every ward of the branch by name.
pub fn wards(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(WardId, String)>> {
    wards::table.filter(wards::branch_id.eq(branch)).order(wards::name).select((wards::id, wards::name)).load(conn)
}

/// The ward called `name`; a name not heard before becomes a ward.
pub fn ward_named(act: &mut Act<'_>, name: &str) -> QueryResult<WardId> {
    let branch = act.branch();
    let known = wards::table.filter(wards::branch_id.eq(branch)).filter(wards::name.eq(name)).select(wards::id);
    if let Some(ward) = known.first(act.conn()).optional()? {
        return Ok(ward);
    }
    let ward = WardId::fresh();
    diesel::insert_into(wards::table)
        .values((wards::id.eq(ward), wards::branch_id.eq(branch), wards::name.eq(name)))
        .execute(act.conn())?;
    act.record("ward.added", format!("/wards/{ward}"), json!({}));
    Ok(ward)
}
