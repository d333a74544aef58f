//! Who was shown what of a member: once a day for each thing and each purpose.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    looks::{Looked, Purpose, Shown},
    member::called,
};
use super::joining::ROWS_AT_ONCE;
use crate::{
    audit::Act,
    db::{
        AccountId, BranchId, Conn, MemberId,
        schema::{member_looks, members},
    },
    native,
};

/// Those of these people whose look is not noted yet; one's own record is nobody else's affair.
pub fn unnoted(conn: &mut Conn, branch: BranchId, look: Looked, ids: &[MemberId]) -> QueryResult<Vec<MemberId>> {
    let mut unnoted = Vec::new();
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let others: Vec<MemberId> = members::table
            .filter(members::branch_id.eq(branch))
            .filter(members::id.eq_any(ids.to_vec()))
            .filter(members::account_id.is_null().or(members::account_id.ne(look.by)))
            .select(members::id)
            .load(conn)?;
        let noted: Vec<MemberId> = member_looks::table
            .filter(member_looks::member_id.eq_any(ids.to_vec()))
            .filter(member_looks::account_id.eq(look.by))
            .filter(member_looks::shown.eq(look.shown))
            .filter(member_looks::purpose.eq(look.purpose))
            .filter(member_looks::looked_on.eq(look.on))
            .select(member_looks::member_id)
            .load(conn)?;
        let noted: HashSet<MemberId> = noted.into_iter().collect();
        unnoted.extend(others.into_iter().filter(|id| !noted.contains(id)));
    }
    Ok(unnoted)
}

/// Notes a look at these people.
pub fn note_looks(act: &mut Act<'_>, look: Looked, ids: &[MemberId]) -> QueryResult<()> {
    let branch = act.branch();
    let unnoted = unnoted(act.conn(), branch, look, ids)?;
    for portion in unnoted.chunks(ROWS_AT_ONCE) {
        let row = |member: &MemberId| {
            (
                member_looks::branch_id.eq(branch),
                member_looks::member_id.eq(*member),
                member_looks::account_id.eq(look.by),
                member_looks::shown.eq(look.shown),
                member_looks::purpose.eq(look.purpose),
                member_looks::looked_on.eq(look.on),
            )
        };
        let rows: Vec<_> = portion.iter().map(row).collect();
        native!(act.conn(), c => diesel::insert_into(member_looks::table).values(rows).execute(c))?;
    }
    let facts = |people: usize| json!({ "shown": look.shown, "purpose": look.purpose, "people": people });
    match ids {
        [one] => act.record("member.looked-at", format!("/members/{one}"), facts(1)),
        many => act.record("members.looked-at", "/members", facts(many.len())),
    }
    Ok(())
}

/// Who looked at one member, the latest first.
pub fn looks(conn: &mut Conn, branch: BranchId, member: MemberId, most: i64) -> QueryResult<Vec<Looked>> {
    let rows: Vec<(AccountId, Shown, Purpose, NaiveDate)> = member_looks::table
        .filter(member_looks::branch_id.eq(branch))
        .filter(member_looks::member_id.eq(member))
        .order((member_looks::looked_on.desc(), member_looks::account_id, member_looks::shown, member_looks::purpose))
        .limit(most)
        .select((member_looks::account_id, member_looks::shown, member_looks::purpose, member_looks::looked_on))
        .load(conn)?;
    Ok(rows.into_iter().map(|(by, shown, purpose, on)| Looked { by, shown, purpose, on }).collect())
}

/// How many looks there were since a day, by what they were for, most first.
pub fn count_looks(conn: &mut Conn, branch: BranchId, since: NaiveDate) -> QueryResult<Vec<(Purpose, i64)>> {
    member_looks::table
        .filter(member_looks::branch_id.eq(branch))
        .filter(member_looks::looked_on.ge(since))
        .group_by(member_looks::purpose)
        .order((diesel::dsl::count_star().desc(), member_looks::purpose))
        .select((member_looks::purpose, diesel::dsl::count_star()))
        .load(conn)
}

/// The members to whom these accounts belong, each with their name.
pub fn holders(
    conn: &mut Conn,
    branch: BranchId,
    accounts: &[AccountId],
) -> QueryResult<HashMap<AccountId, (MemberId, String)>> {
    let rows: Vec<(Option<AccountId>, MemberId, String, String, String)> = members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::account_id.eq_any(accounts.to_vec()))
        .select((members::account_id, members::id, members::first_name, members::preferred_name, members::last_name))
        .load(conn)?;
    let holder = |(account, id, first, preferred, last): (Option<AccountId>, _, String, String, String)| {
        Some((account?, (id, called(&first, &preferred, &last))))
    };
    Ok(rows.into_iter().filter_map(holder).collect())
}

/// How many looks are older than they are kept.
pub fn count_old_looks(conn: &mut Conn, branch: BranchId, since: NaiveDate) -> QueryResult<i64> {
    member_looks::table
        .filter(member_looks::branch_id.eq(branch))
        .filter(member_looks::looked_on.lt(since))
        .count()
        .get_result(conn)
}

/// Forgets the looks before a day; says how many those were.
pub fn forget_looks(act: &mut Act<'_>, since: NaiveDate) -> QueryResult<usize> {
    let branch = act.branch();
    let old = member_looks::table.filter(member_looks::branch_id.eq(branch)).filter(member_looks::looked_on.lt(since));
    let forgotten = diesel::delete(old).execute(act.conn())?;
    act.record("looks.forgotten", "/members", json!({ "before": since, "looks": forgotten }));
    Ok(forgotten)
}
