//! The tables `priority_asks`, `priority_ticks` and `priority_counts`.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MeetingId, MemberId, MotionId,
        schema::{priority_asks, priority_counts, priority_ticks},
    },
};

/// What the members called to a meeting were asked.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = priority_asks)]
pub struct Ask {
    #[diesel(column_name = meeting_id)]
    pub meeting: MeetingId,
    /// How many motions each may tick.
    pub ticks: i32,
    pub closed_at: Option<Instant>,
}

/// What the members called to a meeting were asked, if they were.
pub fn ask_of(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Option<Ask>> {
    priority_asks::table
        .filter(priority_asks::branch_id.eq(branch))
        .find(meeting)
        .select(Ask::as_select())
        .first(conn)
        .optional()
}

/// The meetings whose members are being asked.
pub fn open_asks(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<MeetingId>> {
    priority_asks::table
        .filter(priority_asks::branch_id.eq(branch))
        .filter(priority_asks::closed_at.is_null())
        .order(priority_asks::opened_at)
        .select(priority_asks::meeting_id)
        .load(conn)
}

/// What one member ticked.
pub fn ticked_by(conn: &mut Conn, branch: BranchId, meeting: MeetingId, member: MemberId) -> QueryResult<Vec<MotionId>> {
    priority_ticks::table
        .filter(priority_ticks::branch_id.eq(branch))
        .filter(priority_ticks::meeting_id.eq(meeting))
        .filter(priority_ticks::member_id.eq(member))
        .select(priority_ticks::motion_id)
        .load(conn)
}

/// Every tick, with nobody's name.
pub fn ticks(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<MotionId>> {
    priority_ticks::table
        .filter(priority_ticks::branch_id.eq(branch))
        .filter(priority_ticks::meeting_id.eq(meeting))
        .select(priority_ticks::motion_id)
        .load(conn)
}

/// How many members have ticked something.
pub fn answers(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<usize> {
    let members: Vec<MemberId> = priority_ticks::table
        .filter(priority_ticks::branch_id.eq(branch))
        .filter(priority_ticks::meeting_id.eq(meeting))
        .select(priority_ticks::member_id)
        .distinct()
        .load(conn)?;
    Ok(members.len())
}

/// How often each motion was ticked, once that is closed.
pub fn counts(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<HashMap<MotionId, i32>> {
    let rows: Vec<(MotionId, i32)> = priority_counts::table
        .filter(priority_counts::branch_id.eq(branch))
        .filter(priority_counts::meeting_id.eq(meeting))
        .select((priority_counts::motion_id, priority_counts::ticked))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Members are asked.
pub fn ask(act: &mut Act<'_>, meeting: MeetingId, most: i32) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(priority_asks::table)
        .values((
            priority_asks::meeting_id.eq(meeting),
            priority_asks::branch_id.eq(branch),
            priority_asks::ticks.eq(most),
            priority_asks::opened_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("priorities.asked", format!("/meetings/{meeting}"), json!({ "ticks": most }));
    Ok(())
}

/// A member's ticks, in place of those before.
pub fn tick(act: &mut Act<'_>, meeting: MeetingId, member: MemberId, motions: &[MotionId]) -> QueryResult<()> {
    let branch = act.branch();
    let before = priority_ticks::table
        .filter(priority_ticks::branch_id.eq(branch))
        .filter(priority_ticks::meeting_id.eq(meeting))
        .filter(priority_ticks::member_id.eq(member));
    diesel::delete(before).execute(act.conn())?;
    for motion in motions {
        diesel::insert_into(priority_ticks::table)
            .values((
                priority_ticks::meeting_id.eq(meeting),
                priority_ticks::member_id.eq(member),
                priority_ticks::motion_id.eq(*motion),
                priority_ticks::branch_id.eq(branch),
            ))
            .execute(act.conn())?;
    }
    // Which ones is the member's own affair, and the record is read by everybody.
    act.record("priorities.answered", format!("/meetings/{meeting}"), json!({}));
    Ok(())
}

/// The numbers are kept, and who ticked what is thrown away.
pub fn close(act: &mut Act<'_>, meeting: MeetingId, counts: &HashMap<MotionId, i32>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    for (motion, ticked) in counts {
        diesel::insert_into(priority_counts::table)
            .values((
                priority_counts::meeting_id.eq(meeting),
                priority_counts::motion_id.eq(*motion),
                priority_counts::branch_id.eq(branch),
                priority_counts::ticked.eq(*ticked),
            ))
            .execute(act.conn())?;
    }
    let ticks =
        priority_ticks::table.filter(priority_ticks::branch_id.eq(branch)).filter(priority_ticks::meeting_id.eq(meeting));
    diesel::delete(ticks).execute(act.conn())?;
    diesel::update(priority_asks::table.find(meeting).filter(priority_asks::branch_id.eq(branch)))
        .set(priority_asks::closed_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("priorities.closed", format!("/meetings/{meeting}"), json!({ "counts": counts.len() }));
    Ok(())
}
