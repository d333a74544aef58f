//! Suspensions, from a day to a day.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::history::Suspension;
use super::corrections::note;
use crate::{
    audit::Act,
    db::{BranchId, Conn, MemberId, RowId, schema::suspensions},
};

type Row = (RowId, MemberId, NaiveDate, Option<NaiveDate>, String);

/// Suspends a membership from a day, to a day if that is known.
pub fn suspend(
    act: &mut Act<'_>,
    member: MemberId,
    (from_on, to_on): (NaiveDate, Option<NaiveDate>),
    source: &str,
) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(suspensions::table)
        .values((
            suspensions::id.eq(RowId::fresh()),
            suspensions::branch_id.eq(branch),
            suspensions::member_id.eq(member),
            suspensions::from_on.eq(from_on),
            suspensions::to_on.eq(to_on),
            suspensions::source.eq(source),
        ))
        .execute(act.conn())?;
    note(act, member, ("suspension", &[]), source, json!({ "from": from_on, "to": to_on }))
}

/// Lets a suspension end with a day.
pub fn end_suspension(act: &mut Act<'_>, suspension: &Suspension, last_on: NaiveDate, source: &str) -> QueryResult<()> {
    diesel::update(suspensions::table.find(suspension.id)).set(suspensions::to_on.eq(Some(last_on))).execute(act.conn())?;
    let facts = json!({ "from": suspension.from_on, "to": last_on });
    note(act, suspension.member, ("suspension", &[]), source, facts)
}

/// The suspensions of one member, the latest first.
pub fn suspensions(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Suspension>> {
    let rows: Vec<Row> = suspensions::table
        .filter(suspensions::branch_id.eq(branch))
        .filter(suspensions::member_id.eq(member))
        .order((suspensions::from_on.desc(), suspensions::id))
        .select((suspensions::id, suspensions::member_id, suspensions::from_on, suspensions::to_on, suspensions::source))
        .load(conn)?;
    Ok(rows.into_iter().map(suspension).collect())
}

/// One suspension.
pub fn find_suspension(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<Suspension> {
    let row: Row = suspensions::table
        .filter(suspensions::branch_id.eq(branch))
        .find(id)
        .select((suspensions::id, suspensions::member_id, suspensions::from_on, suspensions::to_on, suspensions::source))
        .first(conn)?;
    Ok(suspension(row))
}

fn suspension((id, member, from_on, to_on, source): Row) -> Suspension {
    Suspension { id, member, from_on, to_on, source }
}
