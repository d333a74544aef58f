//! Everything that came in on a round, one thing after the other, what was taken back included.

use diesel::prelude::*;

use super::super::{Intention, Outcome};
use crate::db::{
    AccountId, BranchId, Conn, ContactId, DoorId, Instant, PhoneId, RoundId,
    schema::{contacts, door_notes},
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
            contacts::at,
            contacts::received_at,
            contacts::undone_at,
        ))
        .load(conn)
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
