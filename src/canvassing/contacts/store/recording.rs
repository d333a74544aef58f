//! Results going in, and taken back; those from phones keep the moment at which they happened.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{Intention, Outcome, OwnWords},
    codes,
};
use crate::{
    audit::Act,
    canvassing::{electors, follow_ups::Told},
    db::{
        AccountId, BranchId, Conn, ContactId, DoorId, ElectorId, Instant, PhoneId, RoundId, ShiftId,
        schema::{contacts, door_notes},
    },
};

/// A result to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    pub round: RoundId,
    pub door: DoorId,
    pub shift: Option<ShiftId>,
    pub elector: Option<ElectorId>,
    pub account: AccountId,
    pub outcome: Outcome,
    pub intention: Option<Intention>,
    pub own: OwnWords,
    /// Said by telephone, and not at the door.
    pub by_telephone: bool,
    /// Nothing where it is entered on a page.
    pub told: Option<Told>,
}

/// Records what happened at a door.
///
/// The record of the branch keeps that a result came in, not what somebody said of their vote.
pub fn record(act: &mut Act<'_>, new: &NewContact) -> QueryResult<ContactId> {
    let (branch, at, id) = (act.branch(), act.at(), ContactId::fresh());
    act.record("result.recorded", format!("/canvass/rounds/{}", new.round), json!({ "result": id, "door": new.door }));
    diesel::insert_into(contacts::table)
        .values((
            contacts::id.eq(id),
            contacts::branch_id.eq(branch),
            contacts::round_id.eq(new.round),
            contacts::door_id.eq(new.door),
            contacts::shift_id.eq(new.shift),
            contacts::elector_id.eq(new.elector),
            contacts::account_id.eq(new.account),
            contacts::outcome.eq(new.outcome),
            contacts::intention.eq(new.intention),
            contacts::result_code_id.eq(new.own.result),
            contacts::intention_code_id.eq(new.own.intention),
            contacts::by_telephone.eq(new.by_telephone),
            contacts::at.eq(new.told.as_ref().map_or(at, |told| told.at)),
            contacts::client_id.eq(new.told.as_ref().map(|told| told.client.as_str())),
            contacts::phone_id.eq(new.told.as_ref().map(|told| told.phone)),
            contacts::received_at.eq(new.told.as_ref().map(|_| at)),
        ))
        .execute(act.conn())?;
    codes::keep_replies(act, id, &new.own.replies)?;
    if new.outcome == Outcome::DoNotKnock {
        electors::bar(act, new.door)?;
    }
    Ok(id)
}

/// A result as it was recorded.
#[derive(Debug, Clone, Queryable)]
pub struct Recorded {
    pub id: ContactId,
    pub round: RoundId,
    pub door: DoorId,
    pub account: AccountId,
    pub elector: Option<ElectorId>,
    pub outcome: Outcome,
    pub by_telephone: bool,
    pub at: Instant,
    pub undone_at: Option<Instant>,
}

/// The columns of a [`Recorded`].
const RECORDED: (
    contacts::id,
    contacts::round_id,
    contacts::door_id,
    contacts::account_id,
    contacts::elector_id,
    contacts::outcome,
    contacts::by_telephone,
    contacts::at,
    contacts::undone_at,
) = (
    contacts::id,
    contacts::round_id,
    contacts::door_id,
    contacts::account_id,
    contacts::elector_id,
    contacts::outcome,
    contacts::by_telephone,
    contacts::at,
    contacts::undone_at,
);

pub fn find(conn: &mut Conn, branch: BranchId, id: ContactId) -> QueryResult<Recorded> {
    contacts::table.filter(contacts::branch_id.eq(branch)).find(id).select(RECORDED).first(conn)
}

/// As [`find`], where there may be none.
pub fn find_if_there(conn: &mut Conn, branch: BranchId, id: ContactId) -> QueryResult<Option<Recorded>> {
    find(conn, branch, id).optional()
}

/// The results to which phones gave these ids.
pub fn told_as(conn: &mut Conn, branch: BranchId, ids: &[String]) -> QueryResult<HashMap<String, Recorded>> {
    let rows: Vec<(Option<String>, Recorded)> = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::client_id.eq_any(ids.to_vec()))
        .select((contacts::client_id, RECORDED))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, recorded)| Some((id?, recorded))).collect())
}

/// When the last result happened that this phone has told of.
pub fn last_told(conn: &mut Conn, branch: BranchId, phone: PhoneId) -> QueryResult<Option<Instant>> {
    contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::phone_id.eq(phone))
        .order(contacts::at.desc())
        .select(contacts::at)
        .first(conn)
        .optional()
}

/// Takes a result back. The door may be knocked on again if no other wish to the contrary stands.
pub fn undo(act: &mut Act<'_>, result: &Recorded) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(contacts::table.find(result.id))
        .filter(contacts::branch_id.eq(branch))
        .set(contacts::undone_at.eq(Some(at)))
        .execute(act.conn())?;
    let wishes: i64 = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::door_id.eq(result.door))
        .filter(contacts::outcome.eq(Outcome::DoNotKnock))
        .filter(contacts::undone_at.is_null())
        .count()
        .get_result(act.conn())?;
    if result.outcome == Outcome::DoNotKnock && wishes == 0 {
        electors::unbar(act, result.door, result.at)?;
    }
    act.record(
        "result.undone",
        format!("/canvass/rounds/{}", result.round),
        json!({ "result": result.id, "door": result.door }),
    );
    Ok(())
}

/// Takes back every result and note that somebody typed in on a round at one moment; says at how many doors.
pub fn undo_typed(act: &mut Act<'_>, round: RoundId, account: AccountId, at: Instant) -> QueryResult<usize> {
    let (branch, now) = (act.branch(), act.at());
    let typed: Vec<Recorded> = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::round_id.eq(round))
        .filter(contacts::account_id.eq(account))
        .filter(contacts::at.eq(at))
        .filter(contacts::client_id.is_null())
        .filter(contacts::undone_at.is_null())
        .select(RECORDED)
        .load(act.conn())?;
    for result in &typed {
        undo(act, result)?;
    }
    diesel::update(door_notes::table)
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::round_id.eq(round))
        .filter(door_notes::account_id.eq(account))
        .filter(door_notes::at.eq(at))
        .filter(door_notes::client_id.is_null())
        .filter(door_notes::undone_at.is_null())
        .set(door_notes::undone_at.eq(Some(now)))
        .execute(act.conn())?;
    Ok(typed.len())
}
