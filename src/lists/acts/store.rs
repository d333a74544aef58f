//! The tables `list_acts` and `list_changes`.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::columns::{self, Cells, Stand},
    rules::{self, Asked, Change, Done, NotDone},
};
use crate::{
    audit::Act,
    branch::Branch,
    db::{
        AccountId, BranchId, Conn, Instant, MemberId, RowId,
        schema::{list_acts, list_changes},
    },
    native,
    web::Problem,
};

/// SQLite takes 32,766 values in one statement.
const ROWS_AT_ONCE: usize = 2_000;

/// One act as the page of its list shows it.
#[derive(Debug, Clone)]
pub struct Line {
    pub done: Done,
    pub done_by: Option<AccountId>,
    pub done_at: Instant,
    pub kept: i32,
}

type Row = (RowId, RowId, String, i32, Option<AccountId>, Instant, Option<Instant>, i32);

fn line(branch: &Branch, (id, column, value, people, done_by, done_at, undone_at, kept): Row) -> Line {
    let on = branch.date_of(done_at);
    Line { done: Done { id, column, value, people, on, is_undone: undone_at.is_some() }, done_by, done_at, kept }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn acts_of(branch: BranchId, list: RowId) -> _ {
    let branch: BranchId = branch;
    let list: RowId = list;
    list_acts::table.filter(list_acts::branch_id.eq(branch)).filter(list_acts::list_id.eq(list)).select((
        list_acts::id,
        list_acts::column_id,
        list_acts::value,
        list_acts::people,
        list_acts::done_by,
        list_acts::done_at,
        list_acts::undone_at,
        list_acts::kept,
    ))
}

/// What was done with a list, the latest first.
pub fn done_lately(conn: &mut Conn, branch: &Branch, list: RowId, most: i64) -> QueryResult<Vec<Line>> {
    let latest = acts_of(branch.id, list).order((list_acts::done_at.desc(), list_acts::id.desc())).limit(most);
    Ok(latest.load(conn)?.into_iter().map(|row: Row| line(branch, row)).collect())
}

/// One act of a list.
pub fn find(conn: &mut Conn, branch: &Branch, (list, act): (RowId, RowId)) -> QueryResult<Done> {
    let row: Row = acts_of(branch.id, list).filter(list_acts::id.eq(act)).first(conn)?;
    Ok(line(branch, row).done)
}

#[derive(Insertable)]
#[diesel(table_name = list_changes)]
struct NewChange<'a> {
    act_id: RowId,
    member_id: MemberId,
    branch_id: BranchId,
    before: &'a str,
    before_touch: Option<RowId>,
    after: &'a str,
}

/// Does one thing for many people, and keeps what stood there before; gives back the act and for how many it changed something.
///
/// # Errors
/// Where it stands there already for all of them.
pub fn do_for(act: &mut Act<'_>, list: RowId, asked: &Asked) -> Result<(RowId, usize), Problem> {
    let (branch_id, id) = (act.branch(), RowId::fresh());
    let column = asked.column.id;
    let cells = cells(act.conn(), branch_id, column, &asked.people)?;
    let changes = rules::changes(&asked.people, &asked.value, &written(&cells), |member| cells.shown(member));
    if changes.is_empty() {
        return Err(NotDone::StandsAlready.into());
    }
    let (by, at) = (act.actor().account(), act.at());
    diesel::insert_into(list_acts::table)
        .values((
            (list_acts::id.eq(id), list_acts::branch_id.eq(branch_id), list_acts::list_id.eq(list)),
            (list_acts::column_id.eq(column), list_acts::value.eq(&asked.value), list_acts::kept.eq(0)),
            list_acts::people.eq(i32::try_from(changes.len()).unwrap_or(i32::MAX)),
            (list_acts::done_by.eq(by), list_acts::done_at.eq(at)),
        ))
        .execute(act.conn())?;
    keep(act, id, &changes)?;
    let after = |change: &Change| (change.member, Some(Stand { value: change.after.clone(), touch: id }));
    columns::set(act, column, &changes.iter().map(after).collect::<Vec<_>>())?;
    act.record("list-act.done", format!("/lists/{list}"), json!({ "act": id, "column": column, "people": changes.len() }));
    Ok((id, changes.len()))
}

/// Keeps what an act changed for each person.
fn keep(act: &mut Act<'_>, act_id: RowId, changes: &[Change]) -> QueryResult<()> {
    let branch_id = act.branch();
    for portion in changes.chunks(ROWS_AT_ONCE) {
        let new = portion.iter().map(|change| NewChange {
            act_id,
            member_id: change.member,
            branch_id,
            before: change.before.as_ref().map_or("", |stand| &stand.value),
            before_touch: change.before.as_ref().map(|stand| stand.touch),
            after: &change.after,
        });
        let new: Vec<NewChange> = new.collect();
        native!(act.conn(), native => diesel::insert_into(list_changes::table).values(&new).execute(native))?;
    }
    Ok(())
}

