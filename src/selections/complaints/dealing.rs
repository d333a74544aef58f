//! Making a complaint, answering it, appealing, deciding. Each deed lays the hold on the papers anew.

use serde_json::json;

use super::{
    complaint::{Complaint, place},
    notices, rules, store,
};
use crate::{
    audit::Act,
    ballots,
    branch::{self, Branch},
    db::{AccountId, MemberId, RowId, SealedWords, SelectionId},
    members,
    motions::words_of,
    selections::{Selection, electorate, selection::path, store as selections, timetable},
    web::Problem,
};

/// A member complains. The act names nobody.
///
/// # Errors
/// Refuses what [`rules::may_complain`] and [`rules::may_say`] refuse.
pub fn complain(act: &mut Act<'_>, selection: SelectionId, member: MemberId, words: &str) -> Result<(), Problem> {
    let (branch, found) = found(act, selection)?;
    let today = branch.date_of(act.at());
    let plan = timetable::plan_of(act.conn(), &branch, &found)?;
    let entitled = electorate::entitled(act.conn(), &branch, &found)?;
    let mut own = store::of_selection(act.conn(), branch.id, selection)?;
    own.retain(|complaint| complaint.member_id == member);
    rules::may_complain(selection, &plan, (member, &entitled), &own, today)?;
    rules::may_say("words", words_of(words))?;
    let id = RowId::random();
    let complaint = Complaint {
        id,
        selection_id: selection,
        member_id: member,
        words: sealed(act, id, "words", words)?,
        made_on: today,
        answer: SealedWords::default(),
        answered_on: None,
        answered_by: None,
        appeal_until: None,
        appeal: SealedWords::default(),
        appealed_on: None,
        decision: SealedWords::default(),
        decided_on: None,
    };
    store::make(act, &complaint)?;
    act.record("complaint.made", path(selection), json!({}));
    lay_hold(act, &complaint)?;
    notices::waits(act, &found)?;
    Ok(())
}

/// An officer answers.
///
/// # Errors
/// Refuses what [`rules::may_deal_with`], [`rules::may_answer`] and [`rules::may_say`] refuse.
pub fn answer(act: &mut Act<'_>, (selection, complaint): Place, officer: AccountId, words: &str) -> Result<(), Problem> {
    let (branch, found) = found(act, selection)?;
    let before = before(act, &found, complaint, officer)?;
    rules::may_answer(&before)?;
    rules::may_say("answer", words_of(words))?;
    let today = branch.date_of(act.at());
    let answered = Complaint {
        answer: sealed(act, complaint, "answer", words)?,
        answered_on: Some(today),
        answered_by: Some(officer),
        appeal_until: rules::appeal_until(&branch.rulebook, today),
        ..before
    };
    store::write(act, &answered, None)?;
    act.record("complaint.answered", path(selection), json!({ "appeal_until": answered.appeal_until }));
    lay_hold(act, &answered)?;
    notices::answered(act, &found, &answered)?;
    Ok(())
}

/// Whoever complained appeals against the answer. The act names nobody.
///
/// # Errors
/// Refuses somebody else's complaint, and what [`rules::may_appeal`] and [`rules::may_say`] refuse.
pub fn appeal(act: &mut Act<'_>, (selection, complaint): Place, member: MemberId, words: &str) -> Result<(), Problem> {
    let (branch, found) = found(act, selection)?;
    let before = store::find(act.conn(), branch.id, selection, complaint)?;
    if before.member_id != member {
        return Err(Problem::NotFound);
    }
    let today = branch.date_of(act.at());
    rules::may_appeal(&before, today)?;
    rules::may_say("appeal", words_of(words))?;
    let appealed = Complaint { appeal: sealed(act, complaint, "appeal", words)?, appealed_on: Some(today), ..before };
    store::write(act, &appealed, None)?;
    act.record("appeal.made", path(selection), json!({}));
    lay_hold(act, &appealed)?;
    notices::waits(act, &found)?;
    Ok(())
}

/// Another officer decides the appeal.
///
/// # Errors
/// Refuses what [`rules::may_deal_with`], [`rules::may_decide`] and [`rules::may_say`] refuse.
pub fn decide(act: &mut Act<'_>, (selection, complaint): Place, officer: AccountId, words: &str) -> Result<(), Problem> {
    let (branch, found) = found(act, selection)?;
    let before = before(act, &found, complaint, officer)?;
    rules::may_decide(&before, officer)?;
    rules::may_say("decision", words_of(words))?;
    let today = branch.date_of(act.at());
    let decided = Complaint { decision: sealed(act, complaint, "decision", words)?, decided_on: Some(today), ..before };
    store::write(act, &decided, Some(officer))?;
    act.record("appeal.decided", path(selection), json!({}));
    lay_hold(act, &decided)?;
    notices::answered(act, &found, &decided)?;
    Ok(())
}

/// A complaint about a selection.
pub type Place = (SelectionId, RowId);

fn found(act: &mut Act<'_>, selection: SelectionId) -> Result<(Branch, Selection), Problem> {
    let id = act.branch();
    Ok((branch::find(act.conn(), id)?, selections::find(act.conn(), id, selection)?))
}

/// The complaint as it stands before an officer deals with it.
fn before(act: &mut Act<'_>, selection: &Selection, complaint: RowId, officer: AccountId) -> Result<Complaint, Problem> {
    let branch = act.branch();
    let before = store::find(act.conn(), branch, selection.id, complaint)?;
    let member = members::of_account(act.conn(), branch, officer)?.map(|member| member.id);
    let candidates = selections::candidates_of(act.conn(), branch, selection.id)?;
    let candidates: Vec<MemberId> = candidates.into_iter().map(|candidate| candidate.member_id).collect();
    rules::may_deal_with(&before, member, &candidates)?;
    Ok(before)
}

fn sealed(act: &Act<'_>, complaint: RowId, column: &'static str, words: &str) -> Result<SealedWords, Problem> {
    let vault = act.vault().map_err(Problem::broken)?;
    SealedWords::of(vault, place(complaint, column), words).map_err(Problem::broken)
}

fn lay_hold(act: &mut Act<'_>, complaint: &Complaint) -> diesel::QueryResult<()> {
    match complaint.hold() {
        Some(hold) => ballots::hold_for(act, &hold),
        None => ballots::end_hold(act, complaint.id, &path(complaint.selection_id)),
    }
}
