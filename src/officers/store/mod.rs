//! The tables of officers' elections: the elections, their contests, who stands.

mod nominations;
mod outcomes;
mod vacancies;

pub use nominations::{Answered, accept, insert_nomination, nomination, nominations_of, withdraw};

pub use outcomes::{elected_of, elected_to, insert_succeeded, set_ballot, set_declared, succeeded_by};
pub use vacancies::{acting_in, all_acting, delete_acting, delete_vacancy, insert_acting, insert_vacancy, vacancies, vacancy};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{Contest, Elections, elections::path};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, ContestId, ElectionsId, MeetingId,
        schema::{officer_contests, officer_elections},
    },
};

/// Calls elections.
pub fn call(act: &mut Act<'_>, elections: &Elections, contests: &[Contest]) -> QueryResult<()> {
    diesel::insert_into(officer_elections::table)
        .values((
            officer_elections::id.eq(elections.id),
            officer_elections::branch_id.eq(elections.branch_id),
            officer_elections::meeting_id.eq(elections.meeting_id),
            officer_elections::called_on.eq(elections.called_on),
            officer_elections::closes_on.eq(elections.closes_on),
            officer_elections::officer_id.eq(elections.officer_id),
        ))
        .execute(act.conn())?;
    contests.iter().try_for_each(|contest| insert_contest(act, contest))?;
    let offices: Vec<_> = contests.iter().map(|contest| json!({ "office": contest.office, "seats": contest.seats })).collect();
    let facts = json!({ "meeting": elections.meeting_id, "closes": elections.closes_on, "offices": offices });
    act.record("elections.called", elections.path(), facts);
    Ok(())
}

fn insert_contest(act: &mut Act<'_>, contest: &Contest) -> QueryResult<()> {
    diesel::insert_into(officer_contests::table)
        .values((
            (officer_contests::id.eq(contest.id), officer_contests::branch_id.eq(contest.branch_id)),
            (officer_contests::election_id.eq(contest.election_id), officer_contests::position.eq(contest.position)),
            (officer_contests::sort.eq(contest.sort), officer_contests::office.eq(&contest.office)),
            (officer_contests::title.eq(&contest.title), officer_contests::seats.eq(contest.seats)),
            (officer_contests::working.eq(&contest.working), officer_contests::clause.eq(&contest.clause)),
            officer_contests::ends_on.eq(contest.ends_on),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Lets two contests change places in the order.
pub fn change_places(act: &mut Act<'_>, one: &Contest, other: &Contest) -> QueryResult<()> {
    let branch = act.branch();
    for (contest, position) in [(one, other.position), (other, one.position)] {
        diesel::update(officer_contests::table.find(contest.id).filter(officer_contests::branch_id.eq(branch)))
            .set(officer_contests::position.eq(position))
            .execute(act.conn())?;
    }
    let facts = json!({ "office": one.office, "changed with": other.office });
    act.record("elections.reordered", path(one.election_id), facts);
    Ok(())
}

/// Notes that nominations were closed in the meeting.
pub fn set_closed(act: &mut Act<'_>, elections: ElectionsId, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(officer_elections::table.find(elections).filter(officer_elections::branch_id.eq(branch)))
        .set(officer_elections::closed_on.eq(Some(on)))
        .execute(act.conn())?;
    act.record("nominations.closed", path(elections), json!({ "on": on }));
    Ok(())
}

/// One meeting's elections.
pub fn find(conn: &mut Conn, branch: BranchId, elections: ElectionsId) -> QueryResult<Elections> {
    officer_elections::table
        .filter(officer_elections::branch_id.eq(branch))
        .find(elections)
        .select(Elections::as_select())
        .first(conn)
}

/// The elections of a meeting, where they are called.
pub fn of_meeting(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Option<Elections>> {
    officer_elections::table
        .filter(officer_elections::branch_id.eq(branch))
        .filter(officer_elections::meeting_id.eq(meeting))
        .select(Elections::as_select())
        .first(conn)
        .optional()
}

/// All elections of a branch, the newest first.
pub fn all(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Elections>> {
    officer_elections::table
        .filter(officer_elections::branch_id.eq(branch))
        .order(officer_elections::id.desc())
        .select(Elections::as_select())
        .load(conn)
}

/// The contests of elections, in the order in which they are filled.
pub fn contests_of(conn: &mut Conn, branch: BranchId, elections: ElectionsId) -> QueryResult<Vec<Contest>> {
    officer_contests::table
        .filter(officer_contests::branch_id.eq(branch))
        .filter(officer_contests::election_id.eq(elections))
        .order((officer_contests::position, officer_contests::id))
        .select(Contest::as_select())
        .load(conn)
}

/// One contest.
pub fn contest(conn: &mut Conn, branch: BranchId, contest: ContestId) -> QueryResult<Contest> {
    officer_contests::table
        .filter(officer_contests::branch_id.eq(branch))
        .find(contest)
        .select(Contest::as_select())
        .first(conn)
}