/// Undoes an act: gives back what stood there, where nobody wrote since; says for how many it did, and for how many not.
pub fn undo(act: &mut Act<'_>, list: RowId, done: &Done) -> QueryResult<(usize, usize)> {
    let branch = act.branch();
    let changes = changes_of(act.conn(), branch, done.id)?;
    let people: Vec<MemberId> = changes.iter().map(|change| change.member).collect();
    let stands = written(&cells(act.conn(), branch, done.column, &people)?);
    let undoing = rules::undoing(done.id, changes, &stands);
    columns::set(act, done.column, &undoing.back)?;
    let (by, at) = (act.actor().account(), act.at());
    diesel::update(list_acts::table.find(done.id))
        .set((
            list_acts::undone_by.eq(by),
            list_acts::undone_at.eq(Some(at)),
            list_acts::kept.eq(i32::try_from(undoing.kept).unwrap_or(i32::MAX)),
        ))
        .execute(act.conn())?;
    let facts = json!({ "act": done.id, "back": undoing.back.len(), "kept": undoing.kept });
    act.record("list-act.undone", format!("/lists/{list}"), facts);
    Ok((undoing.back.len(), undoing.kept))
}

fn cells(conn: &mut Conn, branch: BranchId, column: RowId, people: &[MemberId]) -> QueryResult<Cells> {
    Ok(columns::cells(conn, branch, &[column], people)?.remove(&column).unwrap_or_default())
}

fn written(cells: &Cells) -> HashMap<MemberId, Stand> {
    cells.own.iter().map(|(member, cell)| (*member, cell.stand.clone())).collect()
}

fn changes_of(conn: &mut Conn, branch: BranchId, act: RowId) -> QueryResult<Vec<Change>> {
    let rows: Vec<(MemberId, String, Option<RowId>, String)> = list_changes::table
        .filter(list_changes::branch_id.eq(branch))
        .filter(list_changes::act_id.eq(act))
        .select((list_changes::member_id, list_changes::before, list_changes::before_touch, list_changes::after))
        .load(conn)?;
    let change = |(member, value, touch, after): (MemberId, String, Option<RowId>, String)| Change {
        member,
        before: touch.map(|touch| Stand { value, touch }),
        after,
    };
    Ok(rows.into_iter().map(change).collect())
}

/// Forgets what acts changed about somebody, and that they were named in one.
pub fn forget(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    let named = member.to_string();
    let theirs = list_changes::member_id.eq(member).or(list_changes::before.eq(&named)).or(list_changes::after.eq(&named));
    diesel::delete(list_changes::table.filter(theirs)).execute(act.conn())?;
    diesel::update(list_acts::table.filter(list_acts::value.eq(&named))).set(list_acts::value.eq("")).execute(act.conn())?;
    // What was written about nobody else is nobody's any more.
    let others = list_changes::table.select(list_changes::act_id).distinct();
    let branch = act.branch();
    let of_nobody = list_acts::table.filter(list_acts::branch_id.eq(branch)).filter(list_acts::id.ne_all(others));
    diesel::delete(of_nobody).execute(act.conn()).map(|_| ())
}

/// Whether there are acts that can no longer be undone.
pub fn are_old(conn: &mut Conn, branch: &Branch, before: Instant) -> QueryResult<bool> {
    let old = list_acts::table.filter(list_acts::branch_id.eq(branch.id)).filter(list_acts::done_at.lt(before));
    diesel::select(diesel::dsl::exists(old)).get_result(conn)
}

/// Forgets them, with all that they changed; says how many those were.
pub fn sweep(act: &mut Act<'_>, before: Instant) -> QueryResult<usize> {
    let branch = act.branch();
    let old = list_acts::table.filter(list_acts::branch_id.eq(branch)).filter(list_acts::done_at.lt(before));
    let old: Vec<RowId> = old.select(list_acts::id).load(act.conn())?;
    for portion in old.chunks(ROWS_AT_ONCE) {
        diesel::delete(list_changes::table.filter(list_changes::act_id.eq_any(portion.to_vec()))).execute(act.conn())?;
        diesel::delete(list_acts::table.filter(list_acts::id.eq_any(portion.to_vec()))).execute(act.conn())?;
    }
    act.record("list-acts.forgotten", "/lists", json!({ "acts": old.len() }));
    Ok(old.len())
}
