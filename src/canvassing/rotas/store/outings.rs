//! The table `outings`: who is out with a round.

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, RoundId, RowId, ShiftId,
        schema::{outings, shifts},
    },
};

/// A round that is out, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = outings)]
pub struct Outing {
    #[diesel(column_name = shift_id)]
    pub shift: ShiftId,
    #[diesel(column_name = round_id)]
    pub round: RoundId,
    pub out_at: Instant,
    pub back_by: Instant,
    pub well_at: Option<Instant>,
    pub back_at: Option<Instant>,
}

/// Notes that a round is out from now on, or again; the pair is expected back at `back_by`.
pub fn begin(act: &mut Act<'_>, shift: ShiftId, round: RoundId, back_by: Instant) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::delete(outings::table)
        .filter(outings::branch_id.eq(branch))
        .filter(outings::shift_id.eq(shift))
        .filter(outings::round_id.eq(round))
        .execute(act.conn())?;
    diesel::insert_into(outings::table)
        .values((
            outings::id.eq(RowId::fresh()),
            outings::branch_id.eq(branch),
            outings::shift_id.eq(shift),
            outings::round_id.eq(round),
            outings::out_at.eq(at),
            outings::back_by.eq(back_by),
        ))
        .execute(act.conn())?;
    act.record("outing.begun", format!("/canvass/shifts/{shift}"), json!({ "round": round, "back_by": back_by }));
    Ok(())
}

/// Notes that all is well with those who are out.
pub fn say_well(act: &mut Act<'_>, shift: ShiftId, round: RoundId) -> QueryResult<usize> {
    let (branch, at) = (act.branch(), act.at());
    act.record("outing.well", format!("/canvass/shifts/{shift}"), json!({ "round": round }));
    diesel::update(outings::table)
        .filter(outings::branch_id.eq(branch))
        .filter(outings::shift_id.eq(shift))
        .filter(outings::round_id.eq(round))
        .filter(outings::back_at.is_null())
        .set((outings::well_at.eq(Some(at)), outings::told_at.eq(None::<Instant>)))
        .execute(act.conn())
}

/// Notes that they are back.
pub fn end(act: &mut Act<'_>, shift: ShiftId, round: RoundId) -> QueryResult<usize> {
    let at = act.at();
    act.record("outing.ended", format!("/canvass/shifts/{shift}"), json!({ "round": round }));
    set_back(act, shift, round, Some(at))
}

/// Takes back that they are back.
pub fn resume(act: &mut Act<'_>, shift: ShiftId, round: RoundId) -> QueryResult<usize> {
    act.record("outing.resumed", format!("/canvass/shifts/{shift}"), json!({ "round": round }));
    set_back(act, shift, round, None)
}

fn set_back(act: &mut Act<'_>, shift: ShiftId, round: RoundId, at: Option<Instant>) -> QueryResult<usize> {
    let branch = act.branch();
    diesel::update(outings::table)
        .filter(outings::branch_id.eq(branch))
        .filter(outings::shift_id.eq(shift))
        .filter(outings::round_id.eq(round))
        .set(outings::back_at.eq(at))
        .execute(act.conn())
}

/// The rounds that were out in a shift.
pub fn outings_in(conn: &mut Conn, branch: BranchId, shift: ShiftId) -> QueryResult<Vec<Outing>> {
    outings::table
        .filter(outings::branch_id.eq(branch))
        .filter(outings::shift_id.eq(shift))
        .select(Outing::as_select())
        .load(conn)
}

/// Rounds that are out, of which no leader was told that nothing is heard; those of shifts that were called off never went.
pub fn due_to_tell(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Outing>> {
    outings::table
        .inner_join(shifts::table)
        .filter(outings::branch_id.eq(branch))
        .filter(outings::back_at.is_null())
        .filter(outings::told_at.is_null())
        .filter(shifts::called_off_at.is_null())
        .order(outings::back_by)
        .select(Outing::as_select())
        .load(conn)
}

/// Notes that the leader was told.
pub fn note_told(act: &mut Act<'_>, outing: &Outing) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(outings::table)
        .filter(outings::branch_id.eq(branch))
        .filter(outings::shift_id.eq(outing.shift))
        .filter(outings::round_id.eq(outing.round))
        .set(outings::told_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("outing.missed", format!("/canvass/shifts/{}", outing.shift), json!({ "round": outing.round }));
    Ok(())
}
