//! People by their id, number or account, and what else is asked of those whose ids are known.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::super::{Member, Person, class, member::called};
use crate::{
    branch::{self, Branch},
    db::{
        AccountId, BranchId, Conn, MemberId, lower,
        schema::{members, membership_periods, residences, wards},
    },
    mail::Recipient,
};

/// Lookups by many ids go in portions of this size; SQLite takes 32,766 values at the most.
const IDS_AT_ONCE: usize = 10_000;

/// One member.
pub fn find(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Member> {
    members::table.filter(members::branch_id.eq(branch)).find(member).select(Member::as_select()).first(conn)
}

/// The member with a membership number.
pub fn find_numbered(conn: &mut Conn, branch: BranchId, number: &str) -> QueryResult<Option<Member>> {
    members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::number.eq(number))
        .select(Member::as_select())
        .first(conn)
        .optional()
}

/// The member whom an account belongs to.
pub fn of_account(conn: &mut Conn, branch: BranchId, account: AccountId) -> QueryResult<Option<Member>> {
    members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::account_id.eq(account))
        .select(Member::as_select())
        .first(conn)
        .optional()
}

/// Other members who live where this one does, and those who read the same mail address, each by name.
pub fn sharing(conn: &mut Conn, branch: &Branch, member: &Member) -> QueryResult<(Vec<Person>, Vec<Person>)> {
    let others = || members::table.filter(members::branch_id.eq(branch.id)).filter(members::id.ne(member.id));
    // The first line, without what spelling varies.
    let house = |address: &str| -> String {
        let letters = address.lines().next().unwrap_or_default().chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut home: Vec<MemberId> = Vec::new();
    if !member.postcode.is_empty() && !house(&member.address).is_empty() {
        let near: Vec<(MemberId, String)> = others()
            .filter(lower(members::postcode.nullable()).eq(lower(Some(&member.postcode))))
            .order((members::sort_name, members::id))
            .select((members::id, members::address))
            .load(conn)?;
        home.extend(near.into_iter().filter(|(_, address)| house(address) == house(&member.address)).map(|(id, _)| id));
    }
    let mut mail: Vec<MemberId> = Vec::new();
    if let Some(email) = &member.email {
        let same = others().filter(lower(members::email).eq(lower(Some(email))));
        mail = same.order((members::sort_name, members::id)).select(members::id).load(conn)?;
    }
    let lasting = |people: Vec<Person>| people.into_iter().filter(|person| person.class.is_some()).collect();
    Ok((lasting(persons(conn, branch.id, &home)?), lasting(persons(conn, branch.id, &mail)?)))
}

/// Everybody who is a member.
pub fn who_are_members(conn: &mut Conn, branch: &Branch) -> QueryResult<HashSet<MemberId>> {
    let lasting = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::to_on.is_null())
        .filter(membership_periods::class.eq_any(branch.rulebook.membership.classes.clone()));
    Ok(lasting.select(membership_periods::member_id).load(conn)?.into_iter().collect())
}

/// Everybody in the register, as the next list will be held against.
pub fn known(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Member>> {
    members::table.filter(members::branch_id.eq(branch)).order(members::number).select(Member::as_select()).load(conn)
}

/// What to call each of these people.
pub fn names(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<HashMap<MemberId, String>> {
    let mut names = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(MemberId, String, String, String)> = members::table
            .filter(members::branch_id.eq(branch))
            .filter(members::id.eq_any(ids.to_vec()))
            .select((members::id, members::first_name, members::preferred_name, members::last_name))
            .load(conn)?;
        names.extend(rows.into_iter().map(|(id, first, preferred, last)| (id, called(&first, &preferred, &last))));
    }
    Ok(names)
}

/// Those of these people who are women, by the register.
pub fn women_among(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<HashSet<MemberId>> {
    let women = members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::gender.eq("F"))
        .filter(members::id.eq_any(ids.to_vec()))
        .select(members::id)
        .load::<MemberId>(conn)?;
    Ok(women.into_iter().collect())
}

/// How to write to each of these people, by name; those without an address get letters.
pub fn reach(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<Vec<(MemberId, Recipient)>> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Member> = members::table
            .filter(members::branch_id.eq(branch))
            .filter(members::id.eq_any(ids.to_vec()))
            .select(Member::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|member| {
            let name = member.name();
            (member.id, Recipient { person: Some(member.id.0), name, address: member.email })
        }));
    }
    found.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
    Ok(found)
}

/// Where each of these people gets their post, as lines; nobody's house is found under a line that is not known.
pub fn postal_addresses(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<HashMap<MemberId, Vec<String>>> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(MemberId, String, String, String)> = members::table
            .filter(members::branch_id.eq(branch))
            .filter(members::id.eq_any(ids.to_vec()))
            .select((members::id, members::address, members::town, members::postcode))
            .load(conn)?;
        let lines = |(id, address, town, postcode)| {
            (id, [address, town, postcode].into_iter().filter(|line: &String| !line.is_empty()).collect())
        };
        found.extend(rows.into_iter().map(lines));
    }
    Ok(found)
}

/// The number that comes after the highest one, where numbers are numbers: what the next member may be given.
pub fn next_number(conn: &mut Conn, branch: BranchId) -> QueryResult<Option<String>> {
    let numbers: Vec<String> = members::table.filter(members::branch_id.eq(branch)).select(members::number).load(conn)?;
    let highest = numbers.iter().map(|number| number.parse::<u64>().ok()).collect::<Option<Vec<_>>>();
    Ok(highest.and_then(|numbers| numbers.into_iter().max()).map(|highest| (highest + 1).to_string()))
}

/// What lists show of these people, in the order given. A class that the rulebook does not have makes nobody a member.
pub fn persons(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<Vec<Person>> {
    let rulebook = branch::find(conn, branch)?.rulebook;
    let mut persons = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Member> = members::table
            .filter(members::branch_id.eq(branch))
            .filter(members::id.eq_any(ids.to_vec()))
            .select(Member::as_select())
            .load(conn)?;
        for member in rows {
            let person = Person { id: member.id, name: member.name(), number: member.number, ward: None, class: None };
            persons.insert(member.id, person);
        }
        let classes: Vec<(MemberId, String)> = membership_periods::table
            .filter(membership_periods::member_id.eq_any(ids.to_vec()))
            .filter(membership_periods::to_on.is_null())
            .select((membership_periods::member_id, membership_periods::class))
            .load(conn)?;
        let homes: Vec<(MemberId, String)> = residences::table
            .inner_join(wards::table)
            .filter(residences::member_id.eq_any(ids.to_vec()))
            .filter(residences::to_on.is_null())
            .select((residences::member_id, wards::name))
            .load(conn)?;
        for (id, class) in classes.into_iter().filter(|(_, class)| class::is_of(class, &rulebook.membership.classes)) {
            persons.entry(id).and_modify(|person| person.class = Some(class));
        }
        for (id, ward) in homes {
            persons.entry(id).and_modify(|person| person.ward = Some(ward));
        }
    }
    Ok(ids.iter().filter_map(|id| persons.remove(id)).collect())
}
