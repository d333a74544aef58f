//! Everything that came in on a round, one thing after the other, what was taken back included.

use std::collections::HashMap;

use diesel::prelude::*;

use super::super::{Intention, Outcome};
use crate::db::{
    AccountId, BranchId, Conn, ContactId, DistrictId, DoorId, Instant, PhoneId, RoundId, RowId, ShiftId,
    schema::{contacts, door_notes, doors},
};

/// A result that came in on a round.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CameIn {
    pub id: ContactId,
    pub door: DoorId,
    pub account: AccountId,
    pub phone: Option<PhoneId>,
    pub outcome: Outcome,
    pub intention: Option<Intention>,
    /// The branch's own words that were chosen for the two.
    pub code: Option<RowId>,
    pub intention_code: Option<RowId>,
    pub by_telephone: bool,
    pub at: Instant,
    pub received_at: Option<Instant>,
    pub undone_at: Option<Instant>,
}

/// The results of a round in the order in which they happened.
pub fn came_in(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<Vec<CameIn>> {
    contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::round_id.eq(round))
        .order((contacts::at, contacts::id))
        .select((
            contacts::id,
            contacts::door_id,
            contacts::account_id,
            contacts::phone_id,
            contacts::outcome,
            contacts::intention,
            contacts::result_code_id,
            contacts::intention_code_id,
            contacts::by_telephone,
            contacts::at,
            contacts::received_at,
            contacts::undone_at,
        ))
        .load(conn)
}

/// The knocks between two moments that were not undone, in a polling district or everywhere.
pub fn noted_between(
    conn: &mut Conn,
    branch: BranchId,
    between: (Instant, Instant),
    district: Option<DistrictId>,
) -> QueryResult<Vec<(DoorId, Outcome, Instant)>> {
    let mut query = contacts::table
        .inner_join(doors::table)
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::undone_at.is_null())
        .filter(contacts::by_telephone.eq(false))
        .filter(contacts::at.ge(between.0))
        .filter(contacts::at.lt(between.1))
        .order((contacts::at, contacts::id))
        .select((contacts::door_id, contacts::outcome, contacts::at))
        .into_boxed();
    if let Some(district) = district {
        query = query.filter(doors::district_id.eq(district));
    }
    query.load(conn)
}

/// When the last result of each round came in that was noted in a shift.
pub fn last_noted(conn: &mut Conn, branch: BranchId, shift: ShiftId) -> QueryResult<HashMap<RoundId, Instant>> {
    let rows: Vec<(RoundId, Instant)> = contacts::table
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::shift_id.eq(Some(shift)))
        .order(contacts::at)
        .select((contacts::round_id, contacts::at))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// A note that came in on a round: its door, who wrote it on which phone, what it says and when.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct NoteCameIn {
    pub door: DoorId,
    pub account: AccountId,
    pub phone: Option<PhoneId>,
    pub words: String,
    pub at: Instant,
    pub received_at: Option<Instant>,
    pub undone_at: Option<Instant>,
}

/// The notes of a round in the order in which they were written.
pub fn notes_came_in(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<Vec<NoteCameIn>> {
    door_notes::table
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::round_id.eq(round))
        .order((door_notes::at, door_notes::id))
        .select((
            door_notes::door_id,
            door_notes::account_id,
            door_notes::phone_id,
            door_notes::words,
            door_notes::at,
            door_notes::received_at,
            door_notes::undone_at,
        ))
        .load(conn)
}
