//! Forgetting a person. What others decided with them stays, under a name that says no more than that there was somebody.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{super::Member, joining::ROWS_AT_ONCE, merging::forget_merges, wording::unword};
use crate::{
    accounts,
    audit::Act,
    db::{
        AccountId, BranchId, Conn, MemberId,
        schema::{
            access_needs, contact_refusals, corrections, dues_reminded, import_changes, import_decisions, member_looks,
            members, membership_periods, payments, residences, suspensions, welcomes,
        },
    },
    mail,
};

/// What stands where a source stood.
pub const ERASED: &str = "erased";

/// Everybody whose last membership ended before a day, with its last day.
pub fn who_left(conn: &mut Conn, branch: BranchId, before: NaiveDate) -> QueryResult<Vec<(MemberId, NaiveDate)>> {
    let lasting = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch))
        .filter(membership_periods::to_on.is_null())
        .select(membership_periods::member_id);
    let former: Vec<MemberId> = members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::id.ne_all(lasting))
        .select(members::id)
        .load(conn)?;
    let mut last: HashMap<MemberId, NaiveDate> = HashMap::new();
    for ids in former.chunks(ROWS_AT_ONCE) {
        let ended: Vec<(MemberId, Option<NaiveDate>)> = membership_periods::table
            .filter(membership_periods::member_id.eq_any(ids.to_vec()))
            .select((membership_periods::member_id, membership_periods::to_on))
            .load(conn)?;
        for (id, to_on) in ended.into_iter().filter_map(|(id, to_on)| Some((id, to_on?))) {
            last.entry(id).and_modify(|latest| *latest = (*latest).max(to_on)).or_insert(to_on);
        }
    }
    let mut left: Vec<_> = last.into_iter().filter(|(_, to_on)| *to_on < before).collect();
    left.sort_by_key(|(id, to_on)| (*to_on, *id));
    Ok(left)
}

/// Whether there is such a member, and not only the number of one who was forgotten.
pub fn is_known(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<bool> {
    Ok(known_among(conn, branch, &[member])?.contains(&member))
}

/// Those of these who are there and were not forgotten.
pub fn known_among(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<HashSet<MemberId>> {
    let known = members::table.filter(members::branch_id.eq(branch)).filter(members::sort_name.ne(ERASED));
    let known = known.filter(members::id.eq_any(ids.to_vec())).select(members::id);
    Ok(known.load(conn)?.into_iter().collect())
}

/// Forgets one person: name, ways to reach them, dues, homes, who looked, what was written to them. Whether and when they
/// were a member stays, and so does the office they held.
pub fn erase(act: &mut Act<'_>, member: &Member) -> QueryResult<()> {
    forget_facts(act, member.id)?;
    forget_merges(act, member.id)?;
    unword(act.conn(), &[member.id])?;
    diesel::update(members::table.find(member.id))
        .set((
            (members::title.eq(""), members::first_name.eq("Member"), members::preferred_name.eq("")),
            members::last_name.eq(format!("#{} (erased)", member.number)),
            (members::email.eq(None::<String>), members::mobile.eq(""), members::account_id.eq(None::<AccountId>)),
            (members::address.eq(""), members::town.eq(""), members::postcode.eq("")),
            (members::gender.eq(""), members::born_on.eq(None::<NaiveDate>), members::paid_to.eq(None::<NaiveDate>)),
            members::sort_name.eq(ERASED),
        ))
        .execute(act.conn())?;
    mail::forget(act, member.id.0, member.email.as_deref())?;
    if let Some(account) = member.account_id {
        accounts::erase(act, account)?;
    }
    act.record("member.erased", format!("/members/{}", member.id), json!({}));
    Ok(())
}

fn forget_facts(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    let conn = act.conn();
    diesel::update(membership_periods::table.filter(membership_periods::member_id.eq(member)))
        .set(membership_periods::source.eq(ERASED))
        .execute(conn)?;
    diesel::delete(residences::table.filter(residences::member_id.eq(member))).execute(conn)?;
    diesel::delete(suspensions::table.filter(suspensions::member_id.eq(member))).execute(conn)?;
    diesel::delete(payments::table.filter(payments::member_id.eq(member))).execute(conn)?;
    diesel::delete(corrections::table.filter(corrections::member_id.eq(member))).execute(conn)?;
    diesel::delete(member_looks::table.filter(member_looks::member_id.eq(member))).execute(conn)?;
    diesel::delete(welcomes::table.filter(welcomes::member_id.eq(member))).execute(conn)?;
    diesel::delete(dues_reminded::table.filter(dues_reminded::member_id.eq(member))).execute(conn)?;
    diesel::delete(contact_refusals::table.filter(contact_refusals::member_id.eq(member))).execute(conn)?;
    diesel::delete(access_needs::table.filter(access_needs::member_id.eq(member))).execute(conn)?;
    diesel::delete(import_changes::table.filter(import_changes::member_id.eq(member))).execute(conn)?;
    diesel::delete(import_decisions::table.filter(import_decisions::member_id.eq(member))).execute(conn)?;
    Ok(())
}
