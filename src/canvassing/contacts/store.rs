//! The table `contacts`.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{Intention, Knock, Outcome, Totals};
use crate::{
    audit::Act,
    canvassing::{electors, rotas, rounds},
    db::{
        AccountId, BranchId, Conn, ContactId, DoorId, ElectorId, Instant, MemberId, RoundId, ShiftId,
        schema::{contacts, round_doors},
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
    /// The id that a phone gave the result.
    pub client_id: Option<String>,
    pub outcome: Outcome,
    pub intention: Option<Intention>,
}

/// Records what happened at a door. A result that a phone sent before is passed over: nothing is given back.
///
/// The record of the branch keeps that a result came in, not what somebody said of their vote.
pub fn record(act: &mut Act<'_>, new: &NewContact) -> QueryResult<Option<ContactId>> {
    let (branch, at, id) = (act.branch(), act.at(), ContactId::fresh());
    let (page, facts) = (format!("/canvass/rounds/{}", new.round), json!({ "result": id, "door": new.door }));
    if let Some(client_id) = &new.client_id
        && is_known(act.conn(), branch, client_id)?
    {
        act.record("result.sent-again", page, json!({ "door": new.door }));
        return Ok(None);
    }
    act.record("result.recorded", page, facts);
    diesel::insert_into(contacts::table)
        .values((
            contacts::id.eq(id),
            contacts::branch_id.eq(branch),
            contacts::round_id.eq(new.round),
            contacts::door_id.eq(new.door),
            contacts::shift_id.eq(new.shift),
            contacts::elector_id.eq(new.elector),
            contacts::account_id.eq(new.account),
            contacts::client_id.eq(&new.client_id),
            contacts::outcome.eq(new.outcome),
            contacts::intention.eq(new.intention),
            contacts::at.eq(at),
        ))
        .execute(act.conn())?;
    if new.outcome == Outcome::DoNotKnock {
        electors::bar(act, new.door)?;
    }
    Ok(Some(id))
}

fn is_known(conn: &mut Conn, branch: BranchId, client_id: &str) -> QueryResult<bool> {
    let found: i64 = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::client_id.eq(client_id))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
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

/// Which knocks to read.
#[derive(Debug, Clone, Copy)]
pub enum At {
    /// Every door of the branch.
    Anywhere,
    /// The doors of a round, on whichever round they were knocked.
    Round(RoundId),
    /// What was recorded in a shift.
    Shift(ShiftId),
}

/// The knocks at doors that were not undone, oldest first.
pub fn knocks(conn: &mut Conn, branch: BranchId, at: At) -> QueryResult<HashMap<DoorId, Vec<Knock>>> {
    type Row = (DoorId, ContactId, Option<ShiftId>, Outcome, Option<Intention>, Instant);
    let mut query = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::undone_at.is_null())
        .order((contacts::at, contacts::id))
        .select((contacts::door_id, contacts::id, contacts::shift_id, contacts::outcome, contacts::intention, contacts::at))
        .into_boxed();
    match at {
        At::Anywhere => {}
        At::Round(round) => {
            let here = round_doors::table.filter(round_doors::round_id.eq(round)).select(round_doors::door_id);
            query = query.filter(contacts::door_id.eq_any(here));
        }
        At::Shift(shift) => query = query.filter(contacts::shift_id.eq(Some(shift))),
    }
    let rows: Vec<Row> = query.load(conn)?;
    let mut knocks: HashMap<DoorId, Vec<Knock>> = HashMap::new();
    for (door, id, shift, outcome, intention, at) in rows {
        knocks.entry(door).or_default().push(Knock { id, shift, outcome, intention, at });
    }
    Ok(knocks)
}

/// How the whole canvass stands.
pub fn totals(conn: &mut Conn, branch: BranchId) -> QueryResult<Totals> {
    let knocks = knocks(conn, branch, At::Anywhere)?;
    let doors = electors::doors_listed(conn, branch)?;
    Ok(Totals::of(doors.into_iter().map(|(door, _)| door), &knocks))
}

/// A round that a member holds, and how far it is.
#[derive(Debug, Clone, Serialize)]
pub struct RoundGiven {
    pub round: RoundId,
    pub code: String,
    pub streets: String,
    pub shift: ShiftId,
    pub starts_at: Instant,
    pub totals: Totals,
}

/// The rounds that a member can open now, latest shift first.
pub fn rounds_of(conn: &mut Conn, branch: BranchId, member: MemberId, now: Instant) -> QueryResult<Vec<RoundGiven>> {
    let mut held = Vec::new();
    for (id, shift) in rotas::given_to(conn, branch, member)? {
        if rotas::may_open(Some(shift.ends_at.0), false, now.0).is_err() {
            continue;
        }
        let round = rounds::find(conn, branch, id)?;
        let knocks = knocks(conn, branch, At::Round(id))?;
        let doors = rounds::doors_of(conn, branch, id)?;
        let totals = Totals::of(doors.into_iter().map(|each| each.door), &knocks);
        held.push(RoundGiven {
            round: id,
            code: round.code,
            streets: round.streets,
            shift: shift.id,
            starts_at: shift.starts_at,
            totals,
        });
    }
    Ok(held)
}
