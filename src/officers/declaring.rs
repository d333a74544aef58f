//! The consequence: one contest after the other is declared, in their order. Whoever is elected takes the office from the next
//! day to the end of its term, and those who made way leave it. The last declaration can be taken back.

use chrono::NaiveDate;

use super::{
    Contest, Nomination, drafting, due,
    elected::{Elected, Succeeded},
    keeping,
    reading::Lists,
    rules::{self, NotSo},
    store,
};
use crate::{
    audit::Act,
    ballots::{self, Again, State},
    branch::{self, Branch},
    db::{BallotId, ContestId, MemberId, RowId},
    meetings,
    members::{self, Office, Term},
    render::dates,
    rulebook::{Answer, Tenure},
    web::Problem,
};

/// Declares the next contest. Its papers are counted again where an earlier one took somebody out of it, or left places to a
/// group. Gives back whoever is elected.
///
/// # Errors
/// Refuses out of order, before the meeting, whoever stands herself, and a ballot that has not decided.
pub fn declare(act: &mut Act<'_>, contest: ContestId, officer: Option<MemberId>) -> Result<Vec<Elected>, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let found = store::contest(act.conn(), id, contest)?;
    let lists = Lists::of(act.conn(), &branch, found.election_id)?;
    let meeting = meetings::find(act.conn(), id, lists.elections.meeting_id)?;
    let (meeting_on, today) = (meeting.on(&branch), branch.date_of(act.at()));
    rules::may_declare(&lists.elections, &found, lists.next(), meeting_on, today)?;
    rules::may_run(&lists.nominations, officer)?;
    let (winners, closed_on) = match found.ballot_id {
        Some(ballot) => counted(act, &branch, &lists, &found, ballot)?,
        None if drafting::needs_ballot(&branch, &found, lists.standing(&found).len()) => return Err(NotSo::NotVoted.into()),
        None => (unopposed(&branch, &lists, &found), None),
    };
    let elected_on = closed_on.map_or(meeting_on, |closed| closed.max(meeting_on));
    if !winners.is_empty() {
        let acting = store::all_acting(act.conn(), id)?;
        let makes_way = |term: &Term| due::makes_way((meeting.kind, meeting_on), term.to_on, acting.contains(&term.id));
        succeed(act, &found, elected_on, makes_way)?;
    }
    let elected = take_office(act, &branch, &found, &winners, elected_on)?;
    store::set_declared(act, &found, Some(today), &elected)?;
    Ok(elected)
}

/// Takes the last declaration back: the terms that came of it never begin, and those that it ended go on.
///
/// # Errors
/// Refuses any but the last, whoever stands herself, and a term that was changed since.
pub fn undo(act: &mut Act<'_>, contest: ContestId, officer: Option<MemberId>) -> Result<Contest, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let found = store::contest(act.conn(), id, contest)?;
    let lists = Lists::of(act.conn(), &branch, found.election_id)?;
    rules::may_undo(&found, lists.latest())?;
    rules::may_run(&lists.nominations, officer)?;
    for elected in lists.elected.iter().filter(|elected| elected.contest_id == contest) {
        let term = members::find_term(act.conn(), id, elected.term_id)?;
        rules::is_as_declared(elected, &term)?;
        members::end_term(act, &term, term.from_on.pred_opt().unwrap_or(term.from_on))?;
    }
    for succeeded in store::succeeded_by(act.conn(), id, contest)? {
        let term = members::find_term(act.conn(), id, succeeded.term_id)?;
        members::let_term_run(act, &term, succeeded.until_on)?;
    }
    store::set_declared(act, &found, None, &[])?;
    Ok(found)
}

