//! A register going in.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    State, Terms,
    households::{Found, Households},
    persons::{self, Named},
};
use super::{doors::IDS_AT_ONCE, replacing};
use crate::{
    audit::Act,
    canvassing::register::{Entry, Marker, Property, Register},
    db::{
        BranchId, DistrictId, DoorId, ElectorId, RegisterId, StreetId,
        schema::{doors, electors, registers},
    },
    insert_rows, places,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

#[derive(Insertable)]
#[diesel(table_name = doors, treat_none_as_default_value = false)]
struct NewDoor {
    id: DoorId,
    branch_id: BranchId,
    register_id: RegisterId,
    district_id: DistrictId,
    street_id: StreetId,
    door_key: String,
    house: String,
    building: String,
    flat: String,
    town: String,
    postcode: String,
    is_listed: bool,
}

#[derive(Insertable)]
#[diesel(table_name = electors, treat_none_as_default_value = false)]
struct NewElector {
    id: ElectorId,
    branch_id: BranchId,
    register_id: RegisterId,
    district_id: DistrictId,
    door_id: Option<DoorId>,
    person: Option<ElectorId>,
    number: i32,
    suffix: i32,
    surname: String,
    forenames: String,
    markers: String,
    attains_on: Option<NaiveDate>,
}

/// Loads what was read from a waiting file: its polling districts, streets, doors and electors. In its polling districts and
/// at its doors it takes the place of the registers before. `told` hears how many electors are written down.
pub fn load(act: &mut Act<'_>, id: RegisterId, read: &Register, terms: &Terms, told: &dyn Fn(usize)) -> QueryResult<()> {
    let households = Households::of(read);
    let districts = places::districts_called(act, &households.districts())?;
    let streets = places::streets_called(act, &households.streets())?;
    let place = |found: &Found<'_>| Some((*districts.get(found.district)?, *streets.get(&found.street_key)?));
    let had_doors = has_doors(act)?;
    act.with_room(|act| {
        let door_ids = add_doors(act, id, &households.doors, place)?;
        let persons = persons(act, had_doors, &households.electors, &door_ids)?;
        add_electors(act, id, &households.electors, (&districts, &door_ids, &persons), told)
    })?;
    replacing::take_the_place(act, id)?;
    if had_doors {
        replacing::settle_doors(act)?;
    }
    diesel::update(registers::table.find(id))
        .set((
            registers::state.eq(State::Loaded),
            registers::file.eq(None::<Vec<u8>>),
            registers::basis.eq(Some(terms.basis)),
            registers::destroy_on.eq(Some(terms.destroy_on)),
            registers::settled_at.eq(Some(act.at())),
        ))
        .execute(act.conn())?;
    let districts_named = households.districts().len();
    let facts = json!({
        "basis": terms.basis, "destroy_on": terms.destroy_on, "electors": households.electors.len(), "doors": households.doors.len(),
        "polling_districts": districts_named, "problems": read.problems.len(),
    });
    act.record("register.loaded", format!("/canvass/registers/{id}"), facts);
    Ok(())
}

/// Whether the branch knows any door. The doors of its first register stand as that has them and need not be settled.
fn has_doors(act: &mut Act<'_>) -> QueryResult<bool> {
    let of_the_branch = doors::table.filter(doors::branch_id.eq(act.branch()));
    diesel::select(diesel::dsl::exists(of_the_branch)).get_result(act.conn())
}

/// Adds the doors not met before; gives back the id of every door in the order given.
pub(super) fn add_doors(
    act: &mut Act<'_>,
    register: RegisterId,
    found: &[Found<'_>],
    place: impl Fn(&Found<'_>) -> Option<(DistrictId, StreetId)>,
) -> QueryResult<Vec<DoorId>> {
    let branch = act.branch();
    let rows: Vec<(String, DoorId)> =
        doors::table.filter(doors::branch_id.eq(branch)).select((doors::door_key, doors::id)).load(act.conn())?;
    let mut known: HashMap<String, DoorId> = rows.into_iter().collect();
    let mut added = Vec::new();
    let mut ids = Vec::with_capacity(found.len());
    for door in found {
        let id = known.get(&door.key).copied().unwrap_or_else(DoorId::fresh);
        ids.push(id);
        if known.insert(door.key.clone(), id).is_some() {
            continue;
        }
        let (district_id, street_id) = place(door).ok_or(diesel::result::Error::NotFound)?;
        added.push(new_door(door, id, branch, register, district_id, street_id));
    }
    for rows in added.chunks(ROWS_AT_ONCE) {
        insert_rows!(act.conn(), rows, some => diesel::insert_into(doors::table).values(some))?;
    }
    // Few registers say anything of properties, so the many doors of the others do not carry empty columns in.
    for (door, id) in found.iter().zip(&ids) {
        settle_property(act, *id, door.property)?;
    }
    Ok(ids)
}

/// Notes what a file says of the property behind a door. What it does not say stays.
fn settle_property(act: &mut Act<'_>, door: DoorId, Property { uprn, at }: Property) -> QueryResult<()> {
    let branch = act.branch();
    let there = || doors::table.find(door);
    if let Some(uprn) = uprn {
        let set = doors::uprn.eq(Some(uprn));
        diesel::update(there()).filter(doors::branch_id.eq(branch)).set(set).execute(act.conn())?;
    }
    if let Some((lat, lon)) = at {
        let set = (doors::lat.eq(Some(lat)), doors::lon.eq(Some(lon)));
        diesel::update(there()).filter(doors::branch_id.eq(branch)).set(set).execute(act.conn())?;
    }
    Ok(())
}

fn new_door(
    door: &Found<'_>,
    id: DoorId,
    branch: BranchId,
    register: RegisterId,
    district_id: DistrictId,
    street_id: StreetId,
) -> NewDoor {
    let address = door.address;
    NewDoor {
        id,
        branch_id: branch,
        register_id: register,
        district_id,
        street_id,
        door_key: door.key.clone(),
        house: address.house.to_string(),
        building: address.building.clone(),
        flat: address.flat.clone(),
        town: address.town.clone(),
        postcode: address.postcode.as_ref().map(ToString::to_string).unwrap_or_default(),
        is_listed: true,
    }
}

/// Who of these was on a register before, behind the same door.
fn persons(
    act: &mut Act<'_>,
    had_doors: bool,
    entries: &[(&Entry, Option<usize>)],
    doors: &[DoorId],
) -> QueryResult<Vec<Option<ElectorId>>> {
    if !had_doors {
        return Ok(vec![None; entries.len()]);
    }
    let before: Vec<Before> = electors::table
        .filter(electors::branch_id.eq(act.branch()))
        .filter(electors::replaced_by.is_null())
        .filter(electors::door_id.is_not_null())
        .select((electors::id, electors::person, electors::door_id.assume_not_null(), electors::surname, electors::forenames))
        .load(act.conn())?;
    Ok(matched(&before, entries, doors))
}

/// The same for entries of an update, among those that it ends.
pub(super) fn persons_among(
    act: &mut Act<'_>,
    ended: &[ElectorId],
    entries: &[(&Entry, Option<usize>)],
    doors: &[DoorId],
) -> QueryResult<Vec<Option<ElectorId>>> {
    let mut before: Vec<Before> = Vec::new();
    for ids in ended.chunks(IDS_AT_ONCE) {
        let rows: Vec<Before> = electors::table
            .filter(electors::branch_id.eq(act.branch()))
            .filter(electors::id.eq_any(ids.to_vec()))
            .filter(electors::door_id.is_not_null())
            .select((
                electors::id,
                electors::person,
                electors::door_id.assume_not_null(),
                electors::surname,
                electors::forenames,
            ))
            .load(act.conn())?;
        before.extend(rows);
    }
    Ok(matched(&before, entries, doors))
}

/// An entry of before: who it is, behind which door, and her names.
type Before = (ElectorId, Option<ElectorId>, DoorId, String, String);

fn matched(before: &[Before], entries: &[(&Entry, Option<usize>)], doors: &[DoorId]) -> Vec<Option<ElectorId>> {
    let known = before
        .iter()
        .map(|(id, person, door, surname, forenames)| (Named { door: *door, surname, forenames }, person.unwrap_or(*id)));
    let now = entries.iter().map(|(entry, door)| {
        let door = *doors.get((*door)?)?;
        Some(Named { door, surname: &entry.name.surname, forenames: &entry.name.forenames })
    });
    persons::same(known, now)
}

/// Adds electors: in the polling districts by their codes, behind the doors by their places in the list, each the person that
/// stands in the same place; no person at all where none is given.
pub(super) fn add_electors(
    act: &mut Act<'_>,
    register: RegisterId,
    entries: &[(&Entry, Option<usize>)],
    (districts, doors, persons): (&HashMap<String, DistrictId>, &[DoorId], &[Option<ElectorId>]),
    told: &dyn Fn(usize),
) -> QueryResult<()> {
    let branch = act.branch();
    let mut persons = persons.iter().copied();
    let mut row = |(entry, door): &(&Entry, Option<usize>)| {
        let elector = &entry.elector;
        Some(NewElector {
            id: ElectorId::fresh(),
            branch_id: branch,
            register_id: register,
            district_id: *districts.get(&elector.polling_district)?,
            door_id: door.and_then(|at| doors.get(at).copied()),
            person: persons.next().flatten(),
            number: i32::try_from(elector.number).ok()?,
            suffix: i32::try_from(elector.suffix).ok()?,
            surname: entry.name.surname.clone(),
            forenames: entry.name.forenames.clone(),
            markers: entry.markers.iter().map(|marker: &Marker| marker.letter()).collect(),
            attains_on: entry.attains_on,
        })
    };
    let mut written = 0;
    for entries in entries.chunks(ROWS_AT_ONCE) {
        let rows: Option<Vec<NewElector>> = entries.iter().map(&mut row).collect();
        let rows = rows.ok_or(diesel::result::Error::NotFound)?;
        insert_rows!(act.conn(), &rows, some => diesel::insert_into(electors::table).values(some))?;
        written += rows.len();
        told(written);
    }
    Ok(())
}
