//! A monthly update going in, and out again: entries come, change and end, each in a way that can be taken back.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{State, Terms, households::Households},
    doors::IDS_AT_ONCE,
    loading, replacing,
};
use crate::{
    audit::Act,
    canvassing::register::{Change, ElectorName, ElectorNumber, Entry, Layout, Marker, Net, Property, Register},
    db::{
        BranchId, Conn, DistrictId, DoorId, ElectorId, RegisterId,
        schema::{elector_amendments, electors, polling_districts, registers},
    },
    native,
    places::{self, address::Address},
};

/// Entries kept by one INSERT; SQLite takes 32,766 values at the most.
const AMENDED_AT_ONCE: usize = 1_000;

/// An entry in force, as an update meets it.
#[derive(Debug, Clone)]
pub struct InForce {
    pub id: ElectorId,
    pub register: RegisterId,
    pub door: Option<DoorId>,
    pub entry: Entry,
}

/// The entries in force in these polling districts, by their numbers.
pub fn entries_in(
    conn: &mut Conn,
    branch: BranchId,
    districts: &BTreeSet<String>,
) -> QueryResult<HashMap<ElectorNumber, InForce>> {
    type Row = (ElectorId, RegisterId, Option<DoorId>, String, i32, i32, (String, String, String, Option<NaiveDate>));
    let rows: Vec<Row> = electors::table
        .inner_join(polling_districts::table)
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.is_null())
        .filter(polling_districts::code.eq_any(districts.iter().cloned().collect::<Vec<_>>()))
        .select((
            electors::id,
            electors::register_id,
            electors::door_id,
            polling_districts::code,
            electors::number,
            electors::suffix,
            (electors::surname, electors::forenames, electors::markers, electors::attains_on),
        ))
        .load(conn)?;
    let known = |(id, register, door, polling_district, number, suffix, (surname, forenames, markers, attains_on)): Row| {
        let elector = ElectorNumber {
            polling_district,
            number: u32::try_from(number).unwrap_or_default(),
            suffix: u32::try_from(suffix).unwrap_or_default(),
        };
        let entry = Entry {
            row: 0,
            elector: elector.clone(),
            markers: Marker::read_all(&markers),
            markers_raw: markers,
            attains_on,
            property: Property::default(),
            name: ElectorName::in_columns(&surname, &[&forenames]),
            // Where the elector lives is known by the door.
            address: Address::read_on_street(&[], "", ""),
            change: None,
        };
        (elector, InForce { id, register, door, entry })
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Applies what an update comes to. The entries that it lists are its own; those that it ends are replaced by it; those that it
/// changes keep what they were.
pub fn apply(
    act: &mut Act<'_>,
    id: RegisterId,
    changes: &Register,
    net: &[Net],
    ids: &HashMap<ElectorNumber, ElectorId>,
    terms: &Terms,
) -> QueryResult<()> {
    let listed: Vec<Entry> = net.iter().filter_map(Net::listed).cloned().collect();
    let file = Register {
        layout: changes.layout,
        encoding: changes.encoding,
        rows: listed.len(),
        entries: listed,
        problems: Vec::new(),
    };
    let households = Households::of(&file);
    let districts = places::districts_called(act, &households.districts())?;
    let streets = places::streets_called(act, &households.streets())?;
    let doors = loading::add_doors(act, id, &households.doors, |found| {
        Some((*districts.get(found.district)?, *streets.get(&found.street_key)?))
    })?;
    let ended: Vec<ElectorId> = net.iter().filter_map(Net::ended).filter_map(|number| ids.get(number).copied()).collect();
    let (amended, created) = parted(net, &households.electors);
    // Whoever gets another number within the year is the same person all the same.
    let persons = loading::persons_among(act, &ended, &created, &doors)?;
    end(act, id, &ended)?;
    loading::add_electors(act, id, &created, (&districts, &doors, &persons), &|_| {})?;
    let changed: Vec<ElectorId> = amended.iter().filter_map(|(entry, _)| ids.get(&entry.elector).copied()).collect();
    keep_as_they_were(act, id, &changed)?;
    for (entry, door) in amended {
        if let Some(elector) = ids.get(&entry.elector) {
            amend(act, *elector, entry, door.and_then(|at| doors.get(at).copied()))?;
        }
    }
    replacing::settle_doors(act)?;
    settle(act, id, terms)?;
    let count = |change| net.iter().filter(|each| each.change() == change).count();
    let facts = json!({
        "created": count(Change::Create), "amended": count(Change::Amend), "deleted": count(Change::Delete),
        "renewed": count(Change::CreateAndDelete), "destroy_on": terms.destroy_on,
    });
    act.record("register.updated", format!("/canvass/registers/{id}"), facts);
    Ok(())
}

/// Entries with the places of their doors.
type Behind<'e> = Vec<(&'e Entry, Option<usize>)>;

/// The entries that change, and those that are new.
fn parted<'e>(net: &[Net], entries: &[(&'e Entry, Option<usize>)]) -> (Behind<'e>, Behind<'e>) {
    let amended: BTreeSet<&ElectorNumber> =
        net.iter().filter(|each| each.change() == Change::Amend).map(Net::elector).collect();
    entries.iter().copied().partition(|(entry, _)| amended.contains(&entry.elector))
}

