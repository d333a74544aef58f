//! The tables of selections: the selections themselves, their days, those who apply, who nominated whom, the lists, those
//! who stand; and trigger ballots.

mod applications;
mod days;
mod lists;
mod nominations;
mod triggers;

pub use applications::{
    Applying, all_applications_of, application_of, applications_of, apply, set_portrait, withdraw_application,
};
pub use days::{all_days, days_of, move_days, write_days};
pub use lists::{Sizes, keep_listings, listings_of, set_incumbency, settle, settled_of, unname, unsettle};
pub use nominations::{nominate, nominations_of, votes_of};
pub use triggers::{
    NewAnswer, all_triggers, answer, answers_of, ask, find_trigger, lead_on, open, settle_trigger, withdraw_trigger,
};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{Candidate, Selection, application::Application, selection::path};
use crate::{
    audit::Act,
    db::{
        BallotId, BranchId, Conn, MemberId, RowId, SelectionId,
        schema::{selection_candidates, selections},
    },
};

/// Calls a selection.
pub fn call(act: &mut Act<'_>, selection: &Selection) -> QueryResult<()> {
    diesel::insert_into(selections::table)
        .values((
            (selections::id.eq(selection.id), selections::branch_id.eq(selection.branch_id)),
            (
                selections::office.eq(&selection.office),
                selections::ward.eq(&selection.ward),
                selections::seats.eq(selection.seats),
            ),
            (selections::called_on.eq(selection.called_on), selections::opens_on.eq(selection.opens_on)),
            (selections::closes_at.eq(selection.closes_at), selections::officer_id.eq(selection.officer_id)),
            selections::short_because.eq(&selection.short_because),
        ))
        .execute(act.conn())?;
    let facts = json!({
        "seats": selection.seats, "opens": selection.opens_on, "closes": selection.closes_at, "short": selection.short_because,
    });
    act.record("selection.called", selection.path(), facts);
    Ok(())
}

/// Names a candidate, with the portrait that she handed in where she applied.
pub fn name(act: &mut Act<'_>, selection: SelectionId, member: MemberId, statement: &str) -> QueryResult<()> {
    let branch = act.branch();
    let application = application_of(act.conn(), branch, selection, member)?;
    let portrait = application.filter(Application::stands).and_then(|application| application.portrait_id);
    diesel::insert_into(selection_candidates::table)
        .values((
            selection_candidates::id.eq(RowId::fresh()),
            selection_candidates::branch_id.eq(branch),
            selection_candidates::selection_id.eq(selection),
            selection_candidates::member_id.eq(member),
            selection_candidates::statement.eq(statement),
            selection_candidates::portrait_id.eq(portrait),
        ))
        .execute(act.conn())?;
    act.record("candidate.named", path(selection), json!({ "member": member }));
    Ok(())
}

/// Takes a name off the list.
pub fn withdraw(act: &mut Act<'_>, selection: SelectionId, candidate: RowId) -> QueryResult<()> {
    let branch = act.branch();
    let found = selection_candidates::table
        .filter(selection_candidates::branch_id.eq(branch))
        .filter(selection_candidates::selection_id.eq(selection))
        .filter(selection_candidates::id.eq(candidate));
    if diesel::delete(found).execute(act.conn())? == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    act.record("candidate.withdrawn", path(selection), json!({ "candidate": candidate }));
    Ok(())
}

/// Notes the ballot that decides, or that there is none any more.
pub fn set_ballot(act: &mut Act<'_>, selection: SelectionId, ballot: Option<BallotId>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(selections::table.find(selection).filter(selections::branch_id.eq(branch)))
        .set(selections::ballot_id.eq(ballot))
        .execute(act.conn())?;
    let deed = if ballot.is_some() { "selection.put" } else { "selection.taken-back" };
    act.record(deed, path(selection), json!({ "ballot": ballot }));
    Ok(())
}

/// Writes down who is chosen, in their order, and the day on which that was declared.
pub fn declare(act: &mut Act<'_>, selection: SelectionId, on: NaiveDate, chosen: &[RowId]) -> QueryResult<()> {
    let branch = act.branch();
    for (candidate, place) in chosen.iter().zip(1..) {
        diesel::update(selection_candidates::table.find(candidate).filter(selection_candidates::branch_id.eq(branch)))
            .set(selection_candidates::chosen_as.eq(Some(place)))
            .execute(act.conn())?;
    }
    set_declared(act, selection, Some(on))
}

/// Takes that back.
pub fn undeclare(act: &mut Act<'_>, selection: SelectionId) -> QueryResult<()> {
    let branch = act.branch();
    let all = selection_candidates::table
        .filter(selection_candidates::branch_id.eq(branch))
        .filter(selection_candidates::selection_id.eq(selection));
    diesel::update(all).set(selection_candidates::chosen_as.eq(None::<i32>)).execute(act.conn())?;
    set_declared(act, selection, None)
}

fn set_declared(act: &mut Act<'_>, selection: SelectionId, on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(selections::table.find(selection).filter(selections::branch_id.eq(branch)))
        .set(selections::declared_on.eq(on))
        .execute(act.conn())
        .map(|_| ())
}

/// Writes down until when applications are open again, or that they are not.
pub fn set_reopened(act: &mut Act<'_>, selection: SelectionId, until: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(selections::table.find(selection).filter(selections::branch_id.eq(branch)))
        .set(selections::reopened_until.eq(until))
        .execute(act.conn())
        .map(|_| ())
}

/// One selection.
pub fn find(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Selection> {
    selections::table.filter(selections::branch_id.eq(branch)).find(selection).select(Selection::as_select()).first(conn)
}

/// Every selection of a branch, the newest first.
pub fn all(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Selection>> {
    selections::table
        .filter(selections::branch_id.eq(branch))
        .order(selections::id.desc())
        .select(Selection::as_select())
        .load(conn)
}

/// Those who stand, in the order of their naming.
pub fn candidates_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Candidate>> {
    selection_candidates::table
        .filter(selection_candidates::branch_id.eq(branch))
        .filter(selection_candidates::selection_id.eq(selection))
        .order(selection_candidates::id)
        .select(Candidate::as_select())
        .load(conn)
}
