//! The table `saved_lists`, and whom a question finds.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::asks::{Asks, Dues, HasMail};
use crate::{
    audit::Act,
    branch::Branch,
    db::{
        AccountId, Backend, BranchId, Conn, Instant, MemberId, RowId,
        schema::{attendances, members, membership_periods, residences, saved_lists, wards},
    },
    members::Member,
    web::typed,
};

/// SQLite takes 32,766 values in one statement.
const IDS_AT_ONCE: usize = 10_000;

type Query = members::BoxedQuery<'static, Backend>;

/// Everybody whom a question finds, by name.
pub fn found(conn: &mut Conn, branch: &Branch, asks: &Asks, today: NaiveDate) -> QueryResult<Vec<MemberId>> {
    let query = by_membership(branch, asks);
    let query = by_dues_and_mail(query, asks, branch.rulebook.membership.grace.before(today));
    let query = by_meetings(query, branch, asks);
    let ids: Vec<MemberId> = query.order((members::sort_name, members::id)).select(members::id).load(conn)?;
    Ok(match asks.random {
        Some(number) => drawn(ids, number, &asks.seed),
        None => ids,
    })
}

/// Members of the class, in the ward, of the time asked for.
fn by_membership(branch: &Branch, asks: &Asks) -> Query {
    let classes = match &asks.class {
        Some(class) => vec![class.clone()],
        None => branch.rulebook.membership.classes.clone(),
    };
    let current = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::to_on.is_null())
        .filter(membership_periods::class.eq_any(classes))
        .select(membership_periods::member_id);
    let mut query = members::table.filter(members::branch_id.eq(branch.id)).filter(members::id.eq_any(current)).into_boxed();
    if let Some(ward) = &asks.ward {
        let there = residences::table
            .inner_join(wards::table)
            .filter(residences::branch_id.eq(branch.id))
            .filter(residences::to_on.is_null())
            .filter(wards::name.eq(ward.clone()))
            .select(residences::member_id);
        query = query.filter(members::id.eq_any(there));
    }
    let (of, begun) = (branch.id, membership_periods::from_on);
    let before = |day: NaiveDate| {
        let earlier = membership_periods::table.filter(membership_periods::branch_id.eq(of)).filter(begun.lt(day));
        earlier.select(membership_periods::member_id)
    };
    if let Some(day) = asks.joined_since {
        query = query.filter(members::id.ne_all(before(day)));
    }
    if let Some(day) = asks.joined_before {
        query = query.filter(members::id.eq_any(before(day)));
    }
    query
}

/// Whose dues stand as asked; who was paid for to an earlier day is late.
fn by_dues_and_mail(query: Query, asks: &Asks, first_in_time: NaiveDate) -> Query {
    let query = match asks.dues {
        Some(Dues::Late) => query.filter(members::paid_to.lt(first_in_time)),
        Some(Dues::InTime) => query.filter(members::paid_to.ge(first_in_time)),
        None => query,
    };
    match asks.has_mail {
        Some(HasMail::Yes) => query.filter(members::email.is_not_null()),
        Some(HasMail::No) => query.filter(members::email.is_null()),
        None => query,
    }
}

/// Who came to a meeting, or to none.
fn by_meetings(mut query: Query, branch: &Branch, asks: &Asks) -> Query {
    let came = |moment: Instant| {
        attendances::table
            .filter(attendances::branch_id.eq(branch.id))
            .filter(attendances::joined_at.ge(moment))
            .select(attendances::member_id)
    };
    if let Some(moment) = asks.came_since.and_then(|day| beginning(branch, day)) {
        query = query.filter(members::id.eq_any(came(moment)));
    }
    if let Some(moment) = asks.away_since.and_then(|day| beginning(branch, day)) {
        query = query.filter(members::id.ne_all(came(moment)));
    }
    query
}

fn beginning(branch: &Branch, day: NaiveDate) -> Option<Instant> {
    typed::moment(day, "00:00", branch.zone).ok()
}

/// So many of these people: those whom the seed puts first, in the order in which they stood.
fn drawn(ids: Vec<MemberId>, number: usize, seed: &str) -> Vec<MemberId> {
    let mut keyed: Vec<_> = ids.iter().map(|id| (Sha256::digest(format!("{seed} {id}")), *id)).collect();
    keyed.sort();
    let taken: HashSet<MemberId> = keyed.into_iter().take(number).map(|(_, id)| id).collect();
    ids.into_iter().filter(|id| taken.contains(id)).collect()
}

/// These people as the register knows them, in the order given.
pub fn people(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<Vec<Member>> {
    let mut known = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Member> = members::table
            .filter(members::branch_id.eq(branch))
            .filter(members::id.eq_any(ids.to_vec()))
            .select(Member::as_select())
            .load(conn)?;
        known.extend(rows.into_iter().map(|member| (member.id, member)));
    }
    Ok(ids.iter().filter_map(|id| known.remove(id)).collect())
}

/// A list under its name.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = saved_lists)]
pub struct Saved {
    pub id: RowId,
    pub name: String,
    pub asks: String,
    pub made_by: AccountId,
    pub is_shared: bool,
}

/// The lists that somebody may use: their own, and those that are shared.
pub fn saved(conn: &mut Conn, branch: BranchId, by: AccountId) -> QueryResult<Vec<Saved>> {
    saved_lists::table
        .filter(saved_lists::branch_id.eq(branch))
        .filter(saved_lists::removed_on.is_null())
        .filter(saved_lists::made_by.eq(by).or(saved_lists::is_shared.eq(true)))
        .order((saved_lists::name, saved_lists::id))
        .select(Saved::as_select())
        .load(conn)
}

/// Keeps a question under a name.
pub fn save(act: &mut Act<'_>, list: &Saved, made_on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(saved_lists::table)
        .values((
            saved_lists::id.eq(list.id),
            saved_lists::branch_id.eq(branch),
            saved_lists::name.eq(&list.name),
            saved_lists::asks.eq(&list.asks),
            saved_lists::made_by.eq(list.made_by),
            saved_lists::made_on.eq(made_on),
            saved_lists::is_shared.eq(list.is_shared),
        ))
        .execute(act.conn())?;
    act.record("list.saved", format!("/lists/{}", list.id), json!({ "shared": list.is_shared }));
    Ok(())
}

/// Puts a list away on a day, or, without one, back where it was. Only whoever made it does.
pub fn put_away(act: &mut Act<'_>, id: RowId, by: AccountId, removed_on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    let own = saved_lists::table
        .filter(saved_lists::branch_id.eq(branch))
        .filter(saved_lists::id.eq(id))
        .filter(saved_lists::made_by.eq(by));
    let changed = diesel::update(own).set(saved_lists::removed_on.eq(removed_on)).execute(act.conn())?;
    if changed == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    act.record("list.put-away", format!("/lists/{id}"), json!({ "away": removed_on.is_some() }));
    Ok(())
}

/// Notes that a list left as a file: what it was for and how many people were on it.
pub fn note_takeaway(act: &mut Act<'_>, what: &str, people: usize) {
    act.record("list.taken", "/lists", json!({ "as": what, "people": people }));
}
