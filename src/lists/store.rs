//! The table `saved_lists`, and whom a question finds.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::asks::{Asks, Dues, HasMail, Holds};
use crate::{
    audit::Act,
    branch::Branch,
    db::{
        AccountId, Backend, BranchId, Conn, Instant, MemberId, RowId, WardId,
        schema::{attendances, members as entries, office_terms, residences, saved_lists, suspensions, wards},
        sql,
    },
    members::{self, Member},
    web::typed,
};

/// SQLite takes 32,766 values in one statement.
const IDS_AT_ONCE: usize = 10_000;

type Query = entries::BoxedQuery<'static, Backend>;
type Ids = entries::BoxedQuery<'static, Backend, sql::Id>;

/// Of a register with more people than this, a page says of a long list only that it is long.
const SMALL: i64 = 5_000;
/// So many of a long list are looked up for a page.
pub const MOST_SHOWN: usize = 200;

/// Everybody whom a question finds, by name.
pub fn found(conn: &mut Conn, branch: &Branch, asks: &Asks, today: NaiveDate) -> QueryResult<Vec<MemberId>> {
    let ids = asked(conn, branch, asks, today)?.load(conn)?;
    Ok(match asks.random {
        Some(number) => drawn(ids, number, &asks.seed),
        None => ids,
    })
}

/// Those whom a page shows, and whether there are more: of a large register no more than [`MOST_SHOWN`] are looked up.
/// Whoever is drawn is drawn from all.
pub fn shown(conn: &mut Conn, branch: &Branch, asks: &Asks, today: NaiveDate) -> QueryResult<(Vec<MemberId>, bool)> {
    if asks.random.is_some() || members::count_entries(conn, branch.id)? <= SMALL {
        return Ok((found(conn, branch, asks, today)?, false));
    }
    let mut ids: Vec<MemberId> = asked(conn, branch, asks, today)?.limit(MOST_SHOWN as i64 + 1).load(conn)?;
    let are_more = ids.len() > MOST_SHOWN;
    ids.truncate(MOST_SHOWN);
    Ok((ids, are_more))
}

fn asked(conn: &mut Conn, branch: &Branch, asks: &Asks, today: NaiveDate) -> QueryResult<Ids> {
    let query = by_membership(conn, branch, asks)?;
    let query = by_dues_and_mail(query, asks, branch.rulebook.membership.grace.before(today));
    let query = by_dated_facts(query, branch.id, asks, today);
    Ok(by_meetings(query, branch, asks).order((entries::sort_name, entries::id)).select(entries::id))
}

/// Members of the class, in the ward, of the time asked for.
fn by_membership(conn: &mut Conn, branch: &Branch, asks: &Asks) -> QueryResult<Query> {
    let mut query = entries::table.filter(entries::branch_id.eq(branch.id)).into_boxed();
    query = match &asks.class {
        Some(class) => query.filter(entries::class_now.eq(class.clone())),
        None => query.filter(entries::class_now.eq_any(branch.rulebook.membership.classes.clone())),
    };
    if let Some(ward) = &asks.ward {
        let ward = wards::table.filter(wards::branch_id.eq(branch.id)).filter(wards::name.eq(ward)).select(wards::id);
        query = query.filter(entries::ward_now.eq_any(ward.load::<WardId>(conn)?));
    }
    if let Some(day) = asks.joined_since {
        query = match few_joined_since(conn, branch.id, day)? {
            Some(few) => query.filter(entries::id.eq_any(few)),
            None => query.filter(entries::first_joined_on.ge(day)),
        };
    }
    if let Some(day) = asks.joined_before {
        query = query.filter(entries::first_joined_on.lt(day));
    }
    Ok(query)
}

/// Everybody who joined on a day or later, where they are few: then nobody else need be looked at, and neither database sees
/// that by itself.
fn few_joined_since(conn: &mut Conn, branch: BranchId, day: NaiveDate) -> QueryResult<Option<Vec<MemberId>>> {
    let joined = entries::table.filter(entries::branch_id.eq(branch)).filter(entries::first_joined_on.ge(day));
    let ids: Vec<MemberId> = joined.limit(MOST_SHOWN as i64 + 1).select(entries::id).load(conn)?;
    Ok((ids.len() <= MOST_SHOWN).then_some(ids))
}

/// Whose dues stand as asked; who was paid for to an earlier day is late.
fn by_dues_and_mail(query: Query, asks: &Asks, first_in_time: NaiveDate) -> Query {
    let query = match asks.dues {
        Some(Dues::Late) => query.filter(entries::paid_to.lt(first_in_time)),
        Some(Dues::InTime) => query.filter(entries::paid_to.ge(first_in_time)),
        None => query,
    };
    match asks.has_mail {
        Some(HasMail::Yes) => query.filter(entries::email.is_not_null()),
        Some(HasMail::No) => query.filter(entries::email.is_null()),
        None => query,
    }
}

/// What holds of people today, and since when they live where they live. Those whom it holds of are looked up once and not for
/// each person of the register.
fn by_dated_facts(mut query: Query, branch: BranchId, asks: &Asks, today: NaiveDate) -> Query {
    let suspended = suspensions::table
        .filter(suspensions::branch_id.eq(branch))
        .filter(suspensions::from_on.le(today))
        .filter(suspensions::to_on.is_null().or(suspensions::to_on.ge(today)))
        .select(suspensions::member_id);
    query = match asks.is_suspended {
        Some(Holds::Yes) => query.filter(entries::id.eq_any(suspended)),
        Some(Holds::No) => query.filter(entries::id.ne_all(suspended)),
        None => query,
    };
    let in_office = office_terms::table
        .filter(office_terms::branch_id.eq(branch))
        .filter(office_terms::from_on.le(today))
        .filter(office_terms::to_on.is_null().or(office_terms::to_on.ge(today)))
        .select(office_terms::member_id);
    query = match asks.has_office {
        Some(Holds::Yes) => query.filter(entries::id.eq_any(in_office)),
        Some(Holds::No) => query.filter(entries::id.ne_all(in_office)),
        None => query,
    };
    let Some(day) = asks.moved_since else { return query };
    let moved = residences::table
        .filter(residences::branch_id.eq(branch))
        .filter(residences::from_on.ge(day))
        .filter(residences::to_on.is_null().or(residences::to_on.ge(today)))
        .select(residences::member_id);
    query.filter(entries::id.eq_any(moved))
}

/// Who came to a meeting, or to none.
fn by_meetings(mut query: Query, branch: &Branch, asks: &Asks) -> Query {
    let came = |moment: Instant| {
        attendances::table.filter(attendances::member_id.eq(entries::id)).filter(attendances::joined_at.ge(moment))
    };
    if let Some(moment) = asks.came_since.and_then(|day| beginning(branch, day)) {
        query = query.filter(exists(came(moment)));
    }
    if let Some(moment) = asks.away_since.and_then(|day| beginning(branch, day)) {
        query = query.filter(not(exists(came(moment))));
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
        let rows: Vec<Member> = entries::table
            .filter(entries::branch_id.eq(branch))
            .filter(entries::id.eq_any(ids.to_vec()))
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

/// The deed of taking a list away, as the record has it.
pub const TAKEN: &str = "list.taken";

/// Notes that a list left as a file: what it was for and how many people were on it.
pub fn note_takeaway(act: &mut Act<'_>, what: &str, people: usize) {
    act.record(TAKEN, "/lists", json!({ "as": what, "people": people }));
}
