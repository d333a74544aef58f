//! What the lists in force say of the electors on the register in force.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::{
    Whom,
    voting_list::{Kind, Mark},
};
use crate::{
    canvassing::electors::{self, Elector},
    db::{
        BranchId, Conn, DistrictId, DoorId, ElectorId,
        schema::{electors as entries, voting_lists, voting_marks},
    },
};

/// The electors in force behind these doors, each with what the lists say beside the markers of the register: how somebody
/// votes first, then at which elections somebody voted, the latest first.
pub fn electors_at(conn: &mut Conn, branch: BranchId, ids: &[DoorId]) -> QueryResult<HashMap<DoorId, Vec<Elector>>> {
    let mut behind = electors::electors_at(conn, branch, ids)?;
    let people: Vec<ElectorId> = behind.values().flatten().map(|elector| elector.id).collect();
    let said = said_of(conn, branch, &people)?;
    for elector in behind.values_mut().flatten() {
        elector.markers.extend(said.get(&elector.id).into_iter().flatten().cloned());
    }
    Ok(behind)
}

/// Lookups by many ids go in portions of this size.
const IDS_AT_ONCE: usize = 10_000;

fn said_of(conn: &mut Conn, branch: BranchId, people: &[ElectorId]) -> QueryResult<HashMap<ElectorId, Vec<String>>> {
    type Row = (ElectorId, Mark, Option<String>, Option<NaiveDate>);
    let mut rows: Vec<Row> = Vec::new();
    for ids in people.chunks(IDS_AT_ONCE) {
        let found: Vec<Row> = voting_marks::table
            .inner_join(voting_lists::table)
            .filter(voting_marks::branch_id.eq(branch))
            .filter(voting_marks::replaced_by.is_null())
            .filter(voting_marks::elector_id.eq_any(ids.to_vec()))
            .select((voting_marks::elector_id, voting_marks::mark, voting_lists::election, voting_lists::polled_on))
            .load(conn)?;
        rows.extend(found);
    }
    // An absent voters' list is of no election, and says what counts today.
    rows.sort_by_key(|(_, _, _, polled_on)| (polled_on.is_some(), std::cmp::Reverse(*polled_on)));
    let mut said: HashMap<ElectorId, Vec<String>> = HashMap::new();
    for (elector, mark, election, _) in rows {
        let said = said.entry(elector).or_default();
        let words = mark.words(election.as_deref());
        if !said.contains(&words) {
            said.push(words);
        }
    }
    Ok(said)
}

/// Who needs no polling station: those who vote by post, themselves or by a proxy, in a polling district or everywhere.
pub fn by_post(conn: &mut Conn, branch: BranchId, district: Option<DistrictId>) -> QueryResult<HashSet<ElectorId>> {
    let mut query = voting_marks::table
        .inner_join(entries::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::replaced_by.is_null())
        .filter(voting_marks::mark.eq_any(Mark::BY_POST))
        .filter(entries::replaced_by.is_null())
        .select(voting_marks::elector_id)
        .into_boxed();
    if let Some(district) = district {
        query = query.filter(entries::district_id.eq(district));
    }
    let found: Vec<ElectorId> = query.load(conn)?;
    Ok(found.into_iter().collect())
}

/// The doors of a polling district at which `whom` is to be called on; nothing where it is everybody.
pub fn doors_for(conn: &mut Conn, branch: BranchId, district: DistrictId, whom: &Whom) -> QueryResult<Option<HashSet<DoorId>>> {
    let wanted: HashSet<ElectorId> = match whom {
        Whom::Everybody => return Ok(None),
        Whom::ByPost | Whom::AtStation => by_post(conn, branch, Some(district))?,
        Whom::Voted(election) => voted_at(conn, branch, district, election)?,
    };
    let lived_in: Vec<(ElectorId, DoorId)> = entries::table
        .filter(entries::branch_id.eq(branch))
        .filter(entries::district_id.eq(district))
        .filter(entries::replaced_by.is_null())
        .filter(entries::door_id.is_not_null())
        .select((entries::id, entries::door_id.assume_not_null()))
        .load(conn)?;
    let is_wanted = |elector: &ElectorId| wanted.contains(elector) != (*whom == Whom::AtStation);
    Ok(Some(lived_in.into_iter().filter(|(elector, _)| is_wanted(elector)).map(|(_, door)| door).collect()))
}

fn voted_at(conn: &mut Conn, branch: BranchId, district: DistrictId, election: &str) -> QueryResult<HashSet<ElectorId>> {
    let found: Vec<ElectorId> = voting_marks::table
        .inner_join(entries::table)
        .inner_join(voting_lists::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_lists::election.eq(election))
        .filter(entries::district_id.eq(district))
        .filter(entries::replaced_by.is_null())
        .select(voting_marks::elector_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Whom a cut of a polling district can be for, by the lists that say something of its electors; everybody first.
pub fn whom_to_choose_from(conn: &mut Conn, branch: BranchId, district: DistrictId) -> QueryResult<Vec<Whom>> {
    let said: Vec<(Kind, Option<String>, Option<NaiveDate>)> = voting_marks::table
        .inner_join(entries::table)
        .inner_join(voting_lists::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::replaced_by.is_null())
        .filter(entries::district_id.eq(district))
        .filter(entries::replaced_by.is_null())
        .select((voting_lists::kind, voting_lists::election, voting_lists::polled_on))
        .distinct()
        .load(conn)?;
    let knows_absent = said.iter().any(|(kind, _, _)| *kind == Kind::Absent);
    let elections: BTreeSet<(Option<NaiveDate>, String)> =
        said.into_iter().filter_map(|(_, election, on)| Some((on, election?))).collect();
    let absent = if knows_absent { vec![Whom::ByPost, Whom::AtStation] } else { Vec::new() };
    let voted = elections.into_iter().rev().map(|(_, election)| Whom::Voted(election));
    Ok([Whom::Everybody].into_iter().chain(absent).chain(voted).collect())
}
