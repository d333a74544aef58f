//! The table `working_cells`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::column::{Cell, Cells, Column, Kind, Noted, Stand};
use crate::{
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant, MemberId, RowId,
        schema::{saved_lists, working_cells, working_columns},
    },
    members, native,
};

/// PostgreSQL takes 65,535 values in one statement, SQLite half as many.
const ROWS_AT_ONCE: usize = 2_000;

type Row = (RowId, MemberId, String, Option<AccountId>, Instant, RowId);

const ROW: (
    working_cells::column_id,
    working_cells::member_id,
    working_cells::value,
    working_cells::set_by,
    working_cells::set_at,
    working_cells::touch,
) = (
    working_cells::column_id,
    working_cells::member_id,
    working_cells::value,
    working_cells::set_by,
    working_cells::set_at,
    working_cells::touch,
);

/// What stands in each of these columns about these people. An entry that was laid aside for one of theirs speaks where nobody
/// wrote beside their own, and speaks for itself again when the two are taken apart.
pub fn cells(conn: &mut Conn, branch: BranchId, columns: &[RowId], people: &[MemberId]) -> QueryResult<HashMap<RowId, Cells>> {
    let kept_for = members::kept_for(conn, branch)?;
    let kept = |id: MemberId| {
        let mut kept = id;
        while let Some(next) = kept_for.get(&kept) {
            kept = *next;
        }
        kept
    };
    let wanted: HashSet<MemberId> = people.iter().copied().collect();
    let aside = kept_for.keys().copied().filter(|id| !wanted.contains(id) && wanted.contains(&kept(*id)));
    let all: Vec<MemberId> = people.iter().copied().chain(aside).collect();
    let mut found: HashMap<RowId, Cells> = columns.iter().map(|column| (*column, Cells::default())).collect();
    for ids in all.chunks(ROWS_AT_ONCE) {
        let rows: Vec<Row> = working_cells::table
            .filter(working_cells::branch_id.eq(branch))
            .filter(working_cells::column_id.eq_any(columns.to_vec()))
            .filter(working_cells::member_id.eq_any(ids.to_vec()))
            .select(ROW)
            .load(conn)?;
        for (column, member, value, set_by, set_at, touch) in rows {
            let cells = found.entry(column).or_default();
            let cell = Cell { stand: Stand { value, touch }, set_by, set_at };
            match wanted.contains(&member) {
                true => cells.own.insert(member, cell),
                false => cells.aside.insert(kept(member), cell),
            };
        }
    }
    Ok(found)
}

#[derive(Insertable)]
#[diesel(table_name = working_cells)]
struct NewCell<'a> {
    column_id: RowId,
    member_id: MemberId,
    branch_id: BranchId,
    value: &'a str,
    set_by: Option<AccountId>,
    set_at: Instant,
    touch: RowId,
}

/// Writes cells of one column; where nothing is to stand, as if nobody had ever written. Whoever calls records why.
pub fn set(act: &mut Act<'_>, column: RowId, cells: &[(MemberId, Option<Stand>)]) -> QueryResult<()> {
    let (branch_id, set_by, set_at) = (act.branch(), act.actor().account(), act.at());
    for portion in cells.chunks(ROWS_AT_ONCE) {
        let ids: Vec<MemberId> = portion.iter().map(|(member, _)| *member).collect();
        let old = working_cells::table.filter(working_cells::column_id.eq(column)).filter(working_cells::member_id.eq_any(ids));
        diesel::delete(old).execute(act.conn())?;
        let new = portion.iter().filter_map(|(member, stand)| {
            let Stand { value, touch } = stand.as_ref()?;
            Some(NewCell { column_id: column, member_id: *member, branch_id, value, set_by, set_at, touch: *touch })
        });
        let new: Vec<NewCell> = new.collect();
        native!(act.conn(), native => diesel::insert_into(working_cells::table).values(&new).execute(native))?;
    }
    Ok(())
}

/// Notes that cells of a column were written by hand.
pub fn note(act: &mut Act<'_>, list: RowId, column: RowId, cells: &[(MemberId, String)]) -> QueryResult<()> {
    let touch = RowId::fresh();
    let stands = |(member, value): &(MemberId, String)| (*member, Some(Stand { value: value.clone(), touch }));
    set(act, column, &cells.iter().map(stands).collect::<Vec<_>>())?;
    act.record("list-cells.written", format!("/lists/{list}"), json!({ "column": column, "cells": cells.len() }));
    Ok(())
}

/// What stands in working columns about one entry and those laid aside for it, and where they are named as the one who takes
/// care: the latest first.
pub fn noted_about(conn: &mut Conn, branch: BranchId, entries: &[MemberId]) -> QueryResult<Vec<Noted>> {
    let named: Vec<String> = entries.iter().map(ToString::to_string).collect();
    let rows: Vec<(String, Column, Row)> = working_cells::table
        .inner_join(working_columns::table.inner_join(saved_lists::table))
        .filter(working_cells::branch_id.eq(branch))
        .filter(working_cells::value.ne(""))
        .filter(
            working_cells::member_id
                .eq_any(entries.to_vec())
                .or(working_columns::kind.eq(Kind::Person).and(working_cells::value.eq_any(named))),
        )
        .order((working_cells::set_at.desc(), working_columns::position))
        .select((saved_lists::name, Column::as_select(), ROW))
        .load(conn)?;
    let noted = |(list, column, (_, about, value, set_by, set_at, touch)): (String, Column, Row)| Noted {
        list,
        column,
        about,
        cell: Cell { stand: Stand { value, touch }, set_by, set_at },
    };
    Ok(rows.into_iter().map(noted).collect())
}

/// Forgets what stands in working columns about somebody, and where they are named in one.
pub fn forget(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    let theirs = working_cells::member_id.eq(member).or(working_cells::value.eq(member.to_string()));
    diesel::delete(working_cells::table.filter(theirs)).execute(act.conn()).map(|_| ())
}

/// The cells of columns that were put away before a day, or whose list was.
#[diesel::dsl::auto_type(no_type_alias)]
fn away(branch: BranchId, before: NaiveDate) -> _ {
    let branch: BranchId = branch;
    let before: NaiveDate = before;
    let lists = saved_lists::table.filter(saved_lists::branch_id.eq(branch)).filter(saved_lists::removed_on.lt(before));
    let columns = working_columns::table
        .filter(working_columns::branch_id.eq(branch))
        .filter(
            working_columns::removed_on
                .lt(before)
                .or(working_columns::list_id.eq_any(lists.select(saved_lists::id)).nullable()),
        )
        .select(working_columns::id);
    working_cells::table.filter(working_cells::column_id.eq_any(columns))
}

/// Whether anything stands in columns that were put away so long ago.
pub fn are_old(conn: &mut Conn, branch: BranchId, before: NaiveDate) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(away(branch, before))).get_result(conn)
}

/// Forgets it; says how many cells that were.
pub fn sweep(act: &mut Act<'_>, before: NaiveDate) -> QueryResult<usize> {
    let branch = act.branch();
    let columns: Vec<RowId> = away(branch, before).select(working_cells::column_id).distinct().load(act.conn())?;
    let cells = diesel::delete(working_cells::table.filter(working_cells::column_id.eq_any(columns))).execute(act.conn())?;
    act.record("list-cells.forgotten", "/lists", json!({ "cells": cells }));
    Ok(cells)
}
