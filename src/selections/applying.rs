//! Applying: a member hands in her statement, may take it back, and is put on the list when applications are closed.

use super::{
    Selection,
    application::{Belonging, Incumbency},
    kept,
    rules::{self, Limits},
    store::{self, Applying},
    timetable,
};
use crate::{
    accounts::Permission,
    audit::Act,
    ballots::{self, Portrait},
    branch::{self, Branch},
    db::{AccountId, BranchId, Conn, MemberId, RowId, SelectionId},
    members,
    motions::words_of,
    rulebook::{Eligibility, Plan, Question},
    web::{Look, Problem, Visitor},
};

/// What the rulebook says about a member who would stand, on the day applications close; none where it asks for nothing.
pub fn standing(
    conn: &mut Conn,
    branch: &Branch,
    selection: &Selection,
    plan: &Plan,
    member: MemberId,
) -> diesel::QueryResult<Option<Eligibility>> {
    if !branch.rulebook.eligibility.contains_key("candidate") {
        return Ok(None);
    }
    let question = Question::about("candidate", timetable::closing_day(plan, selection));
    members::standing(conn, branch, member, &question).map(|(eligibility, _)| Some(eligibility))
}

/// What somebody who applies says of herself.
#[derive(Debug, Clone, Copy)]
pub struct Says<'s> {
    pub statement: &'s str,
    pub belongs: Belonging,
    pub incumbency: Incumbency,
}

/// Hands in the application of somebody who does not hold the office, or changes it.
///
/// # Errors
/// As [`hand_in`].
pub fn apply(
    act: &mut Act<'_>,
    selection: SelectionId,
    member: MemberId,
    statement: &str,
    belongs: Belonging,
) -> Result<(), Problem> {
    hand_in(act, selection, member, &Says { statement, belongs, incumbency: Incumbency::No })
}

/// Hands an application in, or changes it.
///
/// # Errors
/// Refuses what [`rules::may_apply_now`], [`rules::may_say`] and [`rules::may_stand`] refuse.
pub fn hand_in(act: &mut Act<'_>, selection: SelectionId, member: MemberId, says: &Says<'_>) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?);
    let plan = timetable::plan_of(act.conn(), &branch, &found)?;
    let today = branch.date_of(act.at());
    rules::may_apply_now(&found, &plan, member, today)?;
    rules::kept::may_hand_in_late(&found, &plan, (kept::group(&branch.rulebook), says.belongs), today)?;
    rules::may_say(&Limits::of(&branch.rulebook), words_of(says.statement))?;
    may_stand(act, &branch, &found, &plan, member)?;
    let before = store::application_of(act.conn(), id, selection, member)?.map_or(Incumbency::No, |own| own.incumbency);
    let incumbency = before.after(says.incumbency);
    let applying = Applying { statement: says.statement.to_owned(), belongs: says.belongs, applied_on: today, incumbency };
    store::apply(act, selection, member, &applying)?;
    Ok(())
}

/// What becomes of the portrait beside an application.
#[derive(Debug, Clone)]
pub enum NewPortrait {
    AsBefore,
    Shown(Portrait),
    Gone,
}

/// Puts a portrait beside one's application in place of the one before, or takes it away.
///
/// # Errors
/// An application that is not there.
pub fn set_portrait(act: &mut Act<'_>, selection: SelectionId, member: MemberId, new: &NewPortrait) -> Result<(), Problem> {
    let branch = act.branch();
    let portrait = match new {
        NewPortrait::AsBefore => return Ok(()),
        NewPortrait::Shown(portrait) => Some(ballots::keep_portrait(act, member, portrait)?),
        NewPortrait::Gone => None,
    };
    let own = store::application_of(act.conn(), branch, selection, member)?.ok_or(Problem::NotFound)?;
    store::set_portrait(act, own.id, portrait)?;
    if let Some(before) = own.portrait_id {
        ballots::forget_portraits(act, &[before])?;
    }
    Ok(())
}

/// Takes one's application back, until the names are on the paper.
///
/// # Errors
/// Names that are on the paper, and an application that is not there.
pub fn withdraw(act: &mut Act<'_>, selection: SelectionId, member: MemberId) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?);
    rules::may_change(&found)?;
    let today = branch.date_of(act.at());
    set_portrait(act, selection, member, &NewPortrait::Gone)?;
    store::withdraw_application(act, selection, member, today)?;
    Ok(())
}

/// Puts somebody who applied on the list, after the close.
///
/// # Errors
/// Refuses before the close, and whatever [`rules::may_stand`] refuses.
pub fn take(act: &mut Act<'_>, selection: SelectionId, application: RowId) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?);
    let plan = timetable::plan_of(act.conn(), &branch, &found)?;
    rules::may_take(&plan, branch.date_of(act.at()))?;
    let applications = store::applications_of(act.conn(), id, selection)?;
    let chosen = applications.into_iter().find(|one| one.id == application).ok_or(Problem::NotFound)?;
    may_stand(act, &branch, &found, &plan, chosen.member_id)?;
    store::name(act, selection, chosen.member_id, &chosen.statement)?;
    Ok(())
}

/// Whoever stands or applied does not run the choice: she neither enters nominations nor settles lists, puts no names to the
/// vote, and reads nothing before its time.
///
/// # Errors
/// A candidacy or an application of the officer's own.
pub fn may_run(conn: &mut Conn, branch: BranchId, officer: AccountId, selection: SelectionId) -> Result<(), Problem> {
    let Some(member) = members::of_account(conn, branch, officer)? else { return Ok(()) };
    let own = store::application_of(conn, branch, selection, member.id)?;
    let named = store::candidates_of(conn, branch, selection)?;
    let stands = named.iter().any(|candidate| candidate.member_id == member.id);
    if stands || own.is_some_and(|application| application.stands()) { Err(rules::NotSo::OwnCase.into()) } else { Ok(()) }
}

/// Whether a visitor runs this selection: by her office, and not where [`may_run`] refuses.
pub fn runs(look: &mut Look<'_>, selection: SelectionId, visitor: &Visitor) -> bool {
    visitor.may(Permission::RunBallots) && may_run(look.conn, look.branch.id, visitor.account, selection).is_ok()
}

/// Whether a member may stand in this selection at all.
///
/// # Errors
/// Refuses what [`rules::may_stand`] refuses.
pub fn may_stand(
    act: &mut Act<'_>,
    branch: &Branch,
    selection: &Selection,
    plan: &Plan,
    member: MemberId,
) -> Result<(), Problem> {
    let named = store::candidates_of(act.conn(), branch.id, selection.id)?;
    let standing = standing(act.conn(), branch, selection, plan, member)?;
    let person = members::persons(act.conn(), branch.id, &[member])?.pop().ok_or(rules::NotSo::Unknown)?;
    let classes = &branch.rulebook.membership.classes;
    rules::may_stand(selection, &named, &person, classes, standing.as_ref())?;
    Ok(())
}
