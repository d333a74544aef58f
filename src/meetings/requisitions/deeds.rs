//! Beginning, signing, taking back, and the call that answers: after each, the rule is asked whether enough have signed.

use super::{
    super::{Meeting, notices, roll},
    count::{call_by, count},
    requisition::Requisition,
    rules::{self, Refusal},
    store,
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{MemberId, RequisitionId},
    members,
    rulebook::MeetingKind,
    web::Problem,
};

/// A member asks for a special meeting; where members sign, she is the first to.
///
/// # Errors
/// Where the rules know no such thing, or she is not entitled.
pub fn begin(act: &mut Act<'_>, member: MemberId, purpose: &str) -> Result<Requisition, Problem> {
    let (purpose, branch) = (rules::purpose(purpose)?, own(act)?);
    let today = branch.date_of(act.at());
    count(act.conn(), &branch, &[], today)?;
    entitled(act, &branch, member)?;
    let requisition = store::begin(act, member, &purpose)?;
    let rule = branch.rulebook.requisition.get(&MeetingKind::Special);
    if rule.is_some_and(|rule| rule.counts_bodies()) { Ok(requisition) } else { sign(act, requisition.id, member) }
}

/// A member signs.
///
/// # Errors
/// Where she may not, or has.
pub fn sign(act: &mut Act<'_>, id: RequisitionId, member: MemberId) -> Result<Requisition, Problem> {
    let branch = own(act)?;
    let (requisition, given) = (store::find(act.conn(), branch.id, id)?, store::signatures(act.conn(), branch.id, id)?);
    let today = branch.date_of(act.at());
    rules::may_sign(&requisition, &count(act.conn(), &branch, &given, today)?.signers, &given, member)?;
    entitled(act, &branch, member)?;
    store::sign(act, &requisition, Some(member), None)?;
    reached(act, &branch, requisition)
}

/// An officer writes down that a body asks for the meeting.
///
/// # Errors
/// Where it is none of the branch's, or has asked already.
pub fn sign_for(act: &mut Act<'_>, id: RequisitionId, body: &str) -> Result<Requisition, Problem> {
    let branch = own(act)?;
    let (requisition, given) = (store::find(act.conn(), branch.id, id)?, store::signatures(act.conn(), branch.id, id)?);
    let today = branch.date_of(act.at());
    rules::may_sign_for(&requisition, &count(act.conn(), &branch, &given, today)?.signers, &given, body)?;
    store::sign(act, &requisition, None, Some(body))?;
    reached(act, &branch, requisition)
}

/// A signature is taken back: by whoever gave it, or, for a body, by the officer who wrote it down.
///
/// # Errors
/// Once enough have signed, or where there is none.
pub fn withdraw(act: &mut Act<'_>, id: RequisitionId, of: (Option<MemberId>, Option<&str>)) -> Result<Requisition, Problem> {
    let branch = act.branch();
    let requisition = store::find(act.conn(), branch, id)?;
    rules::may_withdraw(&requisition)?;
    let given = store::signatures(act.conn(), branch, id)?;
    let signature = given.iter().find(|one| one.stands() && (one.member, one.body.as_deref()) == of);
    store::withdraw(act, &requisition, signature.ok_or(Refusal::NotSigned)?)?;
    Ok(requisition)
}

/// The meeting is called that was asked for.
///
/// # Errors
/// Where not enough have signed, or it is called already.
pub fn answer(act: &mut Act<'_>, id: RequisitionId, meeting: &Meeting) -> Result<(), Problem> {
    let branch = act.branch();
    let requisition = store::find(act.conn(), branch, id)?;
    rules::may_answer(&requisition)?;
    Ok(store::answer(act, &requisition, meeting)?)
}

/// Notes the day on which enough have signed, once, and tells the secretary.
fn reached(act: &mut Act<'_>, branch: &Branch, requisition: Requisition) -> Result<Requisition, Problem> {
    let today = branch.date_of(act.at());
    let given = store::signatures(act.conn(), branch.id, requisition.id)?;
    if requisition.reached_on.is_some() || !count(act.conn(), branch, &given, today)?.is_reached() {
        return Ok(requisition);
    }
    store::reach(act, &requisition, today)?;
    let reached = store::find(act.conn(), branch.id, requisition.id)?;
    notices::requisition_reached(act, branch, (&reached.href(), &reached.purpose), call_by(branch, &reached))?;
    Ok(reached)
}

/// Whether somebody may vote today.
fn entitled(act: &mut Act<'_>, branch: &Branch, member: MemberId) -> Result<(), Problem> {
    let question = roll::question(&branch.rulebook, MeetingKind::Special, branch.date_of(act.at()));
    let (eligibility, _) = members::standing(act.conn(), branch, member, &question)?;
    if eligibility.is_yes() { Ok(()) } else { Err(Refusal::NotEntitled(roll::says(&eligibility)).into()) }
}

fn own(act: &mut Act<'_>) -> Result<Branch, Problem> {
    let branch = act.branch();
    Ok(branch::find(act.conn(), branch)?)
}