fn settle(act: &mut Act<'_>, id: RegisterId, terms: &Terms) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(registers::table.find(id))
        .filter(registers::branch_id.eq(branch))
        .set((
            registers::state.eq(State::Loaded),
            registers::file.eq(None::<Vec<u8>>),
            registers::basis.eq(Some(terms.basis)),
            registers::destroy_on.eq(Some(terms.destroy_on)),
            registers::settled_at.eq(Some(at)),
        ))
        .execute(act.conn())
        .map(|_| ())
}

fn end(act: &mut Act<'_>, id: RegisterId, ended: &[ElectorId]) -> QueryResult<()> {
    let branch = act.branch();
    for ids in ended.chunks(IDS_AT_ONCE) {
        diesel::update(electors::table)
            .filter(electors::branch_id.eq(branch))
            .filter(electors::id.eq_any(ids.to_vec()))
            .set(electors::replaced_by.eq(Some(id)))
            .execute(act.conn())?;
    }
    Ok(())
}

/// An entry as it was, by the columns that an update changes.
type Before = (Option<DoorId>, String, String, String, Option<NaiveDate>);

/// Keeps what an update is about to change of these entries, so that it can be taken back.
fn keep_as_they_were(act: &mut Act<'_>, id: RegisterId, changed: &[ElectorId]) -> QueryResult<()> {
    let branch = act.branch();
    for ids in changed.chunks(AMENDED_AT_ONCE) {
        let rows: Vec<(ElectorId, Before)> = electors::table
            .filter(electors::branch_id.eq(branch))
            .filter(electors::id.eq_any(ids.to_vec()))
            .select((
                electors::id,
                (electors::door_id, electors::surname, electors::forenames, electors::markers, electors::attains_on),
            ))
            .load(act.conn())?;
        let kept = |(elector, (door, surname, forenames, markers, attains_on)): (ElectorId, Before)| {
            (
                elector_amendments::update_id.eq(id),
                elector_amendments::elector_id.eq(elector),
                elector_amendments::branch_id.eq(branch),
                elector_amendments::door_id.eq(door),
                elector_amendments::surname.eq(surname),
                elector_amendments::forenames.eq(forenames),
                elector_amendments::markers.eq(markers),
                elector_amendments::attains_on.eq(attains_on),
            )
        };
        let rows: Vec<_> = rows.into_iter().map(kept).collect();
        native!(act.conn(), c => diesel::insert_into(elector_amendments::table).values(&rows).execute(c))?;
    }
    Ok(())
}

fn amend(act: &mut Act<'_>, elector: ElectorId, after: &Entry, door: Option<DoorId>) -> QueryResult<()> {
    let branch = act.branch();
    let markers: String = after.markers.iter().map(|marker: &Marker| marker.letter()).collect();
    diesel::update(electors::table.find(elector))
        .filter(electors::branch_id.eq(branch))
        .set((
            electors::door_id.eq(door),
            electors::surname.eq(&after.name.surname),
            electors::forenames.eq(&after.name.forenames),
            electors::markers.eq(markers),
            electors::attains_on.eq(after.attains_on),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Gives the entries that an update changed back what they were.
pub fn restore(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let before: Vec<(ElectorId, Before)> = elector_amendments::table
        .filter(elector_amendments::branch_id.eq(branch))
        .filter(elector_amendments::update_id.eq(id))
        .select((
            elector_amendments::elector_id,
            (
                elector_amendments::door_id,
                elector_amendments::surname,
                elector_amendments::forenames,
                elector_amendments::markers,
                elector_amendments::attains_on,
            ),
        ))
        .load(act.conn())?;
    for (elector, (door, surname, forenames, markers, attains_on)) in before {
        diesel::update(electors::table.find(elector))
            .filter(electors::branch_id.eq(branch))
            .set((
                electors::door_id.eq(door),
                electors::surname.eq(surname),
                electors::forenames.eq(forenames),
                electors::markers.eq(markers),
                electors::attains_on.eq(attains_on),
            ))
            .execute(act.conn())?;
    }
    forget_amendments(act, id)
}

/// Removes what is kept of entries as they were: those that `id` changed, and its own that an update changed later.
pub fn forget_amendments(act: &mut Act<'_>, id: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let own = electors::table.filter(electors::branch_id.eq(branch)).filter(electors::register_id.eq(id)).select(electors::id);
    diesel::delete(elector_amendments::table)
        .filter(elector_amendments::branch_id.eq(branch))
        .filter(elector_amendments::update_id.eq(id).or(elector_amendments::elector_id.eq_any(own)))
        .execute(act.conn())
        .map(|_| ())
}

/// How many updates were loaded after this register and hold still: they hang on what it lists.
pub fn updates_after(conn: &mut Conn, branch: BranchId, id: RegisterId) -> QueryResult<i64> {
    let settled = registers::table.find(id).filter(registers::branch_id.eq(branch)).select(registers::settled_at);
    let Some(since) = settled.first::<Option<crate::db::Instant>>(conn)? else { return Ok(0) };
    registers::table
        .filter(registers::branch_id.eq(branch))
        .filter(registers::state.eq(State::Loaded))
        .filter(registers::destroyed_at.is_null())
        .filter(registers::layout.eq_any(Layout::UPDATES.map(|layout| layout.to_string())))
        .filter(registers::settled_at.gt(Some(since)))
        .count()
        .get_result(conn)
}

/// The polling districts in which a register in force lists somebody, by their codes.
pub fn districts_in_force(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<String, DistrictId>> {
    let rows: Vec<(String, DistrictId)> = electors::table
        .inner_join(polling_districts::table)
        .filter(electors::branch_id.eq(branch))
        .filter(electors::replaced_by.is_null())
        .select((polling_districts::code, polling_districts::id))
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
