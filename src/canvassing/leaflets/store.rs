//! The tables `leaflet_drops` and `leaflet_rounds`.

use diesel::prelude::*;
use serde_json::json;

use super::drop::{Drop, DropRound};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, DistrictId, Instant, MemberId, RoundId, RowId,
        schema::{leaflet_drops, leaflet_rounds},
    },
    native,
};

const ROUND: (leaflet_rounds::drop_id, leaflet_rounds::round_id, leaflet_rounds::member_id, leaflet_rounds::done_at) =
    (leaflet_rounds::drop_id, leaflet_rounds::round_id, leaflet_rounds::member_id, leaflet_rounds::done_at);

/// Plans a leaflet for these rounds of a polling district.
pub fn plan(act: &mut Act<'_>, district: DistrictId, words: &str, rounds: &[RoundId]) -> QueryResult<RowId> {
    let (branch, at, id) = (act.branch(), act.at(), RowId::fresh());
    diesel::insert_into(leaflet_drops::table)
        .values((
            leaflet_drops::id.eq(id),
            leaflet_drops::branch_id.eq(branch),
            leaflet_drops::district_id.eq(district),
            leaflet_drops::words.eq(words),
            leaflet_drops::planned_at.eq(at),
        ))
        .execute(act.conn())?;
    let row = |round: &RoundId| {
        (leaflet_rounds::drop_id.eq(id), leaflet_rounds::round_id.eq(*round), leaflet_rounds::branch_id.eq(branch))
    };
    let rows: Vec<_> = rounds.iter().map(row).collect();
    native!(act.conn(), c => diesel::insert_into(leaflet_rounds::table).values(&rows).execute(c))?;
    act.record("leaflet.planned", format!("/canvass/leaflets/{id}"), json!({ "words": words, "rounds": rounds.len() }));
    Ok(id)
}

/// The leaflets so far, the newest first.
pub fn drops(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Drop>> {
    leaflet_drops::table
        .filter(leaflet_drops::branch_id.eq(branch))
        .order((leaflet_drops::planned_at.desc(), leaflet_drops::id))
        .select((leaflet_drops::id, leaflet_drops::district_id, leaflet_drops::words, leaflet_drops::planned_at))
        .load(conn)
}

/// One leaflet.
pub fn find(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<Drop> {
    leaflet_drops::table
        .filter(leaflet_drops::branch_id.eq(branch))
        .find(id)
        .select((leaflet_drops::id, leaflet_drops::district_id, leaflet_drops::words, leaflet_drops::planned_at))
        .first(conn)
}

/// The rounds of all leaflets.
pub fn rounds(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<DropRound>> {
    leaflet_rounds::table.filter(leaflet_rounds::branch_id.eq(branch)).select(ROUND).load(conn)
}

/// The rounds of one leaflet.
pub fn rounds_of(conn: &mut Conn, branch: BranchId, drop: RowId) -> QueryResult<Vec<DropRound>> {
    leaflet_rounds::table
        .filter(leaflet_rounds::branch_id.eq(branch))
        .filter(leaflet_rounds::drop_id.eq(drop))
        .select(ROUND)
        .load(conn)
}

/// Gives a round to whoever delivers it.
pub fn give(act: &mut Act<'_>, drop: RowId, round: RoundId, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(leaflet_rounds::table.find((drop, round)))
        .filter(leaflet_rounds::branch_id.eq(branch))
        .set(leaflet_rounds::member_id.eq(Some(member)))
        .execute(act.conn())?;
    act.record("leaflet.given", format!("/canvass/leaflets/{drop}"), json!({ "round": round, "member": member }));
    Ok(())
}

/// Notes that a round was delivered.
pub fn finish(act: &mut Act<'_>, drop: RowId, round: RoundId) -> QueryResult<()> {
    let at = act.at();
    set_done(act, drop, round, Some(at))?;
    act.record("leaflet.delivered", format!("/canvass/leaflets/{drop}"), json!({ "round": round }));
    Ok(())
}

/// Takes that back after a slip.
pub fn reopen(act: &mut Act<'_>, drop: RowId, round: RoundId) -> QueryResult<()> {
    set_done(act, drop, round, None)?;
    act.record("leaflet.reopened", format!("/canvass/leaflets/{drop}"), json!({ "round": round }));
    Ok(())
}

fn set_done(act: &mut Act<'_>, drop: RowId, round: RoundId, at: Option<Instant>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(leaflet_rounds::table.find((drop, round)))
        .filter(leaflet_rounds::branch_id.eq(branch))
        .set(leaflet_rounds::done_at.eq(at))
        .execute(act.conn())
        .map(|_| ())
}
