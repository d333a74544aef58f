//! The table `erasures`.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{
        erasure::{Erasure, Ground},
        rules::Standing,
    },
    holds::holds,
};
use crate::{
    audit::Act,
    branch::Branch,
    db::{BranchId, Conn, MemberId, RowId, schema::erasures},
    members,
};

/// What is known of a person that matters for erasing.
pub fn standing(conn: &mut Conn, branch: &Branch, member: MemberId, today: NaiveDate) -> QueryResult<Standing> {
    let found = members::find(conn, branch.id, member)?;
    let facts = members::facts_of(conn, branch.id, member)?;
    let earlier = erasures::table
        .filter(erasures::branch_id.eq(branch.id))
        .filter(erasures::member_id.eq(member))
        .select(Erasure::as_select())
        .load(conn)?;
    let is_member = facts.periods.iter().any(|period| period.covers(today) || period.from > today);
    Ok(Standing { name: found.name(), is_member, holds: holds(conn, branch, member, today)?, earlier })
}

/// Proposes that somebody is forgotten.
pub fn propose(act: &mut Act<'_>, member: MemberId, ground: Ground, proposed_on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    let proposed_by = act.actor().account();
    diesel::insert_into(erasures::table)
        .values((
            erasures::id.eq(RowId::fresh()),
            erasures::branch_id.eq(branch),
            erasures::member_id.eq(member),
            erasures::ground.eq(ground),
            erasures::proposed_on.eq(proposed_on),
            erasures::proposed_by.eq(proposed_by),
            erasures::stopped_why.eq(""),
        ))
        .execute(act.conn())?;
    act.record("erasure.proposed", format!("/members/{member}"), json!({ "ground": ground }));
    Ok(())
}

/// One erasure.
pub fn find(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<Erasure> {
    erasures::table.filter(erasures::branch_id.eq(branch)).find(id).select(Erasure::as_select()).first(conn)
}

/// The one of a member that is to be confirmed or done.
pub fn open_for(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Option<Erasure>> {
    Ok(open(conn, branch)?.into_iter().find(|erasure| erasure.member_id == member))
}

/// Those who were forgotten, and on which ground.
pub fn erased(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(MemberId, Ground)>> {
    erasures::table
        .filter(erasures::branch_id.eq(branch))
        .filter(erasures::erased_on.is_not_null())
        .select((erasures::member_id, erasures::ground))
        .load(conn)
}

/// Those that are to be confirmed or done, the earliest first.
pub fn open(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Erasure>> {
    erasures::table
        .filter(erasures::branch_id.eq(branch))
        .filter(erasures::erased_on.is_null())
        .filter(erasures::stopped_on.is_null())
        .order((erasures::proposed_on, erasures::id))
        .select(Erasure::as_select())
        .load(conn)
}

/// Those whose day has come.
pub fn due(conn: &mut Conn, branch: BranchId, today: NaiveDate) -> QueryResult<Vec<Erasure>> {
    let open = open(conn, branch)?;
    Ok(open.into_iter().filter(|erasure| erasure.erase_on.is_some_and(|on| on <= today)).collect())
}

/// How many the program proposed since a day.
pub fn lately_proposed(conn: &mut Conn, branch: BranchId, since: NaiveDate) -> QueryResult<i64> {
    erasures::table
        .filter(erasures::branch_id.eq(branch))
        .filter(erasures::ground.eq(Ground::Left))
        .filter(erasures::proposed_on.ge(since))
        .count()
        .get_result(conn)
}

/// Everybody for whom it was ever proposed, whatever became of it.
pub fn considered(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<MemberId>> {
    let all = erasures::table.filter(erasures::branch_id.eq(branch)).select(erasures::member_id);
    Ok(all.load(conn)?.into_iter().collect())
}

/// Confirms one: it is done on a day.
pub fn confirm(act: &mut Act<'_>, erasure: &Erasure, (confirmed_on, erase_on): (NaiveDate, NaiveDate)) -> QueryResult<()> {
    let confirmed_by = act.actor().account();
    diesel::update(own(act.branch(), erasure))
        .set((
            erasures::confirmed_on.eq(Some(confirmed_on)),
            erasures::confirmed_by.eq(confirmed_by),
            erasures::erase_on.eq(Some(erase_on)),
        ))
        .execute(act.conn())?;
    act.record("erasure.confirmed", format!("/members/{}", erasure.member_id), json!({ "on": erase_on }));
    Ok(())
}

/// Stops one, for a reason.
pub fn stop(act: &mut Act<'_>, erasure: &Erasure, stopped_on: NaiveDate, why: &str) -> QueryResult<()> {
    diesel::update(own(act.branch(), erasure))
        .set((erasures::stopped_on.eq(Some(stopped_on)), erasures::stopped_why.eq(why)))
        .execute(act.conn())?;
    act.record("erasure.stopped", format!("/members/{}", erasure.member_id), json!({}));
    Ok(())
}

/// Notes that one is done.
pub fn done(act: &mut Act<'_>, erasure: &Erasure, erased_on: NaiveDate) -> QueryResult<()> {
    diesel::update(own(act.branch(), erasure)).set(erasures::erased_on.eq(Some(erased_on))).execute(act.conn())?;
    act.record("erasure.done", format!("/members/{}", erasure.member_id), json!({ "ground": erasure.ground }));
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn own(branch: BranchId, erasure: &Erasure) -> _ {
    let branch: BranchId = branch;
    let id: RowId = erasure.id;
    erasures::table.filter(erasures::branch_id.eq(branch)).filter(erasures::id.eq(id))
}
