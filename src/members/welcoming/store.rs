//! The table `welcomes`, and who joined.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::{dsl, prelude::*};
use serde_json::json;

use super::{
    joiner::{Joiner, Welcome, Welcomer},
    rules,
};
use crate::{
    accounts::Permission,
    audit::Act,
    branch::Branch,
    db::{
        Backend, BranchId, Conn, MemberId,
        schema::{members, membership_periods, welcomes},
    },
    members::{
        Person,
        store::{persons, reach, terms_of_all},
        wishes::{Kind, who_refuse},
    },
};

type Row = (MemberId, MemberId, NaiveDate, NaiveDate, Option<NaiveDate>);

const WELCOME: (welcomes::member_id, welcomes::welcomer_id, welcomes::given_on, welcomes::speak_by, welcomes::spoke_on) =
    (welcomes::member_id, welcomes::welcomer_id, welcomes::given_on, welcomes::speak_by, welcomes::spoke_on);

fn welcome((joiner, welcomer, given_on, speak_by, spoke_on): Row) -> Welcome {
    Welcome { joiner, welcomer, given_on, speak_by, spoke_on }
}

/// Members today who were none on the day `since`, and whom nobody welcomes.
fn all_alone(branch: &Branch, since: NaiveDate) -> members::BoxedQuery<'static, Backend> {
    let joined = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::from_on.gt(since))
        .filter(membership_periods::to_on.is_null())
        .filter(membership_periods::class.eq_any(branch.rulebook.membership.classes.clone()))
        .select(membership_periods::member_id);
    let was_there = membership_periods::table
        .filter(membership_periods::member_id.eq(members::id))
        .filter(membership_periods::from_on.le(since))
        .filter(membership_periods::to_on.is_null().or(membership_periods::to_on.ge(since)));
    let welcomed = welcomes::table
        .filter(welcomes::member_id.eq(members::id))
        .filter(welcomes::spoke_on.is_null().or(welcomes::given_on.gt(since)));
    members::table
        .filter(members::branch_id.eq(branch.id))
        .filter(members::id.eq_any(joined))
        .filter(dsl::not(dsl::exists(was_there)))
        .filter(dsl::not(dsl::exists(welcomed)))
        .into_boxed()
}

/// How many joiners nobody welcomes.
pub fn count_alone(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> QueryResult<i64> {
    all_alone(branch, rules::joined_after(today)).count().get_result(conn)
}

/// Joiners whom nobody welcomes, those who joined first before the others.
pub fn alone(conn: &mut Conn, branch: &Branch, today: NaiveDate, most: i64) -> QueryResult<Vec<Joiner>> {
    let ids: Vec<MemberId> = all_alone(branch, rules::joined_after(today))
        .order((members::entered_at, members::sort_name, members::id))
        .limit(most)
        .select(members::id)
        .load(conn)?;
    joiners(conn, branch.id, &ids, today)
}

/// These people as joiners, in the order of the days on which they joined.
pub fn joiners(conn: &mut Conn, branch: BranchId, ids: &[MemberId], today: NaiveDate) -> QueryResult<Vec<Joiner>> {
    let joined: Vec<(MemberId, NaiveDate)> = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch))
        .filter(membership_periods::member_id.eq_any(ids.to_vec()))
        .filter(membership_periods::from_on.gt(rules::joined_after(today)))
        .order(membership_periods::from_on.desc())
        .select((membership_periods::member_id, membership_periods::from_on))
        .load(conn)?;
    let joined: HashMap<MemberId, NaiveDate> = joined.into_iter().collect();
    let born: Vec<(MemberId, Option<NaiveDate>)> = members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::id.eq_any(ids.to_vec()))
        .select((members::id, members::born_on))
        .load(conn)?;
    let young: HashSet<MemberId> =
        born.into_iter().filter(|(_, born)| rules::is_young(*born, today)).map(|(id, _)| id).collect();
    let joiner = |person: Person| Joiner {
        joined_on: joined.get(&person.id).copied().unwrap_or(today),
        is_young: young.contains(&person.id),
        id: person.id,
        name: person.name,
        number: person.number,
        ward: person.ward,
    };
    let mut joiners: Vec<Joiner> = persons(conn, branch, ids)?.into_iter().map(joiner).collect();
    joiners.sort_by(|one, next| (one.joined_on, &one.name).cmp(&(next.joined_on, &next.name)));
    Ok(joiners)
}

/// Joiners with whom somebody is to speak and has not yet, the most pressing first. Whoever left is not waited for.
pub fn waiting(conn: &mut Conn, branch: &Branch) -> QueryResult<Vec<Welcome>> {
    let current = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::to_on.is_null())
        .filter(membership_periods::class.eq_any(branch.rulebook.membership.classes.clone()))
        .select(membership_periods::member_id);
    let rows: Vec<Row> = welcomes::table
        .filter(welcomes::branch_id.eq(branch.id))
        .filter(welcomes::spoke_on.is_null())
        .filter(welcomes::member_id.eq_any(current))
        .order((welcomes::speak_by, welcomes::member_id))
        .select(WELCOME)
        .load(conn)?;
    Ok(rows.into_iter().map(welcome).collect())
}

