//! The tables `polling_districts` and `streets`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, DistrictId, StreetId,
        schema::{polling_districts, streets},
    },
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 500;

/// Every polling district of the branch by code.
pub fn districts(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(DistrictId, String)>> {
    polling_districts::table
        .filter(polling_districts::branch_id.eq(branch))
        .order(polling_districts::code)
        .select((polling_districts::id, polling_districts::code))
        .load(conn)
}

/// The code of one polling district.
pub fn district(conn: &mut Conn, branch: BranchId, id: DistrictId) -> QueryResult<String> {
    polling_districts::table
        .filter(polling_districts::branch_id.eq(branch))
        .find(id)
        .select(polling_districts::code)
        .first(conn)
}

/// The polling districts with these codes; a code not heard before becomes a polling district.
pub fn districts_called(act: &mut Act<'_>, codes: &BTreeSet<&str>) -> QueryResult<HashMap<String, DistrictId>> {
    let branch = act.branch();
    let mut known: HashMap<String, DistrictId> =
        districts(act.conn(), branch)?.into_iter().map(|(id, code)| (code, id)).collect();
    for code in codes {
        if known.contains_key(*code) {
            continue;
        }
        let id = DistrictId::fresh();
        diesel::insert_into(polling_districts::table)
            .values((polling_districts::id.eq(id), polling_districts::branch_id.eq(branch), polling_districts::code.eq(*code)))
            .execute(act.conn())?;
        act.record("polling-district.added", format!("/canvass/districts/{id}"), json!({ "code": code }));
        known.insert((*code).to_owned(), id);
    }
    Ok(known)
}

/// The streets with these keys, each with its name as first written; a street not heard before is added.
pub fn streets_called(act: &mut Act<'_>, wanted: &BTreeMap<String, String>) -> QueryResult<HashMap<String, StreetId>> {
    let branch = act.branch();
    let rows: Vec<(String, StreetId)> =
        streets::table.filter(streets::branch_id.eq(branch)).select((streets::street_key, streets::id)).load(act.conn())?;
    let mut known: HashMap<String, StreetId> = rows.into_iter().collect();
    let mut added = Vec::new();
    for (key, name) in wanted {
        if !known.contains_key(key) {
            let id = StreetId::fresh();
            known.insert(key.clone(), id);
            added.push((
                streets::id.eq(id),
                streets::branch_id.eq(branch),
                streets::street_key.eq(key),
                streets::name.eq(name),
            ));
        }
    }
    for rows in added.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(streets::table).values(rows.to_vec()).execute(c))?;
    }
    if !added.is_empty() {
        act.record("streets.added", "/canvass", json!({ "streets": added.len() }));
    }
    Ok(known)
}
