//! Who looked at electors' names: once a day for each page, in the record and in a table that can be asked.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{AccountId, BranchId, Conn, schema::canvass_looks},
};

/// Whether today's look at `subject` is noted already.
pub fn has_looked(conn: &mut Conn, branch: BranchId, account: AccountId, subject: &str, on: NaiveDate) -> QueryResult<bool> {
    let found: i64 = canvass_looks::table
        .filter(canvass_looks::branch_id.eq(branch))
        .filter(canvass_looks::account_id.eq(account))
        .filter(canvass_looks::subject.eq(subject))
        .filter(canvass_looks::looked_on.eq(on))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// Notes that `account` looked at the electors shown at `subject`.
pub fn look_at(act: &mut Act<'_>, account: AccountId, subject: &str, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    act.record("electors.looked-at", subject, json!({ "on": on }));
    if has_looked(act.conn(), branch, account, subject, on)? {
        return Ok(());
    }
    diesel::insert_into(canvass_looks::table)
        .values((
            canvass_looks::branch_id.eq(branch),
            canvass_looks::account_id.eq(account),
            canvass_looks::subject.eq(subject),
            canvass_looks::looked_on.eq(on),
        ))
        .execute(act.conn())
        .map(|_| ())
}
