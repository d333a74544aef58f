//! What came of the contests: their ballots, who is declared elected, which terms made way.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    Contest,
    elected::{Elected, Succeeded},
    elections::path,
};
use crate::{
    audit::Act,
    db::{
        BallotId, BranchId, Conn, ContestId, ElectionsId, RowId,
        schema::{officer_contests, officers_elected, officers_succeeded},
    },
};

/// Notes the ballot that decides, or that there is none any more.
pub fn set_ballot(act: &mut Act<'_>, contest: &Contest, ballot: Option<BallotId>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(officer_contests::table.find(contest.id).filter(officer_contests::branch_id.eq(branch)))
        .set(officer_contests::ballot_id.eq(ballot))
        .execute(act.conn())?;
    let deed = if ballot.is_some() { "contest.put" } else { "contest.taken-back" };
    act.record(deed, path(contest.election_id), json!({ "contest": contest.id, "ballot": ballot }));
    Ok(())
}

/// Declares a contest with those elected, or takes its declaration back.
pub fn set_declared(act: &mut Act<'_>, contest: &Contest, on: Option<NaiveDate>, elected: &[Elected]) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(officer_contests::table.find(contest.id).filter(officer_contests::branch_id.eq(branch)))
        .set(officer_contests::declared_on.eq(on))
        .execute(act.conn())?;
    if on.is_none() {
        forget(act, contest.id)?;
    }
    elected.iter().try_for_each(|one| insert_elected(act, one))?;
    let members: Vec<_> = elected.iter().map(|one| one.member_id).collect();
    let deed = if on.is_some() { "contest.declared" } else { "declaration.undone" };
    act.record(deed, path(contest.election_id), json!({ "contest": contest.id, "office": contest.office, "members": members }));
    Ok(())
}

fn forget(act: &mut Act<'_>, contest: ContestId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(
        officers_elected::table.filter(officers_elected::branch_id.eq(branch)).filter(officers_elected::contest_id.eq(contest)),
    )
    .execute(act.conn())?;
    diesel::delete(
        officers_succeeded::table
            .filter(officers_succeeded::branch_id.eq(branch))
            .filter(officers_succeeded::contest_id.eq(contest)),
    )
    .execute(act.conn())
    .map(|_| ())
}

fn insert_elected(act: &mut Act<'_>, elected: &Elected) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(officers_elected::table)
        .values((
            (officers_elected::term_id.eq(elected.term_id), officers_elected::branch_id.eq(branch)),
            (officers_elected::contest_id.eq(elected.contest_id), officers_elected::nomination_id.eq(elected.nomination_id)),
            (officers_elected::member_id.eq(elected.member_id), officers_elected::elected_on.eq(elected.elected_on)),
            officers_elected::ends_on.eq(elected.ends_on),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes a term that makes way.
pub fn insert_succeeded(act: &mut Act<'_>, contest: ContestId, succeeded: &Succeeded) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(officers_succeeded::table)
        .values((
            officers_succeeded::contest_id.eq(contest),
            officers_succeeded::term_id.eq(succeeded.term_id),
            officers_succeeded::branch_id.eq(branch),
            officers_succeeded::until_on.eq(succeeded.until_on),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// The terms that made way for a contest.
pub fn succeeded_by(conn: &mut Conn, branch: BranchId, contest: ContestId) -> QueryResult<Vec<Succeeded>> {
    officers_succeeded::table
        .filter(officers_succeeded::branch_id.eq(branch))
        .filter(officers_succeeded::contest_id.eq(contest))
        .select(Succeeded::as_select())
        .load(conn)
}

/// Everybody elected in these elections.
pub fn elected_of(conn: &mut Conn, branch: BranchId, elections: ElectionsId) -> QueryResult<Vec<Elected>> {
    officers_elected::table
        .inner_join(officer_contests::table)
        .filter(officers_elected::branch_id.eq(branch))
        .filter(officer_contests::election_id.eq(elections))
        .order(officers_elected::term_id)
        .select(Elected::as_select())
        .load(conn)
}

/// How those came to their offices who hold these terms, where they were elected here: with the contest of each.
pub fn elected_to(conn: &mut Conn, branch: BranchId, terms: &[RowId]) -> QueryResult<Vec<(Elected, Contest)>> {
    officers_elected::table
        .inner_join(officer_contests::table)
        .filter(officers_elected::branch_id.eq(branch))
        .filter(officers_elected::term_id.eq_any(terms.to_vec()))
        .select((Elected::as_select(), Contest::as_select()))
        .load(conn)
}
