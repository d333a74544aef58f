//! The table `shift_keys`, and when letters about a shift went out.

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MemberId, ShiftId,
        schema::{shift_keys, shifts},
    },
    insert_rows,
    mail::Key,
};

#[derive(Insertable)]
#[diesel(table_name = shift_keys)]
struct Row {
    key_hash: String,
    branch_id: BranchId,
    shift_id: ShiftId,
    member_id: MemberId,
    sent_at: Instant,
}

/// Keys of one INSERT; SQLite takes 32,766 values at the most.
const KEYS_AT_ONCE: usize = 1_000;

/// Keeps the fingerprints of the keys that stand in letters about a shift; the letters record themselves.
pub fn keep_keys(act: &mut Act<'_>, shift: ShiftId, keys: &[(MemberId, Key)]) -> QueryResult<()> {
    let (branch_id, sent_at) = (act.branch(), act.at());
    let row = |(member, key): &(MemberId, Key)| Row {
        key_hash: key.hash.clone(),
        branch_id,
        shift_id: shift,
        member_id: *member,
        sent_at,
    };
    let rows: Vec<Row> = keys.iter().map(row).collect();
    for rows in rows.chunks(KEYS_AT_ONCE) {
        insert_rows!(act.conn(), rows, some => diesel::insert_into(shift_keys::table).values(some))?;
    }
    Ok(())
}

/// To whom a key with this fingerprint was sent, and for which shift.
pub fn sent_with(conn: &mut Conn, branch: BranchId, hash: &str) -> QueryResult<Option<(ShiftId, MemberId)>> {
    shift_keys::table
        .filter(shift_keys::branch_id.eq(branch))
        .filter(shift_keys::key_hash.eq(hash))
        .select((shift_keys::shift_id, shift_keys::member_id))
        .first(conn)
        .optional()
}

/// Notes that members were asked to come.
pub fn note_asked(act: &mut Act<'_>, shift: ShiftId, members: usize) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(shifts::table.find(shift))
        .filter(shifts::branch_id.eq(branch))
        .set(shifts::asked_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("shift.asked", format!("/canvass/shifts/{shift}"), json!({ "members": members }));
    Ok(())
}

/// Which reminder of a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    DayBefore,
    HoursBefore,
}

/// The shifts that begin within a span and of which this reminder has not gone out.
pub fn to_remind(
    conn: &mut Conn,
    branch: BranchId,
    which: Reminder,
    (from, to): (Instant, Instant),
) -> QueryResult<Vec<ShiftId>> {
    let due = shifts::table
        .filter(shifts::branch_id.eq(branch))
        .filter(shifts::called_off_at.is_null())
        .filter(shifts::starts_at.gt(from))
        .filter(shifts::starts_at.le(to))
        .select(shifts::id);
    match which {
        Reminder::DayBefore => due.filter(shifts::reminded_at.is_null()).load(conn),
        Reminder::HoursBefore => due.filter(shifts::reminded_again_at.is_null()).load(conn),
    }
}

/// Notes that those who come were reminded.
pub fn note_reminded(act: &mut Act<'_>, shift: ShiftId, which: Reminder) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let row = diesel::update(shifts::table.find(shift)).filter(shifts::branch_id.eq(branch));
    match which {
        Reminder::DayBefore => row.set(shifts::reminded_at.eq(Some(at))).execute(act.conn())?,
        Reminder::HoursBefore => row.set(shifts::reminded_again_at.eq(Some(at))).execute(act.conn())?,
    };
    act.record("shift.reminded", format!("/canvass/shifts/{shift}"), json!({}));
    Ok(())
}
