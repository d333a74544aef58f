//! Who holds which office, from when to when.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{Office, Term};
use crate::{
    accounts,
    audit::Act,
    db::{
        AccountId, BranchId, Conn, MemberId, RowId,
        schema::{members, office_terms},
    },
};

/// Gives a member an office from a day to a day; what the office grants ends with the term by itself.
pub fn take_office(
    act: &mut Act<'_>,
    member: MemberId,
    office: &Office,
    (from_on, to_on): (NaiveDate, Option<NaiveDate>),
    source: &str,
) -> QueryResult<RowId> {
    let (id, branch) = (RowId::fresh(), act.branch());
    diesel::insert_into(office_terms::table)
        .values((
            office_terms::id.eq(id),
            office_terms::branch_id.eq(branch),
            office_terms::member_id.eq(member),
            office_terms::office.eq(office),
            office_terms::from_on.eq(from_on),
            office_terms::to_on.eq(to_on),
            office_terms::source.eq(source),
        ))
        .execute(act.conn())?;
    act.record("office.taken", format!("/members/{member}"), json!({ "office": office, "from": from_on, "to": to_on }));
    let account: Option<AccountId> = members::table.find(member).select(members::account_id).first(act.conn())?;
    if let Some(account) = account {
        for permission in office.grants() {
            accounts::grant(act, account, *permission, office.as_str(), (from_on, to_on))?;
        }
    }
    Ok(id)
}

type Row = (RowId, MemberId, Office, NaiveDate, Option<NaiveDate>, String);

const TERM: (
    office_terms::id,
    office_terms::member_id,
    office_terms::office,
    office_terms::from_on,
    office_terms::to_on,
    office_terms::source,
) = (
    office_terms::id,
    office_terms::member_id,
    office_terms::office,
    office_terms::from_on,
    office_terms::to_on,
    office_terms::source,
);

fn term((id, member, office, from_on, to_on, source): Row) -> Term {
    Term { id, member, office, from_on, to_on, source }
}

/// Every office a member held or holds, the latest first.
pub fn terms_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Term>> {
    let rows: Vec<Row> = office_terms::table
        .filter(office_terms::branch_id.eq(branch))
        .filter(office_terms::member_id.eq(member))
        .order(office_terms::from_on.desc())
        .select(TERM)
        .load(conn)?;
    Ok(rows.into_iter().map(term).collect())
}

/// Every office that these members held or hold.
pub fn terms_of_all(conn: &mut Conn, branch: BranchId, members: &[MemberId]) -> QueryResult<Vec<Term>> {
    let rows: Vec<Row> = office_terms::table
        .filter(office_terms::branch_id.eq(branch))
        .filter(office_terms::member_id.eq_any(members.to_vec()))
        .order((office_terms::from_on, office_terms::id))
        .select(TERM)
        .load(conn)?;
    Ok(rows.into_iter().map(term).collect())
}

/// Which offices each of these members holds on a day or will hold: whoever takes over their address takes over these.
pub fn offices_from(conn: &mut Conn, branch: BranchId, on: NaiveDate) -> QueryResult<HashMap<MemberId, Vec<Office>>> {
    let mut held: HashMap<MemberId, Vec<Office>> = HashMap::new();
    for term in terms_from(conn, branch, on)? {
        held.entry(term.member).or_default().push(term.office);
    }
    Ok(held)
}

/// One term.
pub fn find_term(conn: &mut Conn, branch: BranchId, term_id: RowId) -> QueryResult<Term> {
    let row: Row = office_terms::table.filter(office_terms::branch_id.eq(branch)).find(term_id).select(TERM).first(conn)?;
    Ok(term(row))
}

/// Every term that lasts on a day or begins later, by office.
pub fn terms_from(conn: &mut Conn, branch: BranchId, on: NaiveDate) -> QueryResult<Vec<Term>> {
    let rows: Vec<Row> = office_terms::table
        .filter(office_terms::branch_id.eq(branch))
        .filter(office_terms::to_on.is_null().or(office_terms::to_on.ge(on)))
        .order((office_terms::office, office_terms::from_on))
        .select(TERM)
        .load(conn)?;
    Ok(rows.into_iter().map(term).collect())
}

/// Ends a term with a day, and with it what the office granted.
pub fn end_term(act: &mut Act<'_>, term: &Term, last_on: NaiveDate) -> QueryResult<()> {
    diesel::update(office_terms::table.find(term.id)).set(office_terms::to_on.eq(last_on)).execute(act.conn())?;
    let facts = json!({ "office": term.office, "from": term.from_on, "to": last_on });
    act.record("office.ended", format!("/members/{}", term.member), facts);
    let account: Option<AccountId> = members::table.find(term.member).select(members::account_id).first(act.conn())?;
    match account {
        Some(account) => accounts::end_permissions(act, account, term.office.as_str(), (term.from_on, last_on)),
        None => Ok(()),
    }
}

/// Lets a term that was ended run on to the day it would have had, or until further notice, and with it what it granted.
pub fn let_term_run(act: &mut Act<'_>, term: &Term, to_on: Option<NaiveDate>) -> QueryResult<()> {
    diesel::update(office_terms::table.find(term.id)).set(office_terms::to_on.eq(to_on)).execute(act.conn())?;
    let facts = json!({ "office": term.office, "from": term.from_on, "to": to_on });
    act.record("office.resumed", format!("/members/{}", term.member), facts);
    let account: Option<AccountId> = members::table.find(term.member).select(members::account_id).first(act.conn())?;
    match account {
        Some(account) => accounts::let_permissions_run(act, account, term.office.as_str(), (term.from_on, to_on)),
        None => Ok(()),
    }
}

/// Gives an account that was opened late what its member's offices allow.
pub fn grant_terms(act: &mut Act<'_>, member: MemberId, account: AccountId) -> QueryResult<()> {
    let branch = act.branch();
    for term in terms_of(act.conn(), branch, member)? {
        for permission in term.office.grants() {
            accounts::grant(act, account, *permission, term.office.as_str(), (term.from_on, term.to_on))?;
        }
    }
    Ok(())
}
