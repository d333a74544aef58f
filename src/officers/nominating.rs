//! Nominations: a member names herself or another, who is asked; each says yes or no; then the lists are closed.

use super::{
    Contest, Elections, Nomination, notices,
    rules::{self, NotSo, Standing},
    store::{self, Answered},
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{Conn, ContestId, ElectionsId, MemberId, RowId},
    meetings, members,
    rulebook::{Eligibility, Question},
    selections::Belonging,
    web::Problem,
};

/// Who is named for what, by whom.
#[derive(Debug, Clone)]
pub struct Naming {
    pub contest: ContestId,
    pub namer: MemberId,
    pub member: MemberId,
    pub partner: Option<MemberId>,
    pub statement: String,
    /// What the namer says of herself, where she names herself.
    pub belongs: Belonging,
}

/// Names somebody for an office. Whoever names herself has accepted; everybody else is asked.
///
/// # Errors
/// Refuses after the close, and whatever [`rules::may_stand`] and [`rules::may_share`] refuse.
pub fn name(act: &mut Act<'_>, elections: ElectionsId, naming: &Naming) -> Result<Nomination, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let elections = store::find(act.conn(), id, elections)?;
    let today = branch.date_of(act.at());
    rules::may_name(&elections, today)?;
    let contest = contest_of(act.conn(), &elections, naming.contest)?;
    rules::may_change(&contest)?;
    let rule = branch.rulebook.offices.get(&contest.office);
    if let Some(partner) = naming.partner {
        rules::may_share(rule, naming.member, partner)?;
        may_stand(act.conn(), &branch, &elections, &contest, (partner, "partner"))?;
    }
    may_stand(act.conn(), &branch, &elections, &contest, (naming.member, "member"))?;
    let is_own = naming.namer == naming.member;
    if is_own {
        rules::may_accept(rule, naming.belongs)?;
    }
    let nomination = Nomination {
        id: RowId::random(),
        contest_id: contest.id,
        member_id: naming.member,
        partner_id: naming.partner,
        namer_id: naming.namer,
        statement: naming.statement.clone(),
        belongs: if is_own { naming.belongs } else { Belonging::NotSaid },
        partner_belongs: Belonging::NotSaid,
        named_on: today,
        accepted_on: is_own.then_some(today),
        partner_accepted_on: None,
        withdrawn_on: None,
    };
    store::insert_nomination(act, elections.id, &nomination)?;
    notices::asked_to_stand(act, &elections, &contest, &nomination)?;
    Ok(nomination)
}

/// Somebody who was named accepts, and says of herself what only she can say.
///
/// # Errors
/// Refuses whoever was not asked, after the close, and whatever [`rules::may_accept`] refuses.
pub fn accept(act: &mut Act<'_>, nomination: RowId, answer: &Answered) -> Result<Elections, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let (found, contest, elections) = whole(act.conn(), &branch, nomination)?;
    if !found.waits_for(answer.member) {
        return Err(NotSo::NotAsked.into());
    }
    rules::may_name(&elections, answer.on)?;
    rules::may_change(&contest)?;
    rules::may_accept(branch.rulebook.offices.get(&contest.office), answer.belongs)?;
    store::accept(act, elections.id, &found, answer)?;
    notices::answered(act, &elections, &contest, &found, answer.member, true)?;
    Ok(elections)
}

/// Somebody who was named declines, or withdraws until the list is on the paper.
///
/// # Errors
/// Refuses whoever is not named, and a list that is on the paper.
pub fn withdraw(act: &mut Act<'_>, nomination: RowId, member: MemberId) -> Result<Elections, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let (found, contest, elections) = whole(act.conn(), &branch, nomination)?;
    if !found.is_live() || !found.names(member) {
        return Err(NotSo::NotAsked.into());
    }
    rules::may_change(&contest)?;
    let today = branch.date_of(act.at());
    store::withdraw(act, elections.id, &found, today)?;
    notices::answered(act, &elections, &contest, &found, member, false)?;
    Ok(elections)
}

/// Closes nominations in the meeting.
///
/// # Errors
/// Refuses before their last day, and where they are closed.
pub fn close(act: &mut Act<'_>, elections: ElectionsId) -> Result<Elections, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let found = store::find(act.conn(), id, elections)?;
    let today = branch.date_of(act.at());
    rules::may_close(&found, today)?;
    store::set_closed(act, found.id, today)?;
    Ok(found)
}

/// What the rulebook says about a member who would stand, on the day of the meeting; none where it asks for nothing.
pub fn standing(
    conn: &mut Conn,
    branch: &Branch,
    elections: &Elections,
    contest: &Contest,
    member: MemberId,
) -> diesel::QueryResult<Option<Eligibility>> {
    let Some(rule) = branch.rulebook.offices.get(&contest.office).and_then(|rule| rule.eligibility.as_deref()) else {
        return Ok(None);
    };
    let meeting = meetings::find(conn, branch.id, elections.meeting_id)?;
    let question = Question::about(rule, meeting.on(branch));
    members::standing(conn, branch, member, &question).map(|(eligibility, _)| Some(eligibility))
}

/// A nomination with what it is for.
pub fn whole(conn: &mut Conn, branch: &Branch, nomination: RowId) -> diesel::QueryResult<(Nomination, Contest, Elections)> {
    let found = store::nomination(conn, branch.id, nomination)?;
    let contest = store::contest(conn, branch.id, found.contest_id)?;
    let elections = store::find(conn, branch.id, contest.election_id)?;
    Ok((found, contest, elections))
}

fn contest_of(conn: &mut Conn, elections: &Elections, contest: ContestId) -> Result<Contest, Problem> {
    let contests = store::contests_of(conn, elections.branch_id, elections.id)?;
    Ok(contests.into_iter().find(|one| one.id == contest).ok_or(NotSo::NoOffice)?)
}

fn may_stand(
    conn: &mut Conn,
    branch: &Branch,
    elections: &Elections,
    contest: &Contest,
    (member, at): (MemberId, &'static str),
) -> Result<(), Problem> {
    let mut named = store::nominations_of(conn, branch.id, elections.id)?;
    named.retain(|nomination| nomination.contest_id == contest.id);
    let eligibility = standing(conn, branch, elections, contest, member)?;
    let person = members::persons(conn, branch.id, &[member])?.pop().ok_or(Problem::NotFound)?;
    let standing = Standing { person: &person, eligibility: eligibility.as_ref(), at };
    rules::may_stand(elections, &named, standing, &branch.rulebook.membership.classes)?;
    Ok(())
}
