//! The way of a trigger ballot: she asks, an officer opens it, bodies answer, it is settled, and it leads on.

use chrono::NaiveDate;

use super::{
    Selection,
    application::{Belonging, Incumbency},
    body,
    rules::{
        NotSo,
        triggers::{self as rules, First, NotTriggered, Votes},
    },
    store::{self, Applying, NewAnswer},
    trigger::{BodyAnswer, Trigger, TriggerState, asking},
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{AccountId, BodyId, MemberId, RowId, TriggerId},
    members,
    rulebook::{Answer, TriggerOutcome},
    web::Problem,
};

/// What she asks for.
#[derive(Debug, Clone)]
pub struct Wish {
    pub office: String,
    pub ward: String,
    pub statement: String,
}

/// A sitting representative asks to be the candidate again.
///
/// # Errors
/// Refuses what [`rules::may_ask`] refuses.
pub fn ask(act: &mut Act<'_>, member: MemberId, wish: Wish) -> Result<TriggerId, Problem> {
    let branch_id = act.branch();
    let branch = branch::find(act.conn(), branch_id)?;
    let mut own = store::all_triggers(act.conn(), branch_id)?;
    own.retain(|one| one.member_id == member);
    rules::may_ask(&branch.rulebook, (&wish.office, &wish.statement), &own)?;
    let Wish { office, ward, statement } = wish;
    let trigger = Trigger {
        id: TriggerId::fresh(),
        branch_id,
        member_id: member,
        office,
        ward,
        statement,
        state: TriggerState::Asked,
        asked_on: branch.date_of(act.at()),
        closes_on: None,
        settled_on: None,
        selection_id: None,
    };
    store::ask(act, &trigger)?;
    Ok(trigger.id)
}

fn begun(act: &mut Act<'_>, trigger: TriggerId, officer: AccountId) -> Result<(Branch, Trigger, NaiveDate), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find_trigger(act.conn(), id, trigger)?);
    let officer = members::of_account(act.conn(), id, officer)?;
    rules::may_run(&found, officer.map(|member| member.id))?;
    let today = branch.date_of(act.at());
    Ok((branch, found, today))
}

/// Opens it: bodies meet until a day.
///
/// # Errors
/// Refuses what [`rules::may_open`] refuses, and an officer whose own case it is.
pub fn open(act: &mut Act<'_>, trigger: TriggerId, officer: AccountId, closes_on: NaiveDate) -> Result<(), Problem> {
    let (_, found, today) = begun(act, trigger, officer)?;
    rules::may_open(&found, closes_on, today)?;
    store::open(act, &found, closes_on)?;
    Ok(())
}

/// She takes her wish back; what bodies answered so far stays and leads to nothing.
///
/// # Errors
/// Refuses what [`rules::may_withdraw`] refuses.
pub fn withdraw(act: &mut Act<'_>, trigger: TriggerId, member: MemberId) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find_trigger(act.conn(), id, trigger)?);
    rules::may_withdraw(&found, Some(member))?;
    let today = branch.date_of(act.at());
    Ok(store::withdraw_trigger(act, &found, today)?)
}

/// What was typed about a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub met_on: NaiveDate,
    pub votes: Votes,
    /// The answer that this one puts right, if it was made from one.
    pub instead_of: Option<RowId>,
}

/// Enters the answer of a body, or puts it right.
///
/// # Errors
/// Refuses what [`rules`] refuses, and a second answer of the same body.
pub fn answer(act: &mut Act<'_>, trigger: TriggerId, officer: AccountId, body: BodyId, told: Told) -> Result<(), Problem> {
    let (branch, found, today) = begun(act, trigger, officer)?;
    let answers = store::answers_of(act.conn(), branch.id, trigger)?;
    let standing = answers.into_iter().find(|one| one.body_id == body && one.stands());
    rules::may_enter(&found, first(standing.as_ref()), today)?;
    rules::may_have_met(&found, told.met_on, today)?;
    let bodies = body::bodies_on(act.conn(), &branch, &found.ward, found.asked_on)?;
    let body = bodies.find(body).cloned().ok_or(Problem::NotFound)?;
    if let Some(before) = standing.as_ref().filter(|before| told.instead_of != Some(before.id)) {
        return Err(NotTriggered::Twice { body: body.name, met_on: before.met_on }.into());
    }
    let verdict = rules::verdict(told.votes)?;
    let new = NewAnswer { met_on: told.met_on, votes: told.votes, verdict, entered_on: today };
    store::answer(act, &found, &body, &new, standing.as_ref())?;
    Ok(())
}

pub fn first(standing: Option<&BodyAnswer>) -> First {
    if standing.is_none() { First::Yes } else { First::No }
}

/// What follows from the answers so far, with its working; none where the rulebook has no such vote.
pub fn outcome(branch: &Branch, answers: &[BodyAnswer]) -> Option<Answer<TriggerOutcome>> {
    branch.rulebook.trigger(&asking(answers))
}

/// Settles it by the rulebook.
///
/// # Errors
/// Refuses what [`rules::may_settle`] refuses.
pub fn settle(act: &mut Act<'_>, trigger: TriggerId, officer: AccountId) -> Result<TriggerState, Problem> {
    let (branch, found, today) = begun(act, trigger, officer)?;
    let bodies = body::bodies_on(act.conn(), &branch, &found.ward, found.asked_on)?;
    let answers = store::answers_of(act.conn(), branch.id, trigger)?;
    let answered = answers.iter().filter(|one| one.stands()).count();
    rules::may_settle(&found, (answered, bodies.all.len()), today)?;
    let state = match outcome(&branch, &answers).ok_or(NotTriggered::NoRule)?.value {
        TriggerOutcome::FullSelection => TriggerState::FullSelection,
        TriggerOutcome::Reselected => TriggerState::Reselected,
    };
    store::settle_trigger(act, &found, (state, today), &asking(&answers))?;
    Ok(state)
}

/// The full selection is called: she is among those who apply, as the one who holds the office.
///
/// # Errors
/// Refuses what [`rules::may_lead_on`] refuses, and an officer whose own case it is.
pub fn lead_on(act: &mut Act<'_>, trigger: TriggerId, selection: &Selection) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find_trigger(act.conn(), branch, trigger)?;
    rules::may_lead_on(&found)?;
    if selection.officer_id == found.member_id {
        return Err(NotSo::OfficerStands.into());
    }
    let applying = Applying {
        statement: found.statement.clone(),
        belongs: Belonging::NotSaid,
        applied_on: selection.called_on,
        incumbency: Incumbency::Confirmed,
    };
    store::apply(act, selection.id, found.member_id, &applying)?;
    store::lead_on(act, &found, selection.id)?;
    Ok(())
}
