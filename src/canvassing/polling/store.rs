//! The table `votes_seen`, and the promises that stand in the results.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::slip::Number;
use crate::{
    audit::Act,
    canvassing::{
        contacts::{Intention, Outcome},
        electors::{Now, in_force_of, loaded},
    },
    db::{
        AccountId, BranchId, Conn, DistrictId, DoorId, ElectorId, RegisterId, RowId, SlipId,
        schema::{contacts, electors, votes_seen},
    },
};

/// Somebody on the register in force who said that they vote for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    pub elector: ElectorId,
    pub door: DoorId,
    pub district: DistrictId,
}

/// Those whose latest word is a promise, in a polling district or everywhere. Where somebody moved away or wishes no visit
/// since, the promise no longer stands. Whoever promised by an earlier number is found by the one in force.
pub fn promises(conn: &mut Conn, branch: BranchId, district: Option<DistrictId>) -> QueryResult<Vec<Promise>> {
    type Row = (ElectorId, DoorId, Outcome, Option<Intention>);
    let rows: Vec<Row> = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::undone_at.is_null())
        .filter(contacts::elector_id.is_not_null())
        .order((contacts::at, contacts::id))
        .select((contacts::elector_id.assume_not_null(), contacts::door_id, contacts::outcome, contacts::intention))
        .load(conn)?;
    let mut said: Vec<ElectorId> = rows.iter().map(|(elector, ..)| *elector).collect();
    said.sort_unstable();
    said.dedup();
    let now = in_force_of(conn, branch, &said)?;
    let mut latest: HashMap<ElectorId, (Promise, bool)> = HashMap::new();
    for (elector, door, outcome, intention) in rows {
        let Some(Now { elector, district: here }) = now.get(&elector).copied() else { continue };
        if district.is_some_and(|district| district != here) {
            continue;
        }
        let is_gone = matches!(outcome, Outcome::Moved | Outcome::DoNotKnock);
        // Nobody there, or nothing said, takes no promise back.
        if let Some(said) = intention.map(|said| said == Intention::For).or(is_gone.then_some(false)) {
            latest.insert(elector, (Promise { elector, door, district: here }, said));
        }
    }
    let mut standing: Vec<Promise> = latest.into_values().filter(|(_, stands)| *stands).map(|(promise, _)| promise).collect();
    standing.sort_by_key(|promise| promise.elector);
    Ok(standing)
}

/// Who has voted on a day, by what tellers wrote down.
pub fn voted(conn: &mut Conn, branch: BranchId, on: NaiveDate) -> QueryResult<HashSet<ElectorId>> {
    let rows: Vec<ElectorId> = votes_seen::table
        .filter(votes_seen::branch_id.eq(branch))
        .filter(votes_seen::seen_on.eq(on))
        .select(votes_seen::elector_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many were seen to vote on a day, by polling district.
pub fn voted_by_district(conn: &mut Conn, branch: BranchId, on: NaiveDate) -> QueryResult<HashMap<DistrictId, i64>> {
    let rows: Vec<(DistrictId, i64)> = votes_seen::table
        .inner_join(electors::table)
        .filter(votes_seen::branch_id.eq(branch))
        .filter(votes_seen::seen_on.eq(on))
        .group_by(electors::district_id)
        .select((electors::district_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The electors with these numbers on the register in force of a polling district.
pub fn with_numbers(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    numbers: &[Number],
) -> QueryResult<HashMap<Number, ElectorId>> {
    let wanted: Vec<i32> = numbers.iter().map(|each| each.number).collect();
    let registers = loaded(conn, branch)?;
    let rows: Vec<(ElectorId, i32, i32)> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq_any(registers))
        .filter(electors::district_id.eq(district))
        .filter(electors::replaced_by.is_null())
        .filter(electors::number.eq_any(wanted))
        .select((electors::id, electors::number, electors::suffix))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, number, suffix)| (Number { number, suffix }, id)).collect())
}

/// Enters a slip. The record says how many numbers it had, not which.
pub fn enter(
    act: &mut Act<'_>,
    district: DistrictId,
    on: NaiveDate,
    account: AccountId,
    seen: &[ElectorId],
) -> QueryResult<SlipId> {
    let (branch, at, slip) = (act.branch(), act.at(), SlipId::fresh());
    for elector in seen {
        diesel::insert_into(votes_seen::table)
            .values((
                votes_seen::id.eq(RowId::fresh()),
                votes_seen::branch_id.eq(branch),
                votes_seen::elector_id.eq(*elector),
                votes_seen::seen_on.eq(on),
                votes_seen::slip_id.eq(slip),
                votes_seen::account_id.eq(account),
                votes_seen::entered_at.eq(at),
            ))
            .execute(act.conn())?;
    }
    let subject = format!("/canvass/polling-day/districts/{district}");
    act.record("slip.entered", subject, json!({ "slip": slip, "number": seen.len() }));
    Ok(slip)
}

/// Takes a slip back; says how many numbers it had.
pub fn take_back(act: &mut Act<'_>, slip: SlipId) -> QueryResult<usize> {
    let branch = act.branch();
    let gone = diesel::delete(votes_seen::table)
        .filter(votes_seen::branch_id.eq(branch))
        .filter(votes_seen::slip_id.eq(slip))
        .execute(act.conn())?;
    act.record("slip.undone", "/canvass/polling-day", json!({ "slip": slip, "number": gone }));
    Ok(gone)
}

/// Removes who has voted among the electors of a register; its destruction records it.
pub fn forget_votes_of(act: &mut Act<'_>, register: RegisterId) -> QueryResult<usize> {
    let branch = act.branch();
    let theirs =
        electors::table.filter(electors::branch_id.eq(branch)).filter(electors::register_id.eq(register)).select(electors::id);
    diesel::delete(votes_seen::table)
        .filter(votes_seen::branch_id.eq(branch))
        .filter(votes_seen::elector_id.eq_any(theirs))
        .execute(act.conn())
}