/// Those with whom one member is to speak.
pub fn waiting_for(conn: &mut Conn, branch: &Branch, welcomer: MemberId) -> QueryResult<Vec<Welcome>> {
    Ok(waiting(conn, branch)?.into_iter().filter(|welcome| welcome.welcomer == welcomer).collect())
}

/// Those who were spoken with, the latest first.
pub fn spoken(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Welcome>> {
    let rows: Vec<Row> = welcomes::table
        .filter(welcomes::branch_id.eq(branch))
        .filter(welcomes::spoke_on.is_not_null())
        .order((welcomes::spoke_on.desc(), welcomes::member_id))
        .limit(most)
        .select(WELCOME)
        .load(conn)?;
    Ok(rows.into_iter().map(welcome).collect())
}

/// Who welcomes one member, if somebody does or did.
pub fn welcome_of(conn: &mut Conn, branch: BranchId, joiner: MemberId) -> QueryResult<Option<Welcome>> {
    let row: Option<Row> = welcomes::table
        .filter(welcomes::branch_id.eq(branch))
        .filter(welcomes::member_id.eq(joiner))
        .select(WELCOME)
        .first(conn)
        .optional()?;
    Ok(row.map(welcome))
}

/// Those who were asked to welcome somebody before, and may be asked again.
pub fn were_asked(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<MemberId>> {
    let refuse = who_refuse(conn, branch, Kind::Welcomes)?;
    let asked: Vec<MemberId> = welcomes::table
        .filter(welcomes::branch_id.eq(branch))
        .order(welcomes::welcomer_id)
        .select(welcomes::welcomer_id)
        .distinct()
        .load(conn)?;
    Ok(asked.into_iter().filter(|id| !refuse.contains(id)).collect())
}

/// These people as welcomers, in the order given.
pub fn welcomers(conn: &mut Conn, branch: &Branch, ids: &[MemberId], today: NaiveDate) -> QueryResult<Vec<Welcomer>> {
    let waiting = waiting(conn, branch)?;
    let terms = terms_of_all(conn, branch.id, ids)?;
    let keeps = |id: MemberId| {
        let held = terms.iter().filter(|term| term.member == id && term.covers(today));
        held.into_iter().any(|term| term.office.grants().contains(&Permission::ManageMembers))
    };
    let reached = reach(conn, branch.id, ids)?;
    let has_address = |id: MemberId| reached.iter().any(|(member, to)| *member == id && to.address.is_some());
    let refuse = who_refuse(conn, branch.id, Kind::Welcomes)?;
    let welcomer = |person: Person| Welcomer {
        wants_none: refuse.contains(&person.id),
        has_address: has_address(person.id),
        is_member: person.class.is_some(),
        keeps_register: keeps(person.id),
        waiting: waiting.iter().filter(|welcome| welcome.welcomer == person.id).count(),
        id: person.id,
        name: person.name,
        ward: person.ward,
    };
    Ok(persons(conn, branch.id, ids)?.into_iter().map(welcomer).collect())
}

/// Gives a joiner to somebody who welcomes them, in the place of whoever had them.
pub fn give(act: &mut Act<'_>, given: Welcome) -> QueryResult<()> {
    let Welcome { joiner, welcomer, given_on, speak_by, spoke_on } = given;
    let branch = act.branch();
    diesel::delete(welcomes::table.filter(welcomes::branch_id.eq(branch)).filter(welcomes::member_id.eq(joiner)))
        .execute(act.conn())?;
    diesel::insert_into(welcomes::table)
        .values((
            welcomes::member_id.eq(joiner),
            welcomes::branch_id.eq(branch),
            welcomes::welcomer_id.eq(welcomer),
            welcomes::given_on.eq(given_on),
            welcomes::speak_by.eq(speak_by),
            welcomes::spoke_on.eq(spoke_on),
        ))
        .execute(act.conn())?;
    act.record("welcome.given", format!("/members/{joiner}"), json!({ "to": welcomer, "by": speak_by }));
    Ok(())
}

/// Notes on which day the two have spoken; none where it is taken back.
pub fn note_spoken(act: &mut Act<'_>, joiner: MemberId, spoke_on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(welcomes::table.filter(welcomes::branch_id.eq(branch)).filter(welcomes::member_id.eq(joiner)))
        .set(welcomes::spoke_on.eq(spoke_on))
        .execute(act.conn())?;
    let deed = if spoke_on.is_some() { "welcome.spoken" } else { "welcome.taken-back" };
    act.record(deed, format!("/members/{joiner}"), json!({ "on": spoke_on }));
    Ok(())
}

/// Lets a joiner wait for somebody else.
pub fn give_back(act: &mut Act<'_>, welcome: &Welcome) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(welcomes::table.filter(welcomes::branch_id.eq(branch)).filter(welcomes::member_id.eq(welcome.joiner)))
        .execute(act.conn())?;
    act.record("welcome.given-back", format!("/members/{}", welcome.joiner), json!({ "by": welcome.welcomer }));
    Ok(())
}
