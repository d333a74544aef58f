//! Nominating: an officer enters what the meeting of a ward or an affiliate decided, and puts it right.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Selection,
    application::Application,
    body::{self, Body},
    nomination::{Nomination, Vote},
    rules::{
        self,
        nominations::{Cast, Chose, Meeting, NotNominated},
    },
    store, timetable,
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{BodyId, BranchId, Conn, MemberId, RowId, SelectionId},
    members,
    rulebook::Plan,
    web::Problem,
};

/// What was typed about a meeting; the names of those who applied are not known yet.
#[derive(Debug, Clone)]
pub struct Told {
    pub met_on: NaiveDate,
    pub present: u32,
    pub votes: HashMap<MemberId, u32>,
    pub chose: Chose,
    /// The entry that this one puts right, if it was made from one.
    pub instead_of: Option<RowId>,
}

/// Enters the meeting of a body, or puts its entry right.
///
/// # Errors
/// Refuses what [`rules::nominations`] refuses, and a second entry for the same body.
pub fn nominate(act: &mut Act<'_>, selection: SelectionId, body: BodyId, told: &Told) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?);
    let plan = timetable::plan_of(act.conn(), &branch, &found)?;
    let today = branch.date_of(act.at());
    let standing = standing_of(act.conn(), id, selection, body)?;
    rules::nominations::may_enter(&found, &plan, standing.as_ref().map(|entry| entry.met_on), today)?;
    rules::nominations::may_have_met(&plan, told.met_on, today)?;
    let body = meant(act, &branch, &found, body)?;
    if let Some(before) = standing.as_ref().filter(|before| told.instead_of != Some(before.id)) {
        return Err(NotNominated::Twice { body: body.name, met_on: before.met_on }.into());
    }
    let cast = cast(act.conn(), id, selection, &plan, &told.votes)?;
    let meeting = Meeting { met_on: told.met_on, present: told.present, cast, chose: told.chose };
    let nominee = rules::nominations::nominee(&meeting)?;
    store::nominate(act, selection, &body, (&meeting, nominee), (today, standing.as_ref()))?;
    Ok(())
}

fn meant(act: &mut Act<'_>, branch: &Branch, selection: &Selection, body: BodyId) -> Result<Body, Problem> {
    body::bodies_of(act.conn(), branch, selection)?.find(body).cloned().ok_or(Problem::NotFound)
}

/// The entry of a body as it stands.
pub fn standing_of(
    conn: &mut Conn,
    branch: BranchId,
    selection: SelectionId,
    body: BodyId,
) -> diesel::QueryResult<Option<Nomination>> {
    let entries = store::nominations_of(conn, branch, selection)?;
    Ok(entries.into_iter().find(|entry| entry.body_id == body && entry.replaced_on.is_none()))
}

/// Those whom a meeting could vote for, by name: who applied, and had not withdrawn before applications closed.
pub fn cast(
    conn: &mut Conn,
    branch: BranchId,
    selection: SelectionId,
    plan: &Plan,
    votes: &HashMap<MemberId, u32>,
) -> diesel::QueryResult<Vec<Cast>> {
    let closed = rules::applications_close(plan);
    let mut applied = store::all_applications_of(conn, branch, selection)?;
    applied.retain(|one: &Application| one.withdrawn_on.is_none() || one.withdrawn_on > closed);
    let ids: Vec<MemberId> = applied.iter().map(|one| one.member_id).collect();
    let names = members::names(conn, branch, &ids)?;
    let mut cast: Vec<Cast> = applied
        .into_iter()
        .map(|one| Cast {
            member: one.member_id,
            name: names.get(&one.member_id).cloned().unwrap_or_default(),
            withdrew_on: one.withdrawn_on,
            votes: votes.get(&one.member_id).copied().unwrap_or_default(),
        })
        .collect();
    cast.sort_by(|one, other| (&one.name, one.member).cmp(&(&other.name, other.member)));
    Ok(cast)
}

/// The entries that stand, each with its votes.
pub fn standing(
    conn: &mut Conn,
    branch: BranchId,
    selection: SelectionId,
) -> diesel::QueryResult<Vec<(Nomination, Vec<Vote>)>> {
    let mut votes = store::votes_of(conn, branch, selection)?;
    let entries = store::nominations_of(conn, branch, selection)?;
    let standing = entries.into_iter().filter(|entry| entry.replaced_on.is_none());
    Ok(standing.map(|entry| (entry.clone(), votes.remove(&entry.id).unwrap_or_default())).collect())
}
