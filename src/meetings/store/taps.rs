//! The table `door_taps`: which taps of desks without a network are done.

use std::collections::HashSet;

use diesel::prelude::*;

use super::super::{Meeting, taps::Tap};
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, MeetingId, RowId, schema::door_taps},
};

/// The taps of a meeting that are done already.
pub fn known_taps(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<HashSet<RowId>> {
    let known: Vec<RowId> = door_taps::table
        .filter(door_taps::branch_id.eq(branch))
        .filter(door_taps::meeting_id.eq(meeting))
        .select(door_taps::id)
        .load(conn)?;
    Ok(known.into_iter().collect())
}

/// Keeps that a tap is done; the sending records it.
pub fn keep_tap(act: &mut Act<'_>, meeting: &Meeting, tap: &Tap, tapped_at: Instant) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(door_taps::table)
        .values((
            door_taps::id.eq(tap.id),
            door_taps::branch_id.eq(branch),
            door_taps::meeting_id.eq(meeting.id),
            door_taps::member_id.eq(tap.member),
            door_taps::deed.eq(tap.deed),
            door_taps::tapped_at.eq(tapped_at),
            door_taps::arrived_at.eq(at),
        ))
        .execute(act.conn())
        .map(|_| ())
}
