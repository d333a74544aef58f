//! The table `contact_refusals`.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::Kind;
use crate::{
    audit::Act,
    db::{BranchId, Conn, MemberId, schema::contact_refusals},
};

/// The kinds of messages that a member wants none of.
pub fn refused(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Kind>> {
    contact_refusals::table
        .filter(contact_refusals::branch_id.eq(branch))
        .filter(contact_refusals::member_id.eq(member))
        .order(contact_refusals::kind)
        .select(contact_refusals::kind)
        .load(conn)
}

/// Everybody who wants no messages of a kind.
pub fn who_refuse(conn: &mut Conn, branch: BranchId, kind: Kind) -> QueryResult<HashSet<MemberId>> {
    let ids: Vec<MemberId> = contact_refusals::table
        .filter(contact_refusals::branch_id.eq(branch))
        .filter(contact_refusals::kind.eq(kind))
        .select(contact_refusals::member_id)
        .load(conn)?;
    Ok(ids.into_iter().collect())
}

/// Notes from which day on a member wants none of a kind; with no day, that they want it again.
pub fn note(act: &mut Act<'_>, member: MemberId, kind: Kind, since_on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    let noted = contact_refusals::table
        .filter(contact_refusals::branch_id.eq(branch))
        .filter(contact_refusals::member_id.eq(member))
        .filter(contact_refusals::kind.eq(kind));
    diesel::delete(noted).execute(act.conn())?;
    if let Some(since_on) = since_on {
        diesel::insert_into(contact_refusals::table)
            .values((
                contact_refusals::member_id.eq(member),
                contact_refusals::kind.eq(kind),
                contact_refusals::branch_id.eq(branch),
                contact_refusals::since_on.eq(since_on),
            ))
            .execute(act.conn())?;
    }
    act.record("wish.noted", format!("/members/{member}"), json!({ "kind": kind, "wanted": since_on.is_none() }));
    Ok(())
}
