//! The table `officer_nominations`. Its events name nobody who has not accepted: the record is open to every member.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{Nomination, elections::path};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, ElectionsId, MemberId, RowId,
        schema::{officer_contests, officer_nominations},
    },
    selections::Belonging,
};

/// Names somebody for an office.
pub fn insert_nomination(act: &mut Act<'_>, elections: ElectionsId, nomination: &Nomination) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(officer_nominations::table)
        .values((
            (officer_nominations::id.eq(nomination.id), officer_nominations::branch_id.eq(branch)),
            (
                officer_nominations::contest_id.eq(nomination.contest_id),
                officer_nominations::member_id.eq(nomination.member_id),
            ),
            (officer_nominations::partner_id.eq(nomination.partner_id), officer_nominations::namer_id.eq(nomination.namer_id)),
            (officer_nominations::statement.eq(&nomination.statement), officer_nominations::belongs.eq(nomination.belongs)),
            officer_nominations::partner_belongs.eq(nomination.partner_belongs),
            (
                officer_nominations::named_on.eq(nomination.named_on),
                officer_nominations::accepted_on.eq(nomination.accepted_on),
            ),
        ))
        .execute(act.conn())?;
    act.record("officer.nominated", path(elections), json!({ "contest": nomination.contest_id }));
    Ok(())
}

/// What somebody who was named says.
#[derive(Debug, Clone)]
pub struct Answered {
    pub member: MemberId,
    /// The statement; nothing where the one there stays.
    pub statement: Option<String>,
    pub belongs: Belonging,
    pub on: NaiveDate,
}

/// Notes that one of those named accepts.
pub fn accept(act: &mut Act<'_>, elections: ElectionsId, nomination: &Nomination, answer: &Answered) -> QueryResult<()> {
    let branch = act.branch();
    let found = officer_nominations::table.find(nomination.id).filter(officer_nominations::branch_id.eq(branch));
    if nomination.member_id == answer.member {
        diesel::update(found)
            .set((officer_nominations::accepted_on.eq(Some(answer.on)), officer_nominations::belongs.eq(answer.belongs)))
            .execute(act.conn())?;
    } else {
        let said = officer_nominations::partner_belongs.eq(answer.belongs);
        diesel::update(found).set((officer_nominations::partner_accepted_on.eq(Some(answer.on)), said)).execute(act.conn())?;
    }
    if let Some(statement) = &answer.statement {
        diesel::update(found).set(officer_nominations::statement.eq(statement)).execute(act.conn())?;
    }
    let facts = json!({ "contest": nomination.contest_id, "member": answer.member });
    act.record("officer.accepted", path(elections), facts);
    Ok(())
}

/// Notes that a nomination was declined or withdrawn.
pub fn withdraw(act: &mut Act<'_>, elections: ElectionsId, nomination: &Nomination, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(officer_nominations::table.find(nomination.id).filter(officer_nominations::branch_id.eq(branch)))
        .set(officer_nominations::withdrawn_on.eq(Some(on)))
        .execute(act.conn())?;
    act.record("officer.withdrawn", path(elections), json!({ "contest": nomination.contest_id }));
    Ok(())
}

/// One nomination.
pub fn nomination(conn: &mut Conn, branch: BranchId, nomination: RowId) -> QueryResult<Nomination> {
    officer_nominations::table
        .filter(officer_nominations::branch_id.eq(branch))
        .find(nomination)
        .select(Nomination::as_select())
        .first(conn)
}

/// Every nomination in these elections, in the order of naming.
pub fn nominations_of(conn: &mut Conn, branch: BranchId, elections: ElectionsId) -> QueryResult<Vec<Nomination>> {
    officer_nominations::table
        .inner_join(officer_contests::table)
        .filter(officer_nominations::branch_id.eq(branch))
        .filter(officer_contests::election_id.eq(elections))
        .order((officer_nominations::named_on, officer_nominations::id))
        .select(Nomination::as_select())
        .load(conn)
}
