//! The table `selection_days`.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{Selection, selection::path};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, SelectionId,
        schema::{selection_days, selections},
    },
    rulebook::{Plan, Step},
};

/// Writes down the day of each step; those of the ballot stand with the selection itself.
pub fn write_days(act: &mut Act<'_>, selection: SelectionId, plan: &Plan) -> QueryResult<()> {
    let branch = act.branch();
    for (step, on) in plan.iter().filter(|(step, _)| !is_of_ballot(**step)) {
        diesel::insert_into(selection_days::table)
            .values((
                selection_days::selection_id.eq(selection),
                selection_days::branch_id.eq(branch),
                selection_days::step.eq(step.as_str()),
                selection_days::on_day.eq(on),
            ))
            .execute(act.conn())?;
    }
    Ok(())
}

/// Moves the days of a selection.
pub fn move_days(act: &mut Act<'_>, selection: &Selection, plan: &Plan, closes_at: Instant) -> QueryResult<()> {
    let branch = act.branch();
    let own = selection_days::table
        .filter(selection_days::branch_id.eq(branch))
        .filter(selection_days::selection_id.eq(selection.id));
    diesel::delete(own).execute(act.conn())?;
    write_days(act, selection.id, plan)?;
    let opens_on = plan.get(&Step::BallotOpens).copied().unwrap_or(selection.opens_on);
    diesel::update(selections::table.find(selection.id).filter(selections::branch_id.eq(branch)))
        .set((selections::opens_on.eq(opens_on), selections::closes_at.eq(closes_at)))
        .execute(act.conn())?;
    act.record("selection.moved", path(selection.id), json!({ "days": plan, "closes": closes_at }));
    Ok(())
}

/// The days written down for a selection.
pub fn days_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Plan> {
    let rows: Vec<(String, NaiveDate)> = selection_days::table
        .filter(selection_days::branch_id.eq(branch))
        .filter(selection_days::selection_id.eq(selection))
        .select((selection_days::step, selection_days::on_day))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(step, on)| Some((step.parse().ok()?, on))).collect())
}

/// The same for every selection of the branch.
pub fn all_days(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<SelectionId, Plan>> {
    let rows: Vec<(SelectionId, String, NaiveDate)> = selection_days::table
        .filter(selection_days::branch_id.eq(branch))
        .select((selection_days::selection_id, selection_days::step, selection_days::on_day))
        .load(conn)?;
    let mut plans: HashMap<SelectionId, Plan> = HashMap::new();
    for (selection, step, on) in rows {
        if let Ok(step) = step.parse() {
            plans.entry(selection).or_default().insert(step, on);
        }
    }
    Ok(plans)
}

const fn is_of_ballot(step: Step) -> bool {
    matches!(step, Step::BallotOpens | Step::BallotCloses)
}
