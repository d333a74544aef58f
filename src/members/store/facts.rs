//! The dated facts of people, as the rulebook reads them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::{Office, member::called};
use crate::{
    db::{
        BranchId, Conn, MemberId,
        schema::{members, membership_periods, office_terms, payments, residences, suspensions, wards},
    },
    rulebook::{Facts, HeldOffice, Payment, Period, Residence, Span},
};

/// The facts of one member.
pub fn facts_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Facts> {
    let all = gather(conn, branch, Some(member))?;
    all.into_iter().next().map(|(_, _, facts)| facts).ok_or(diesel::result::Error::NotFound)
}

/// The facts of everybody, with their names, in the order of the register: six queries, however many people.
pub fn facts_of_all(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<(MemberId, String, Facts)>> {
    gather(conn, branch, None)
}

/// Narrows a query to one member where one is asked for.
macro_rules! only {
    ($query:expr, $column:expr, $member:expr) => {{
        let mut query = $query.into_boxed();
        if let Some(member) = $member {
            query = query.filter($column.eq(member));
        }
        query
    }};
}

fn gather(conn: &mut Conn, branch: BranchId, member: Option<MemberId>) -> QueryResult<Vec<(MemberId, String, Facts)>> {
    type Line = (MemberId, String, String, String, Option<NaiveDate>, Option<NaiveDate>);
    let lines: Vec<Line> = only!(members::table.filter(members::branch_id.eq(branch)), members::id, member)
        .order((members::sort_name, members::id))
        .select((
            members::id,
            members::first_name,
            members::preferred_name,
            members::last_name,
            members::born_on,
            members::paid_to,
        ))
        .load(conn)?;
    let mut dated = dated_facts(conn, branch, member)?;
    let whole = lines.into_iter().map(|(id, first, preferred, last, born_on, paid_to)| {
        let facts = Facts { born_on, paid_to, ..dated.remove(&id).unwrap_or_default() };
        (id, called(&first, &preferred, &last), facts)
    });
    Ok(whole.collect())
}

fn dated_facts(conn: &mut Conn, branch: BranchId, member: Option<MemberId>) -> QueryResult<HashMap<MemberId, Facts>> {
    let mut all: HashMap<MemberId, Facts> = HashMap::new();
    type Dated<T> = Vec<(MemberId, T, NaiveDate, Option<NaiveDate>)>;

    let periods: Dated<String> = only!(
        membership_periods::table.filter(membership_periods::branch_id.eq(branch)),
        membership_periods::member_id,
        member
    )
    .order(membership_periods::from_on)
    .select((membership_periods::member_id, membership_periods::class, membership_periods::from_on, membership_periods::to_on))
    .load(conn)?;
    for (id, class, from, to) in periods {
        all.entry(id).or_default().periods.push(Period { class, from, to });
    }

    let homes: Vec<(MemberId, String, Option<NaiveDate>, Option<NaiveDate>)> = only!(
        residences::table.inner_join(wards::table).filter(residences::branch_id.eq(branch)),
        residences::member_id,
        member
    )
    .order(residences::from_on)
    .select((residences::member_id, wards::name, residences::from_on, residences::to_on))
    .load(conn)?;
    for (id, unit, from, to) in homes {
        all.entry(id).or_default().residences.push(Residence { unit, from, to });
    }

    let barred: Vec<(MemberId, NaiveDate, Option<NaiveDate>)> =
        only!(suspensions::table.filter(suspensions::branch_id.eq(branch)), suspensions::member_id, member)
            .select((suspensions::member_id, suspensions::from_on, suspensions::to_on))
            .load(conn)?;
    for (id, from, to) in barred {
        all.entry(id).or_default().suspensions.push(Span { from, to });
    }

    let offices: Dated<Office> =
        only!(office_terms::table.filter(office_terms::branch_id.eq(branch)), office_terms::member_id, member)
            .select((office_terms::member_id, office_terms::office, office_terms::from_on, office_terms::to_on))
            .load(conn)?;
    for (id, office, from, to) in offices {
        all.entry(id).or_default().offices.push(HeldOffice { office: office.as_str().to_owned(), from, to });
    }
    recorded_dues(conn, branch, member, &mut all)?;
    Ok(all)
}

/// To which day dues were paid, as it was recorded from time to time. What stood before the first entry was known from
/// the beginning; where the last word was taken back, nothing that stood before it counts.
fn recorded_dues(
    conn: &mut Conn,
    branch: BranchId,
    member: Option<MemberId>,
    all: &mut HashMap<MemberId, Facts>,
) -> QueryResult<()> {
    type Line = (MemberId, NaiveDate, Option<NaiveDate>, Option<NaiveDate>);
    let lines: Vec<Line> = only!(payments::table.filter(payments::branch_id.eq(branch)), payments::member_id, member)
        .order((payments::recorded_at, payments::id))
        .select((payments::member_id, payments::recorded_on, payments::before_to, payments::paid_to))
        .load(conn)?;
    let mut begun = HashSet::new();
    for (id, recorded_on, before, paid_to) in lines {
        let known = &mut all.entry(id).or_default().payments;
        if begun.insert(id) {
            known.extend(before.map(|to| Payment { recorded_on: NaiveDate::MIN, to }));
        }
        match paid_to {
            Some(to) => known.push(Payment { recorded_on, to }),
            None => known.clear(),
        }
    }
    Ok(())
}
