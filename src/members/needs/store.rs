//! The table `access_needs`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId,
        schema::{access_needs, members},
    },
    members::member::called,
};

/// What one member says she needs.
pub fn of(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Option<String>> {
    let said = access_needs::table.filter(access_needs::branch_id.eq(branch)).find(member);
    said.select(access_needs::words).first(conn).optional()
}

/// Everybody who said what they need, by name.
pub fn all(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(MemberId, String, String, NaiveDate)>> {
    let rows: Vec<(MemberId, String, String, String, String, NaiveDate)> = access_needs::table
        .inner_join(members::table)
        .filter(access_needs::branch_id.eq(branch))
        .order((members::sort_name, members::id))
        .select((
            members::id,
            members::first_name,
            members::preferred_name,
            members::last_name,
            access_needs::words,
            access_needs::said_on,
        ))
        .load(conn)?;
    let said = |(id, first, preferred, last, words, on): (_, String, String, String, _, _)| {
        (id, called(&first, &preferred, &last), words, on)
    };
    Ok(rows.into_iter().map(said).collect())
}

/// Keeps what a member says she needs; with no words, forgets it.
pub fn say(act: &mut Act<'_>, member: MemberId, words: &str, said_on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    let said = access_needs::table.filter(access_needs::branch_id.eq(branch)).filter(access_needs::member_id.eq(member));
    diesel::delete(said).execute(act.conn())?;
    if !words.is_empty() {
        diesel::insert_into(access_needs::table)
            .values((
                access_needs::member_id.eq(member),
                access_needs::branch_id.eq(branch),
                access_needs::words.eq(words),
                access_needs::said_on.eq(said_on),
            ))
            .execute(act.conn())?;
    }
    act.record("needs.said", format!("/members/{member}"), json!({ "said": !words.is_empty() }));
    Ok(())
}