/// Who is elected by the ballot of a contest, in order, and the day on which voting ended.
fn counted(
    act: &mut Act<'_>,
    branch: &Branch,
    lists: &Lists,
    contest: &Contest,
    ballot: BallotId,
) -> Result<(Vec<Nomination>, Option<NaiveDate>), Problem> {
    let standing = lists.standing(contest);
    let names = drafting::names_on_paper(act.conn(), branch, &standing)?;
    let named = |one: &&Nomination| names.get(&one.id).cloned();
    let again = Again {
        without: lists.out_of(branch, contest).iter().filter_map(named).collect(),
        groups: keeping::groups(branch, lists, contest, &names),
    };
    if ballots::find(act.conn(), branch.id, ballot)?.state != State::Closed {
        return Err(NotSo::NotCounted { ballot }.into());
    }
    ballots::count_again(act, ballot, &again)?;
    let ballot = ballots::find(act.conn(), branch.id, ballot)?;
    let sheet = ballots::result(act.conn(), branch.id, ballot.id)?.ok_or(NotSo::LotNeeded { ballot: ballot.id })?;
    let elected = ballots::elected(act.conn(), &ballot)?;
    let of = |number: &u32| {
        let name = sheet.name(*number);
        standing.iter().find(|one| names.get(&one.id).is_some_and(|called| called == name)).map(|one| (*one).clone())
    };
    let closed_on = ballot.closed_at.map(|at| branch.date_of(at));
    Ok((elected.iter().filter_map(of).collect(), closed_on))
}

/// Those of a contest without a ballot: everybody who stands and is not out of it by an earlier one.
fn unopposed(branch: &Branch, lists: &Lists, contest: &Contest) -> Vec<Nomination> {
    let out: Vec<RowId> = lists.out_of(branch, contest).iter().map(|one| one.id).collect();
    lists.standing(contest).into_iter().filter(|one| !out.contains(&one.id)).cloned().collect()
}

/// Ends the terms of those who make way.
fn succeed(act: &mut Act<'_>, contest: &Contest, on: NaiveDate, makes_way: impl Fn(&Term) -> bool) -> Result<(), Problem> {
    let branch = act.branch();
    let mut terms = members::terms_from(act.conn(), branch, on)?;
    terms.retain(|term| term.office.as_str() == contest.office && term.covers(on) && makes_way(term));
    for term in terms {
        store::insert_succeeded(act, contest.id, &Succeeded { term_id: term.id, until_on: term.to_on })?;
        if term.to_on != Some(on) {
            members::end_term(act, &term, on)?;
        }
    }
    Ok(())
}

/// Writes the terms of those elected: from the day after the election, to the end that the rules give it.
fn take_office(
    act: &mut Act<'_>,
    branch: &Branch,
    contest: &Contest,
    winners: &[Nomination],
    elected_on: NaiveDate,
) -> Result<Vec<Elected>, Problem> {
    let ends_on = term_of(branch, contest, elected_on).value;
    let from_on = elected_on.succ_opt().unwrap_or(elected_on);
    let office: Office = contest.office.parse().unwrap_or(Office::Other(contest.office.clone()));
    let mut elected = Vec::new();
    for (winner, member) in winners.iter().flat_map(|one| one.people().map(move |member| (one, member))) {
        let term_id = members::take_office(act, member, &office, (from_on, ends_on), "elected")?;
        elected.push(Elected {
            term_id,
            contest_id: contest.id,
            nomination_id: winner.id,
            member_id: member,
            elected_on,
            ends_on,
        });
    }
    Ok(elected)
}

/// The last day of the term of somebody elected on that day, and how it was worked out.
pub fn term_of(branch: &Branch, contest: &Contest, elected_on: NaiveDate) -> Answer<Option<NaiveDate>> {
    if let Some(ends_on) = contest.ends_on {
        let (day, end) = (dates::day(elected_on), dates::day(ends_on));
        let says = format!("Elected on {day} to a vacant office, for the rest of the term: it ends with {end}.");
        return Answer { value: Some(ends_on), working: vec![says], clause: contest.clause.clone() };
    }
    branch.rulebook.term_ends(&contest.office, Tenure::Elected { on: elected_on, successor_on: None })
}
