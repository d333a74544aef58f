//! The table `door_notes`: what canvassers wrote down about doors.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use crate::{
    audit::Act,
    canvassing::follow_ups::Told,
    db::{
        AccountId, BranchId, Conn, DoorId, ElectorId, Instant, RoundId, RowId, ShiftId,
        schema::{door_notes, round_doors},
    },
};

/// A note to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    pub round: RoundId,
    pub door: DoorId,
    pub shift: Option<ShiftId>,
    pub elector: Option<ElectorId>,
    pub account: AccountId,
    pub words: String,
    /// Nothing where it is written on a page.
    pub told: Option<Told>,
}

/// A note as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable)]
pub struct Note {
    pub id: RowId,
    pub words: String,
    pub at: Instant,
}

/// Keeps a note. The branch's record says that there is one, not what it says.
pub fn note(act: &mut Act<'_>, new: &NewNote) -> QueryResult<RowId> {
    let (branch, at, id) = (act.branch(), act.at(), RowId::fresh());
    act.record("door-note.written", format!("/canvass/rounds/{}", new.round), json!({ "note": id, "door": new.door }));
    diesel::insert_into(door_notes::table)
        .values((
            door_notes::id.eq(id),
            door_notes::branch_id.eq(branch),
            door_notes::round_id.eq(new.round),
            door_notes::door_id.eq(new.door),
            door_notes::shift_id.eq(new.shift),
            door_notes::elector_id.eq(new.elector),
            door_notes::account_id.eq(new.account),
            door_notes::client_id.eq(new.told.as_ref().map(|told| told.client.as_str())),
            door_notes::phone_id.eq(new.told.as_ref().map(|told| told.phone)),
            door_notes::words.eq(&new.words),
            door_notes::at.eq(new.told.as_ref().map_or(at, |told| told.at)),
            door_notes::received_at.eq(new.told.as_ref().map(|_| at)),
        ))
        .execute(act.conn())?;
    Ok(id)
}

/// The notes at the doors of a round, on whichever round they were written, oldest first.
pub fn notes_at(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<HashMap<DoorId, Vec<Note>>> {
    let here = round_doors::table.filter(round_doors::round_id.eq(round)).select(round_doors::door_id);
    let rows: Vec<(DoorId, Note)> = door_notes::table
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::undone_at.is_null())
        .filter(door_notes::door_id.eq_any(here))
        .order((door_notes::at, door_notes::id))
        .select((door_notes::door_id, (door_notes::id, door_notes::words, door_notes::at)))
        .load(conn)?;
    let mut notes: HashMap<DoorId, Vec<Note>> = HashMap::new();
    for (door, note) in rows {
        notes.entry(door).or_default().push(note);
    }
    Ok(notes)
}

/// Which of these ids, given by phones, are notes that came in already.
pub fn notes_told_as(conn: &mut Conn, branch: BranchId, ids: &[String]) -> QueryResult<HashSet<String>> {
    let rows: Vec<Option<String>> = door_notes::table
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::client_id.eq_any(ids.to_vec()))
        .select(door_notes::client_id)
        .load(conn)?;
    Ok(rows.into_iter().flatten().collect())
}

/// Takes back a note that `account` wrote on a phone; whether there was one to take back.
pub fn undo_note(act: &mut Act<'_>, round: RoundId, account: AccountId, client: &str) -> QueryResult<usize> {
    let (branch, at) = (act.branch(), act.at());
    let undone = diesel::update(door_notes::table)
        .filter(door_notes::branch_id.eq(branch))
        .filter(door_notes::round_id.eq(round))
        .filter(door_notes::account_id.eq(account))
        .filter(door_notes::client_id.eq(client))
        .filter(door_notes::undone_at.is_null())
        .set(door_notes::undone_at.eq(Some(at)))
        .execute(act.conn())?;
    if undone > 0 {
        act.record("door-note.undone", format!("/canvass/rounds/{round}"), json!({}));
    }
    Ok(undone)
}
