//! The table `working_columns`.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::column::{Column, Kind};
use crate::{
    audit::Act,
    db::{BranchId, Conn, RowId, schema::working_columns},
};

/// The columns that a list shows, in their order.
pub fn columns(conn: &mut Conn, branch: BranchId, list: RowId) -> QueryResult<Vec<Column>> {
    working_columns::table
        .filter(working_columns::branch_id.eq(branch))
        .filter(working_columns::list_id.eq(list))
        .filter(working_columns::removed_on.is_null())
        .filter(working_columns::kind.ne(Kind::Place))
        .order((working_columns::position, working_columns::id))
        .select(Column::as_select())
        .load(conn)
}

/// All columns that a list ever had, those that were put away and the one that no table shows among them.
pub fn all_columns(conn: &mut Conn, branch: BranchId, list: RowId) -> QueryResult<HashMap<RowId, Column>> {
    let all: Vec<Column> = working_columns::table
        .filter(working_columns::branch_id.eq(branch))
        .filter(working_columns::list_id.eq(list))
        .select(Column::as_select())
        .load(conn)?;
    Ok(all.into_iter().map(|column| (column.id, column)).collect())
}

/// One of the columns that a list shows.
pub fn find(conn: &mut Conn, branch: BranchId, (list, id): (RowId, RowId)) -> QueryResult<Column> {
    columns(conn, branch, list)?.into_iter().find(|column| column.id == id).ok_or(diesel::result::Error::NotFound)
}

/// The column that says who is left out of a list; none where nobody ever was.
pub fn place_of(conn: &mut Conn, branch: BranchId, list: RowId) -> QueryResult<Option<Column>> {
    let place = working_columns::table.filter(working_columns::branch_id.eq(branch)).filter(working_columns::list_id.eq(list));
    place.filter(working_columns::kind.eq(Kind::Place)).select(Column::as_select()).first(conn).optional()
}

/// The same, made where there is none.
pub fn place_for(act: &mut Act<'_>, list: RowId, today: NaiveDate) -> QueryResult<Column> {
    let branch = act.branch();
    match place_of(act.conn(), branch, list)? {
        Some(place) => Ok(place),
        None => insert(act, list, (Kind::Place.label(), Kind::Place), today),
    }
}

/// Adds a column after the others.
pub fn add(act: &mut Act<'_>, list: RowId, (label, kind): (&str, Kind), today: NaiveDate) -> QueryResult<Column> {
    let column = insert(act, list, (label, kind), today)?;
    act.record("list-column.added", format!("/lists/{list}"), json!({ "column": column.id, "kind": kind }));
    Ok(column)
}

fn insert(act: &mut Act<'_>, list: RowId, (label, kind): (&str, Kind), today: NaiveDate) -> QueryResult<Column> {
    let (branch, by) = (act.branch(), act.actor().account());
    let last = working_columns::table.filter(working_columns::list_id.eq(list)).select(working_columns::position);
    let last: Vec<i32> = last.load(act.conn())?;
    let position = last.into_iter().max().unwrap_or(0) + 1;
    let column = Column { id: RowId::fresh(), label: label.to_owned(), kind, position };
    diesel::insert_into(working_columns::table)
        .values((
            (working_columns::id.eq(column.id), working_columns::branch_id.eq(branch), working_columns::list_id.eq(list)),
            (working_columns::label.eq(label), working_columns::kind.eq(kind), working_columns::position.eq(position)),
            (working_columns::made_by.eq(by), working_columns::made_on.eq(today)),
        ))
        .execute(act.conn())?;
    Ok(column)
}

/// Gives a column another name.
pub fn rename(act: &mut Act<'_>, list: RowId, column: RowId, label: &str) -> QueryResult<()> {
    diesel::update(working_columns::table.find(column)).set(working_columns::label.eq(label)).execute(act.conn())?;
    act.record("list-column.renamed", format!("/lists/{list}"), json!({ "column": column }));
    Ok(())
}

/// Puts the columns of a list into an order.
pub fn reorder(act: &mut Act<'_>, list: RowId, order: &[RowId]) -> QueryResult<()> {
    for (position, column) in (1_i32..).zip(order) {
        diesel::update(working_columns::table.find(*column)).set(working_columns::position.eq(position)).execute(act.conn())?;
    }
    act.record("list-column.moved", format!("/lists/{list}"), json!({ "columns": order.len() }));
    Ok(())
}

/// Puts a column away on a day, or, without one, back where it was; what stands in it stays until it is swept.
pub fn put_away(act: &mut Act<'_>, (list, column): (RowId, RowId), removed_on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    let own = working_columns::table
        .filter(working_columns::branch_id.eq(branch))
        .filter(working_columns::list_id.eq(list))
        .filter(working_columns::kind.ne(Kind::Place))
        .filter(working_columns::id.eq(column));
    let changed = diesel::update(own).set(working_columns::removed_on.eq(removed_on)).execute(act.conn())?;
    if changed == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    let facts = json!({ "column": column, "away": removed_on.is_some() });
    act.record("list-column.put-away", format!("/lists/{list}"), facts);
    Ok(())
}
