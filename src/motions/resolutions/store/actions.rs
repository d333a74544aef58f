//! The table `actions`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::Action;
use crate::{
    audit::Act,
    db::{ActionId, BranchId, Conn, Instant, MeetingId, MemberId, ResolutionId, schema::actions},
};

/// One action.
pub fn action(conn: &mut Conn, branch: BranchId, id: ActionId) -> QueryResult<Action> {
    actions::table.filter(actions::branch_id.eq(branch)).find(id).select(Action::as_select()).first(conn)
}

/// What is still to be done, the first due first; what has no day comes last.
pub fn arising(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Action>> {
    let mut open: Vec<Action> = actions::table
        .filter(actions::branch_id.eq(branch))
        .filter(actions::done_at.is_null())
        .order((actions::set_at, actions::id))
        .select(Action::as_select())
        .load(conn)?;
    open.sort_by_key(|action| (action.due_on.is_none(), action.due_on));
    Ok(open)
}

/// What one member has still to do, the first due first.
pub fn open_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Action>> {
    Ok(arising(conn, branch)?.into_iter().filter(|action| action.owner == member).collect())
}

/// The actions of a resolution, in the order of asking.
pub fn of_resolution(conn: &mut Conn, branch: BranchId, resolution: ResolutionId) -> QueryResult<Vec<Action>> {
    actions::table
        .filter(actions::branch_id.eq(branch))
        .filter(actions::resolution_id.eq(resolution))
        .order((actions::set_at, actions::id))
        .select(Action::as_select())
        .load(conn)
}

/// What was done lately, the latest first.
pub fn lately_done(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Action>> {
    actions::table
        .filter(actions::branch_id.eq(branch))
        .filter(actions::done_at.is_not_null())
        .order((actions::done_at.desc(), actions::id))
        .limit(20)
        .select(Action::as_select())
        .load(conn)
}

/// Somebody is asked to do something.
pub fn ask(
    act: &mut Act<'_>,
    meeting: MeetingId,
    resolution: Option<ResolutionId>,
    owner: MemberId,
    what: &str,
    due_on: Option<NaiveDate>,
) -> QueryResult<Action> {
    let (id, branch, at) = (ActionId::fresh(), act.branch(), act.at());
    diesel::insert_into(actions::table)
        .values((
            actions::id.eq(id),
            actions::branch_id.eq(branch),
            actions::meeting_id.eq(meeting),
            actions::resolution_id.eq(resolution),
            actions::owner_id.eq(owner),
            actions::what.eq(what),
            actions::due_on.eq(due_on),
            actions::set_at.eq(at),
            actions::report.eq(""),
        ))
        .execute(act.conn())?;
    let facts = json!({ "owner": owner, "meeting": meeting, "resolution": resolution, "due": due_on });
    act.record("action.asked", format!("/actions/{id}"), facts);
    action(act.conn(), branch, id)
}

/// It is done, with what its owner has to say of it.
pub fn finish(act: &mut Act<'_>, action: &Action, report: &str) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(actions::table.find(action.id).filter(actions::branch_id.eq(branch)))
        .set((actions::done_at.eq(Some(at)), actions::report.eq(report)))
        .execute(act.conn())?;
    act.record("action.done", action.href(), json!({ "owner": action.owner }));
    Ok(())
}

/// It was not done after all.
pub fn reopen(act: &mut Act<'_>, action: &Action) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(actions::table.find(action.id).filter(actions::branch_id.eq(branch)))
        .set(actions::done_at.eq(None::<Instant>))
        .execute(act.conn())?;
    act.record("action.reopened", action.href(), json!({ "owner": action.owner }));
    Ok(())
}

/// Open actions that are due until a day and of which nobody was reminded yet.
pub fn to_remind(conn: &mut Conn, branch: BranchId, until: NaiveDate) -> QueryResult<Vec<Action>> {
    actions::table
        .filter(actions::branch_id.eq(branch))
        .filter(actions::done_at.is_null())
        .filter(actions::reminded_at.is_null())
        .filter(actions::due_on.le(until))
        .order((actions::due_on, actions::id))
        .select(Action::as_select())
        .load(conn)
}

/// Its owner is reminded.
pub fn reminded(act: &mut Act<'_>, action: &Action) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(actions::table.find(action.id).filter(actions::branch_id.eq(branch)))
        .set(actions::reminded_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("action.reminded", action.href(), json!({ "owner": action.owner }));
    Ok(())
}
