//! Results going in, and taken back.

use diesel::prelude::*;
use serde_json::json;

use super::super::{Intention, Outcome};
use crate::{
    audit::Act,
    canvassing::electors,
    db::{AccountId, BranchId, Conn, ContactId, DoorId, ElectorId, Instant, RoundId, ShiftId, schema::contacts},
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
            contacts::at.eq(at),
        ))
        .execute(act.conn())?;
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
    pub outcome: Outcome,
    pub undone_at: Option<Instant>,
}

pub fn find(conn: &mut Conn, branch: BranchId, id: ContactId) -> QueryResult<Recorded> {
    contacts::table
        .filter(contacts::branch_id.eq(branch))
        .find(id)
        .select((
            contacts::id,
            contacts::round_id,
            contacts::door_id,
            contacts::account_id,
            contacts::outcome,
            contacts::undone_at,
        ))
        .first(conn)
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
        electors::unbar(act, result.door)?;
    }
    act.record(
        "result.undone",
        format!("/canvass/rounds/{}", result.round),
        json!({ "result": result.id, "door": result.door }),
    );
    Ok(())
}
