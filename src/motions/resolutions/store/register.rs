//! The tables `resolutions` and `resolution_news`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    Resolution, State,
    resolution::{News, NewsKind},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MotionId, ResolutionId, RowId,
        schema::{resolution_news, resolutions},
    },
};

/// One resolution.
pub fn find(conn: &mut Conn, branch: BranchId, id: ResolutionId) -> QueryResult<Resolution> {
    resolutions::table.filter(resolutions::branch_id.eq(branch)).find(id).select(Resolution::as_select()).first(conn)
}

/// What a motion became, once it was carried.
pub fn of_motion(conn: &mut Conn, branch: BranchId, motion: MotionId) -> QueryResult<Option<Resolution>> {
    resolutions::table
        .filter(resolutions::branch_id.eq(branch))
        .filter(resolutions::motion_id.eq(motion))
        .select(Resolution::as_select())
        .first(conn)
        .optional()
}

/// The whole register, the newest first.
pub fn list(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Resolution>> {
    resolutions::table
        .filter(resolutions::branch_id.eq(branch))
        .order((resolutions::year.desc(), resolutions::number.desc()))
        .select(Resolution::as_select())
        .load(conn)
}

/// The resolutions that bind the branch.
pub fn in_force(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Resolution>> {
    let all = list(conn, branch)?;
    Ok(all.into_iter().filter(|resolution| resolution.state == State::InForce).collect())
}

/// Those that a quorate meeting has still to ratify, the oldest first.
pub fn to_ratify(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Resolution>> {
    let mut waiting = in_force(conn, branch)?;
    waiting.retain(Resolution::waits_for_ratification);
    waiting.reverse();
    Ok(waiting)
}

/// Enters a resolution under the next number of its year. `number` of the one handed in is not looked at.
pub fn insert(act: &mut Act<'_>, resolution: &Resolution) -> QueryResult<Resolution> {
    let branch = act.branch();
    let last: Option<i32> = resolutions::table
        .filter(resolutions::branch_id.eq(branch))
        .filter(resolutions::year.eq(resolution.year))
        .select(diesel::dsl::max(resolutions::number))
        .first(act.conn())?;
    let number = last.unwrap_or_default() + 1;
    diesel::insert_into(resolutions::table)
        .values((
            resolutions::id.eq(resolution.id),
            resolutions::branch_id.eq(branch),
            resolutions::motion_id.eq(resolution.motion),
            resolutions::meeting_id.eq(resolution.meeting),
            resolutions::year.eq(resolution.year),
            resolutions::number.eq(number),
            resolutions::title.eq(&resolution.title),
            resolutions::text.eq(&resolution.text),
            resolutions::fingerprint.eq(&resolution.fingerprint),
            resolutions::figures.eq(&resolution.figures),
            resolutions::carried_at.eq(resolution.carried_at),
            resolutions::state.eq(resolution.state),
            resolutions::to_ratify.eq(&resolution.to_ratify),
        ))
        .execute(act.conn())?;
    let facts = json!({ "number": number, "motion": resolution.motion, "fingerprint": resolution.fingerprint });
    act.record("resolution.entered", resolution.href(), facts);
    find(act.conn(), branch, resolution.id)
}

/// Changes one resolution of the branch; rules were asked before.
macro_rules! change {
    ($act:expr, $id:expr, $($set:expr),+ $(,)?) => {{
        let branch = $act.branch();
        diesel::update(resolutions::table.filter(resolutions::branch_id.eq(branch)).filter(resolutions::id.eq($id)))
            .set(($($set,)+))
            .execute($act.conn())?;
    }};
}

/// A quorate meeting has ratified it.
pub fn set_ratified(act: &mut Act<'_>, resolution: &Resolution) -> QueryResult<()> {
    let at = act.at();
    change!(act, resolution.id, resolutions::ratified_at.eq(Some(at)));
    act.record("resolution.ratified", resolution.href(), json!({}));
    Ok(())
}

/// It binds the branch no more, or again; `by` is the resolution that takes its place.
pub fn set_state(act: &mut Act<'_>, resolution: &Resolution, state: State, by: Option<ResolutionId>) -> QueryResult<()> {
    change!(act, resolution.id, resolutions::state.eq(state), resolutions::superseded_by.eq(by));
    act.record("resolution.settled", resolution.href(), json!({ "state": state, "by": by }));
    Ok(())
}

/// What a second count gave.
pub fn count_again(act: &mut Act<'_>, resolution: &Resolution, state: State, figures: &str) -> QueryResult<()> {
    change!(act, resolution.id, resolutions::state.eq(state), resolutions::figures.eq(figures));
    act.record("resolution.counted-again", resolution.href(), json!({ "state": state }));
    Ok(())
}

/// The day on which it is looked at again.
pub fn set_review(act: &mut Act<'_>, resolution: &Resolution, on: Option<NaiveDate>) -> QueryResult<()> {
    change!(act, resolution.id, resolutions::review_on.eq(on));
    act.record("resolution.review-set", resolution.href(), json!({ "on": on }));
    Ok(())
}

/// What was noted about a resolution, the oldest first.
pub fn news(conn: &mut Conn, branch: BranchId, resolution: ResolutionId) -> QueryResult<Vec<News>> {
    let rows: Vec<(NewsKind, String, Instant)> = resolution_news::table
        .filter(resolution_news::branch_id.eq(branch))
        .filter(resolution_news::resolution_id.eq(resolution))
        .order((resolution_news::noted_at, resolution_news::id))
        .select((resolution_news::kind, resolution_news::words, resolution_news::noted_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(kind, words, at)| News { kind, words, at }).collect())
}

/// Notes a letter, a reply or other news.
pub fn note(act: &mut Act<'_>, resolution: &Resolution, kind: NewsKind, words: &str) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(resolution_news::table)
        .values((
            resolution_news::id.eq(RowId::fresh()),
            resolution_news::branch_id.eq(branch),
            resolution_news::resolution_id.eq(resolution.id),
            resolution_news::kind.eq(kind),
            resolution_news::words.eq(words),
            resolution_news::noted_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("resolution.noted", resolution.href(), json!({ "kind": kind }));
    Ok(())
}
