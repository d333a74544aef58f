//! From the closed lists to the ballots: one deed drafts a ballot for every office for which more stand than there are places,
//! in the order in which the offices are filled.

use std::collections::HashMap;

use super::{Contest, Elections, Nomination, reading::Lists, rules, store};
use crate::{
    audit::Act,
    ballots::{self, Days, NewChoice, NewElection, NewTerms, Reopening},
    branch::{self, Branch},
    db::{Conn, ElectionsId, MemberId, RowId},
    members,
    render::words,
    web::Problem,
};

/// How these ballots are voted.
#[derive(Debug, Clone, Copy)]
pub struct Voting {
    /// In the meeting, with the code on the screen; otherwise by the personal link.
    pub in_the_room: bool,
    pub days: Days,
}

/// Drafts every ballot that the closed lists need, and says how many.
///
/// # Errors
/// Refuses before nominations are closed, where ballots are drafted already, whoever stands, and days on which no ballot can
/// be held.
pub fn draft(act: &mut Act<'_>, elections: ElectionsId, officer: Option<MemberId>, voting: &Voting) -> Result<usize, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let lists = Lists::of(act.conn(), &branch, elections)?;
    rules::may_draft(&lists.elections, &lists.contests, branch.date_of(act.at()))?;
    rules::may_run(&lists.nominations, officer)?;
    match voting.in_the_room {
        true => ballots::may_be_held_in_the_room(&voting.days, act.at(), branch.zone)?,
        false => ballots::may_be_held(&voting.days, act.at(), branch.zone)?,
    }
    let mut drafted = 0;
    for contest in &lists.contests {
        let standing = lists.standing(contest);
        if !needs_ballot(&branch, contest, standing.len()) {
            continue;
        }
        let names = names_on_paper(act.conn(), &branch, &standing)?;
        let ballot = ballots::draft_election(act, &election(&branch, &lists.elections, contest, &standing, &names, voting))?;
        store::set_ballot(act, contest, Some(ballot))?;
        drafted += 1;
    }
    if drafted == 0 {
        return Err(rules::NotSo::NoBallotNeeded.into());
    }
    Ok(drafted)
}

/// Takes every draft back.
///
/// # Errors
/// Refuses whoever stands, where a ballot is open or closed, and where none is drafted.
pub fn take_back(act: &mut Act<'_>, elections: ElectionsId, officer: Option<MemberId>) -> Result<(), Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let Lists { contests, nominations, .. } = Lists::of(act.conn(), &branch, elections)?;
    rules::may_run(&nominations, officer)?;
    if contests.iter().all(|contest| contest.ballot_id.is_none()) {
        return Err(rules::NotSo::NothingDrafted.into());
    }
    for contest in contests {
        let Some(ballot) = contest.ballot_id else { continue };
        store::set_ballot(act, &contest, None)?;
        ballots::discard_draft(act, ballot)?;
    }
    Ok(())
}

/// Whether so many candidates are put to a vote: more than there are places, or any where the rules let members open
/// nominations again.
pub fn needs_ballot(branch: &Branch, contest: &Contest, standing: usize) -> bool {
    standing > contest.places() || (standing > 0 && ruled(branch, contest).reopening != Reopening::Not)
}

/// What each of them is called on the paper: a number follows where two of one contest have the same name.
pub fn names_on_paper(
    conn: &mut Conn,
    branch: &Branch,
    standing: &[&Nomination],
) -> diesel::QueryResult<HashMap<RowId, String>> {
    let ids: Vec<MemberId> = standing.iter().flat_map(|one| one.people()).collect();
    let people = members::persons(conn, branch.id, &ids)?;
    let namesakes = |name: &str| people.iter().filter(|person| person.name == name).count() > 1;
    let called = |member: MemberId| {
        let person = people.iter().find(|person| person.id == member)?;
        Some(if namesakes(&person.name) { format!("{} ({})", person.name, person.number) } else { person.name.clone() })
    };
    let name = |one: &&Nomination| (one.id, words::names(&one.people().filter_map(called).collect::<Vec<_>>()));
    Ok(standing.iter().map(name).collect())
}

fn election(
    branch: &Branch,
    elections: &Elections,
    contest: &Contest,
    standing: &[&Nomination],
    names: &HashMap<RowId, String>,
    voting: &Voting,
) -> NewElection {
    let choice = |one: &&Nomination| NewChoice {
        statement: one.statement.clone(),
        ..NewChoice::named(names.get(&one.id).cloned().unwrap_or_default())
    };
    let Days { opens_on, freeze_on, closes_at } = voting.days;
    NewElection {
        title: members::at_head(&contest.title),
        question: format!("Who shall be our {}?", contest.title),
        method: ballots::method_by(&branch.rulebook, contest.ballot_rule(), contest.seats),
        seats: contest.seats,
        about: elections.path(),
        rule: contest.ballot_rule().to_owned(),
        area: Vec::new(),
        called_on: elections.called_on,
        opens_on,
        freeze_on,
        closes_at,
        choices: standing.iter().map(choice).collect(),
        terms: NewTerms { in_the_room: voting.in_the_room, ..ruled(branch, contest) },
    }
}

/// The terms of a contest by the rulebook.
fn ruled(branch: &Branch, contest: &Contest) -> NewTerms {
    NewTerms::ruled(&branch.rulebook, contest.ballot_rule())
}
