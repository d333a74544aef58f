//! The tables `triggers` and `trigger_answers`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    body::Body,
    rules::triggers::Votes,
    trigger::{BodyAnswer, Trigger, TriggerState, Verdict},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, RowId, SelectionId, TriggerId,
        schema::{trigger_answers, triggers},
    },
    rulebook::Asking,
};

/// Writes down that a sitting representative asks to be the candidate again.
pub fn ask(act: &mut Act<'_>, trigger: &Trigger) -> QueryResult<()> {
    diesel::insert_into(triggers::table)
        .values((
            (triggers::id.eq(trigger.id), triggers::branch_id.eq(trigger.branch_id), triggers::member_id.eq(trigger.member_id)),
            (triggers::office.eq(&trigger.office), triggers::ward.eq(&trigger.ward)),
            (triggers::statement.eq(&trigger.statement), triggers::state.eq(trigger.state)),
            triggers::asked_on.eq(trigger.asked_on),
        ))
        .execute(act.conn())?;
    act.record("trigger.asked", trigger.path(), json!({ "member": trigger.member_id }));
    Ok(())
}

/// Opens it until a day.
pub fn open(act: &mut Act<'_>, trigger: &Trigger, closes_on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(triggers::table.find(trigger.id).filter(triggers::branch_id.eq(branch)))
        .set((triggers::state.eq(TriggerState::Open), triggers::closes_on.eq(closes_on)))
        .execute(act.conn())?;
    act.record("trigger.opened", trigger.path(), json!({ "closes": closes_on }));
    Ok(())
}

/// Whoever asked has taken it back.
pub fn withdraw_trigger(act: &mut Act<'_>, trigger: &Trigger, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(triggers::table.find(trigger.id).filter(triggers::branch_id.eq(branch)))
        .set((triggers::state.eq(TriggerState::Withdrawn), triggers::settled_on.eq(on)))
        .execute(act.conn())?;
    act.record("trigger.withdrawn", trigger.path(), json!({ "member": trigger.member_id }));
    Ok(())
}

/// What a body answered at its meeting.
#[derive(Debug, Clone, Copy)]
pub struct NewAnswer {
    pub met_on: NaiveDate,
    pub votes: Votes,
    pub verdict: Verdict,
    pub entered_on: NaiveDate,
}

/// Enters the answer of a body; with `replaced` it takes the place of that one, which is kept.
pub fn answer(
    act: &mut Act<'_>,
    trigger: &Trigger,
    body: &Body,
    new: &NewAnswer,
    replaced: Option<&BodyAnswer>,
) -> QueryResult<()> {
    let branch = act.branch();
    if let Some(before) = replaced {
        diesel::update(trigger_answers::table.find(before.id).filter(trigger_answers::branch_id.eq(branch)))
            .set(trigger_answers::replaced_on.eq(new.entered_on))
            .execute(act.conn())?;
    }
    diesel::insert_into(trigger_answers::table)
        .values((
            (trigger_answers::id.eq(RowId::fresh()), trigger_answers::branch_id.eq(branch)),
            (trigger_answers::trigger_id.eq(trigger.id), trigger_answers::body_id.eq(body.id)),
            (trigger_answers::body_kind.eq(body.kind), trigger_answers::body_name.eq(&body.name)),
            (trigger_answers::met_on.eq(new.met_on), trigger_answers::present.eq(stored(new.votes.present))),
            (trigger_answers::votes_yes.eq(stored(new.votes.yes)), trigger_answers::votes_no.eq(stored(new.votes.no))),
            (trigger_answers::verdict.eq(new.verdict), trigger_answers::entered_on.eq(new.entered_on)),
        ))
        .execute(act.conn())?;
    let deed = if replaced.is_some() { "trigger.corrected" } else { "trigger.answered" };
    let before = replaced.map(|one| json!({ "met": one.met_on, "present": one.present }));
    act.record(
        deed,
        trigger.path(),
        json!({ "body": body.id, "met": new.met_on, "present": new.votes.present, "instead": before }),
    );
    Ok(())
}

fn stored(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Settles it, by how many asked for a full selection of each kind.
pub fn settle_trigger(
    act: &mut Act<'_>,
    trigger: &Trigger,
    (state, on): (TriggerState, NaiveDate),
    asking: &std::collections::BTreeMap<String, Asking>,
) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(triggers::table.find(trigger.id).filter(triggers::branch_id.eq(branch)))
        .set((triggers::state.eq(state), triggers::settled_on.eq(on)))
        .execute(act.conn())?;
    act.record("trigger.settled", trigger.path(), json!({ "outcome": state, "asking": asking }));
    Ok(())
}

/// Notes the full selection that it led to.
pub fn lead_on(act: &mut Act<'_>, trigger: &Trigger, selection: SelectionId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(triggers::table.find(trigger.id).filter(triggers::branch_id.eq(branch)))
        .set(triggers::selection_id.eq(selection))
        .execute(act.conn())?;
    act.record("trigger.led-on", trigger.path(), json!({ "selection": selection }));
    Ok(())
}

/// One of them.
pub fn find_trigger(conn: &mut Conn, branch: BranchId, trigger: TriggerId) -> QueryResult<Trigger> {
    triggers::table.filter(triggers::branch_id.eq(branch)).find(trigger).select(Trigger::as_select()).first(conn)
}

/// All of them, the newest first.
pub fn all_triggers(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Trigger>> {
    triggers::table.filter(triggers::branch_id.eq(branch)).order(triggers::id.desc()).select(Trigger::as_select()).load(conn)
}

/// Every answer, those that were put right too, in the order in which they were entered.
pub fn answers_of(conn: &mut Conn, branch: BranchId, trigger: TriggerId) -> QueryResult<Vec<BodyAnswer>> {
    trigger_answers::table
        .filter(trigger_answers::branch_id.eq(branch))
        .filter(trigger_answers::trigger_id.eq(trigger))
        .order(trigger_answers::id)
        .select(BodyAnswer::as_select())
        .load(conn)
}
