//! The days of a selection: proposed from the rulebook at the call, moved within its bounds, and what is due next.

use chrono::NaiveDate;

use super::{Selection, rules, store};
use crate::{
    audit::Act,
    ballots,
    branch::{self, Branch},
    db::{Conn, Instant, SelectionId},
    rulebook::{Plan, Step},
    web::Problem,
};

/// Calls a selection with the day of each of its steps.
pub fn call(act: &mut Act<'_>, selection: &Selection, plan: &Plan) -> diesel::QueryResult<()> {
    store::call(act, selection)?;
    store::write_days(act, selection.id, plan)
}

/// The days as they stand; the ballot's are its own once it is drafted, for they can be moved there.
pub fn plan_of(conn: &mut Conn, branch: &Branch, selection: &Selection) -> diesel::QueryResult<Plan> {
    let plan = store::days_of(conn, branch.id, selection.id)?;
    with_ballot(conn, branch, selection, plan)
}

fn with_ballot(conn: &mut Conn, branch: &Branch, selection: &Selection, mut plan: Plan) -> diesel::QueryResult<Plan> {
    let ballot = selection.ballot_id.map(|ballot| ballots::find(conn, branch.id, ballot)).transpose()?;
    let opens_on = ballot.as_ref().map_or(selection.opens_on, |ballot| ballot.opens_on);
    let closes_at = ballot.and_then(|ballot| ballot.closes_at).unwrap_or(selection.closes_at);
    plan.extend([(Step::BallotOpens, opens_on), (Step::BallotCloses, branch.date_of(closes_at))]);
    Ok(plan)
}

/// The day on which applications close. Whoever stands has to be eligible then; without a timetable it is the opening.
pub fn closing_day(plan: &Plan, selection: &Selection) -> NaiveDate {
    plan.get(&Step::ApplicationsClose).copied().unwrap_or(selection.opens_on)
}

/// Moves the days of a selection.
///
/// # Errors
/// Refuses what [`rules::may_move`] refuses.
pub fn move_days(act: &mut Act<'_>, selection: SelectionId, wanted: &Plan) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?);
    let before = plan_of(act.conn(), &branch, &found)?;
    let plan: Plan = before.iter().map(|(step, on)| (*step, *wanted.get(step).unwrap_or(on))).collect();
    let today = branch.date_of(act.at());
    rules::may_move(&branch.rulebook, &found, &before, &plan, today)?;
    let closes_at = moved(&branch, found.closes_at, plan[&Step::BallotCloses]);
    rules::may_be_called(plan[&Step::BallotOpens], closes_at, act.at(), branch.zone)?;
    store::move_days(act, &found, &plan, closes_at)?;
    Ok(())
}

/// The same hour on another day.
fn moved(branch: &Branch, at: Instant, on: NaiveDate) -> Instant {
    Instant::from(branch.rulebook.moment(on, at.with_timezone(&branch.zone).time()))
}

/// A step that is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueStep {
    pub selection: Selection,
    pub step: Step,
    pub on: NaiveDate,
}

/// What is due in the selections of a branch, the soonest first.
pub fn due(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> diesel::QueryResult<Vec<DueStep>> {
    let mut plans = store::all_days(conn, branch.id)?;
    let mut due = Vec::new();
    for selection in store::all(conn, branch.id)? {
        let Some(plan) = plans.remove(&selection.id) else { continue };
        let plan = with_ballot(conn, branch, &selection, plan)?;
        let to_come = plan.into_iter().filter(|(_, on)| *on >= today);
        due.extend(to_come.map(|(step, on)| DueStep { selection: selection.clone(), step, on }));
    }
    due.sort_by_key(|due| (due.on, due.step));
    Ok(due)
}
