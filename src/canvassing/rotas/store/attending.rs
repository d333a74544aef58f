//! The table `shift_attendances`: who came, and how often somebody has walked.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::{coming_to, take_place};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, RowId, ShiftId,
        schema::{assignments, shift_attendances},
    },
};

/// Notes that these people came; whoever came unannounced takes a place with it.
pub fn note_came(act: &mut Act<'_>, shift: ShiftId, came: &[MemberId]) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let known = came_to(act.conn(), branch, shift)?;
    let announced = coming_to(act.conn(), branch, shift)?;
    for member in came {
        if !announced.contains(member) {
            take_place(act, shift, *member)?;
        }
        if known.contains(member) {
            continue;
        }
        diesel::insert_into(shift_attendances::table)
            .values((
                shift_attendances::id.eq(RowId::fresh()),
                shift_attendances::branch_id.eq(branch),
                shift_attendances::shift_id.eq(shift),
                shift_attendances::member_id.eq(*member),
                shift_attendances::noted_at.eq(at),
            ))
            .execute(act.conn())?;
    }
    act.record("shift.attended", format!("/canvass/shifts/{shift}"), json!({ "members": came }));
    Ok(())
}

/// Who came to a shift, in the order in which it was noted.
pub fn came_to(conn: &mut Conn, branch: BranchId, shift: ShiftId) -> QueryResult<Vec<MemberId>> {
    shift_attendances::table
        .filter(shift_attendances::branch_id.eq(branch))
        .filter(shift_attendances::shift_id.eq(shift))
        .order((shift_attendances::noted_at, shift_attendances::id))
        .select(shift_attendances::member_id)
        .load(conn)
}

/// Who came to each of these shifts.
pub fn came_to_each(conn: &mut Conn, branch: BranchId, ids: &[ShiftId]) -> QueryResult<HashMap<ShiftId, Vec<MemberId>>> {
    let rows: Vec<(ShiftId, MemberId)> = shift_attendances::table
        .filter(shift_attendances::branch_id.eq(branch))
        .filter(shift_attendances::shift_id.eq_any(ids.to_vec()))
        .select((shift_attendances::shift_id, shift_attendances::member_id))
        .load(conn)?;
    let mut came: HashMap<ShiftId, Vec<MemberId>> = HashMap::new();
    for (shift, member) in rows {
        came.entry(shift).or_default().push(member);
    }
    Ok(came)
}

/// In how many shifts each of these members has held a round, one of them not counted if it is named.
pub fn shifts_walked(
    conn: &mut Conn,
    branch: BranchId,
    members: &[MemberId],
    but: Option<ShiftId>,
) -> QueryResult<HashMap<MemberId, usize>> {
    let mut held: Vec<(MemberId, ShiftId)> = assignments::table
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::member_id.eq_any(members.to_vec()))
        .filter(assignments::ended_at.is_null())
        .select((assignments::member_id, assignments::shift_id))
        .distinct()
        .load(conn)?;
    held.retain(|(_, shift)| Some(*shift) != but);
    let mut walked = HashMap::new();
    for (member, _) in held {
        *walked.entry(member).or_default() += 1;
    }
    Ok(walked)
}
