//! The tables `postcode_points` and `street_maps`. They hold open data and nothing of anybody.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{position::Position, ways::Way};
use crate::{
    audit::Act,
    canvassing::electors,
    db::{
        BranchId, Conn, Json,
        schema::{doors, postcode_points, street_maps, streets},
    },
    insert_rows,
    places::postcode::Postcode,
};

/// Where the page is that tells of them.
const PATH: &str = "/canvass/ground";
/// SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

/// The map of a branch.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = street_maps)]
pub struct StreetMap {
    pub taken_on: NaiveDate,
    pub ways: Json<Vec<Way>>,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = postcode_points, treat_none_as_default_value = false)]
struct Row {
    branch_id: BranchId,
    postcode: String,
    lat: i32,
    lon: i32,
}

/// Takes a list of postcodes in, in the place of the one before.
pub fn take_postcodes(act: &mut Act<'_>, points: &HashMap<String, Position>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(postcode_points::table.filter(postcode_points::branch_id.eq(branch))).execute(act.conn())?;
    let row =
        |(postcode, at): (&String, &Position)| Row { branch_id: branch, postcode: postcode.clone(), lat: at.lat, lon: at.lon };
    let mut rows: Vec<Row> = points.iter().map(row).collect();
    rows.sort_by(|one, other| one.postcode.cmp(&other.postcode));
    for rows in rows.chunks(ROWS_AT_ONCE) {
        insert_rows!(act.conn(), rows, some => diesel::insert_into(postcode_points::table).values(some))?;
    }
    act.record("ground.postcodes", PATH, json!({ "postcodes": points.len() }));
    Ok(())
}

/// Takes a map in, in the place of the one before.
pub fn take_map(act: &mut Act<'_>, ways: Vec<Way>, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(street_maps::table.filter(street_maps::branch_id.eq(branch))).execute(act.conn())?;
    let pieces = ways.len();
    diesel::insert_into(street_maps::table)
        .values((street_maps::branch_id.eq(branch), street_maps::taken_on.eq(on), street_maps::ways.eq(Json(ways))))
        .execute(act.conn())?;
    act.record("ground.map", PATH, json!({ "pieces": pieces }));
    Ok(())
}

/// Notes where doors are by the properties behind them; says how many.
pub fn take_properties(act: &mut Act<'_>, places: &HashMap<i64, (i32, i32)>) -> QueryResult<usize> {
    let placed = electors::place_doors(act, places)?;
    act.record("ground.properties", PATH, json!({ "doors": placed }));
    Ok(placed)
}

/// Removes all. Whether there was anything.
pub fn remove(act: &mut Act<'_>) -> QueryResult<bool> {
    let branch = act.branch();
    let points = diesel::delete(postcode_points::table.filter(postcode_points::branch_id.eq(branch))).execute(act.conn())?;
    let maps = diesel::delete(street_maps::table.filter(street_maps::branch_id.eq(branch))).execute(act.conn())?;
    let placed = electors::forget_places(act)?;
    let is_any = points + maps + placed > 0;
    if is_any {
        act.record("ground.removed", PATH, json!({}));
    }
    Ok(is_any)
}

/// The places of these postcodes, as far as they are known.
pub fn points_of(conn: &mut Conn, branch: BranchId, wanted: &HashSet<Postcode>) -> QueryResult<HashMap<String, Position>> {
    let all = all_points(conn, branch)?;
    Ok(all.into_iter().filter(|(postcode, _)| Postcode::parse(postcode).is_ok_and(|one| wanted.contains(&one))).collect())
}

/// The places of all postcodes that were taken in.
pub fn all_points(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<String, Position>> {
    let rows: Vec<(String, i32, i32)> = postcode_points::table
        .filter(postcode_points::branch_id.eq(branch))
        .select((postcode_points::postcode, postcode_points::lat, postcode_points::lon))
        .load(conn)?;
    Ok(rows.into_iter().map(|(postcode, lat, lon)| (postcode, Position { lat, lon })).collect())
}

/// The map, where one was taken in.
pub fn map(conn: &mut Conn, branch: BranchId) -> QueryResult<Option<StreetMap>> {
    street_maps::table.filter(street_maps::branch_id.eq(branch)).select(StreetMap::as_select()).first(conn).optional()
}

/// The postcodes of the doors on a register in force that have no place of their own, and how many doors have each; those without
/// a postcode under "".
pub fn postcodes_of_doors(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(String, i64)>> {
    doors::table
        .filter(doors::branch_id.eq(branch))
        .filter(doors::is_listed.eq(true))
        .filter(doors::lat.is_null())
        .group_by(doors::postcode)
        .select((doors::postcode, diesel::dsl::count_star()))
        .load(conn)
}

/// The streets with a door on a register in force: their key and their name.
pub fn streets_of_doors(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(String, String)>> {
    let listed = doors::table.filter(doors::branch_id.eq(branch)).filter(doors::is_listed.eq(true)).select(doors::street_id);
    streets::table
        .filter(streets::branch_id.eq(branch))
        .filter(streets::id.eq_any(listed))
        .order((streets::name, streets::id))
        .select((streets::street_key, streets::name))
        .load(conn)
}
