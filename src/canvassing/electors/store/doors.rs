//! Doors and the electors behind them, as pages and rounds read them.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

use super::super::{Door, Elector};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, DistrictId, DoorId, ElectorId, Instant, RegisterId, StreetId,
        schema::{doors, electors, polling_districts, streets},
    },
};

/// Lookups by many ids go in portions of this size.
pub const IDS_AT_ONCE: usize = 10_000;

type DoorColumns = (
    doors::id,
    doors::district_id,
    doors::street_id,
    streets::name,
    streets::street_key,
    doors::house,
    doors::building,
    doors::flat,
    doors::town,
    doors::postcode,
    doors::do_not_knock_at,
    (doors::lat, doors::lon),
);

const DOOR: DoorColumns = (
    doors::id,
    doors::district_id,
    doors::street_id,
    streets::name,
    streets::street_key,
    doors::house,
    doors::building,
    doors::flat,
    doors::town,
    doors::postcode,
    doors::do_not_knock_at,
    (doors::lat, doors::lon),
);

/// A polling district in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct District {
    pub id: DistrictId,
    pub code: String,
    pub doors: i64,
    pub electors: i64,
}

/// The polling districts that have doors, by code.
pub fn districts(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<District>> {
    let counted: Vec<(DistrictId, String, i64)> = doors::table
        .inner_join(polling_districts::table)
        .filter(doors::branch_id.eq(branch))
        .filter(doors::is_listed.eq(true))
        .group_by((doors::district_id, polling_districts::code))
        .order(polling_districts::code)
        .select((doors::district_id, polling_districts::code, diesel::dsl::count_star()))
        .load(conn)?;
    let electors: Vec<(DistrictId, i64)> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.is_null())
        .group_by(electors::district_id)
        .select((electors::district_id, diesel::dsl::count_star()))
        .load(conn)?;
    let electors: HashMap<DistrictId, i64> = electors.into_iter().collect();
    let district = |(id, code, doors)| District { id, code, doors, electors: electors.get(&id).copied().unwrap_or_default() };
    Ok(counted.into_iter().map(district).collect())
}

/// How many electors are on the registers in force.
pub fn count_electors(conn: &mut Conn, branch: BranchId) -> QueryResult<i64> {
    electors::table.filter(electors::branch_id.eq(branch)).filter(electors::replaced_by.is_null()).count().get_result(conn)
}

/// The doors behind which a register lists somebody.
pub fn doors_of_register(conn: &mut Conn, branch: BranchId, register: RegisterId) -> QueryResult<Vec<DoorId>> {
    electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(register))
        .filter(electors::door_id.is_not_null())
        .select(electors::door_id.assume_not_null())
        .distinct()
        .load(conn)
}

/// The listed doors of a polling district in walking order, street by street in the alphabet.
pub fn doors_in(conn: &mut Conn, branch: BranchId, district: DistrictId) -> QueryResult<Vec<Door>> {
    let found = doors::table
        .inner_join(streets::table)
        .filter(doors::branch_id.eq(branch))
        .filter(doors::district_id.eq(district))
        .filter(doors::is_listed.eq(true))
        .select(DOOR)
        .load(conn)?;
    Ok(in_walking_order(found))
}

/// These doors, in no particular order; doors no longer listed are found too.
pub fn find_doors(conn: &mut Conn, branch: BranchId, ids: &[DoorId]) -> QueryResult<Vec<Door>> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Door> = doors::table
            .inner_join(streets::table)
            .filter(doors::branch_id.eq(branch))
            .filter(doors::id.eq_any(ids.to_vec()))
            .select(DOOR)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

fn in_walking_order(mut found: Vec<Door>) -> Vec<Door> {
    found.sort_by_cached_key(|door| (door.street_key.clone(), door.walking_place(), door.id));
    found
}

/// A street of a polling district in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StreetLine {
    pub id: StreetId,
    pub name: String,
    pub doors: i64,
}

/// The streets of a polling district by name.
pub fn streets_in(conn: &mut Conn, branch: BranchId, district: DistrictId) -> QueryResult<Vec<StreetLine>> {
    let counted: Vec<(StreetId, String, i64)> = doors::table
        .inner_join(streets::table)
        .filter(doors::branch_id.eq(branch))
        .filter(doors::district_id.eq(district))
        .filter(doors::is_listed.eq(true))
        .group_by((doors::street_id, streets::name))
        .order(streets::name)
        .select((doors::street_id, streets::name, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(counted.into_iter().map(|(id, name, doors)| StreetLine { id, name, doors }).collect())
}

/// The electors in force behind these doors, by the register's number.
pub fn electors_at(conn: &mut Conn, branch: BranchId, ids: &[DoorId]) -> QueryResult<HashMap<DoorId, Vec<Elector>>> {
    type Row = (ElectorId, Option<DoorId>, i32, i32, String, String, String, Option<NaiveDate>);
    let mut behind: HashMap<DoorId, Vec<Elector>> = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Row> = electors::table
            .filter(electors::branch_id.eq(branch))
            .filter(electors::replaced_by.is_null())
            .filter(electors::door_id.eq_any(ids.iter().copied().map(Some).collect::<Vec<_>>()))
            .order((electors::district_id, electors::number, electors::suffix))
            .select((
                electors::id,
                electors::door_id,
                electors::number,
                electors::suffix,
                electors::surname,
                electors::forenames,
                electors::markers,
                electors::attains_on,
            ))
            .load(conn)?;
        for (id, door, number, suffix, surname, forenames, markers, attains_on) in rows {
            let number = if suffix > 0 { format!("{number}/{suffix}") } else { number.to_string() };
            let name = format!("{forenames} {surname}").trim().to_owned();
            let elector = Elector { id, door, number, name, markers: Elector::markers_in_words(&markers), attains_on };
            if let Some(door) = door {
                behind.entry(door).or_default().push(elector);
            }
        }
    }
    Ok(behind)
}

/// Marks a door whose people wish not to be visited; a wish of before stands as it was. The result that says so records it.
pub fn bar(act: &mut Act<'_>, door: DoorId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(doors::table.find(door))
        .filter(doors::branch_id.eq(branch))
        .filter(doors::do_not_knock_at.is_null())
        .set(doors::do_not_knock_at.eq(Some(at)))
        .execute(act.conn())
        .map(|_| ())
}

/// Takes the mark away again, after a slip at `since`. One that is older stays: the result that set it may be gone with its register.
pub fn unbar(act: &mut Act<'_>, door: DoorId, since: Instant) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(doors::table.find(door))
        .filter(doors::branch_id.eq(branch))
        .filter(doors::do_not_knock_at.ge(since))
        .set(doors::do_not_knock_at.eq(None::<Instant>))
        .execute(act.conn())
        .map(|_| ())
}
