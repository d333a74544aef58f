//! The table `ward_areas`.

use diesel::prelude::*;
use serde_json::json;

use super::super::{
    address::Address,
    area::{Area, AreaKind, keys_of},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, WardId,
        schema::{ward_areas, wards},
    },
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 500;

/// Everything that is known of where wards lie, by kind and key.
pub fn areas(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(WardId, Area)>> {
    ward_areas::table
        .filter(ward_areas::branch_id.eq(branch))
        .order((ward_areas::kind, ward_areas::area_key))
        .select((ward_areas::ward_id, Area::as_select()))
        .load(conn)
}

/// Whether anything is known of where wards lie.
pub fn are_areas_known(conn: &mut Conn, branch: BranchId) -> QueryResult<bool> {
    let any = ward_areas::table.filter(ward_areas::branch_id.eq(branch)).select(ward_areas::ward_id);
    any.first::<WardId>(conn).optional().map(|found| found.is_some())
}

/// Writes down all that lies in a ward, in the place of what stood there.
pub fn set_areas(act: &mut Act<'_>, ward: WardId, areas: &[Area]) -> QueryResult<()> {
    let branch = act.branch();
    let before = ward_areas::table.filter(ward_areas::branch_id.eq(branch)).filter(ward_areas::ward_id.eq(ward));
    diesel::delete(before).execute(act.conn())?;
    let row = |area: &Area| {
        (
            ward_areas::branch_id.eq(branch),
            ward_areas::kind.eq(area.kind),
            ward_areas::area_key.eq(area.area_key.clone()),
            ward_areas::ward_id.eq(ward),
            ward_areas::written.eq(area.written.clone()),
        )
    };
    for some in areas.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some.iter().map(row).collect();
        native!(act.conn(), c => diesel::insert_into(ward_areas::table).values(rows).execute(c))?;
    }
    act.record("ward.areas-set", format!("/wards/{ward}"), json!({ "areas": areas.len() }));
    Ok(())
}

/// The ward in which an address lies, with what it was found by; none where nothing is known of it.
pub fn ward_at(conn: &mut Conn, branch: BranchId, address: &Address) -> QueryResult<Option<(WardId, String, Area)>> {
    let keys = keys_of(address);
    let found: Vec<(WardId, String, Area)> = ward_areas::table
        .inner_join(wards::table)
        .filter(ward_areas::branch_id.eq(branch))
        .filter(ward_areas::area_key.eq_any(keys.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>()))
        .select((wards::id, wards::name, Area::as_select()))
        .load(conn)?;
    let is_of = |area: &Area, (kind, key): &(AreaKind, String)| area.kind == *kind && area.area_key == *key;
    Ok(keys.iter().find_map(|key| found.iter().find(|(_, _, area)| is_of(area, key)).cloned()))
}
