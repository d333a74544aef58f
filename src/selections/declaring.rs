//! The declaration: who is chosen, by the ballot, or because nobody stands against them. It is said once, by the officer who runs
//! the selection, and can be taken back while nobody relies on it yet.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    Candidate, Selection, drafting, kept,
    rules::{self, NotSo},
    selection::path,
    shortlisting, store, timetable,
};
use crate::{
    audit::Act,
    ballots::{self, State},
    branch::{self, Branch},
    db::{BallotId, Conn, MemberId, SelectionId},
    members,
    web::Problem,
};

/// How somebody came to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// By the ballot, in the order of election.
    Voted(Vec<Candidate>),
    /// No more stand than places are to be filled, and members are not asked.
    Unopposed(Vec<Candidate>),
}

impl Way {
    /// Those chosen.
    pub fn chosen(&self) -> &[Candidate] {
        match self {
            Self::Voted(chosen) | Self::Unopposed(chosen) => chosen,
        }
    }
}

/// How the selection would be declared today.
///
/// # Errors
/// Refuses what [`rules::may_declare`] refuses, and a ballot that is not counted.
pub fn way(conn: &mut Conn, branch: &Branch, selection: &Selection, today: NaiveDate) -> Result<Way, Problem> {
    let named = store::candidates_of(conn, branch.id, selection.id)?;
    match selection.ballot_id {
        Some(ballot) => {
            rules::is_not_declared(selection)?;
            Ok(Way::Voted(elected(conn, branch, named, ballot)?))
        }
        None => {
            let plan = timetable::plan_of(conn, branch, selection)?;
            rules::may_be_unopposed(selection, named.len(), drafting::terms(branch).reopening)?;
            rules::may_take(&plan, today)?;
            let kept = kept::places(conn, branch, selection, &named)?;
            rules::kept::may_be_put(selection, &plan, kept.as_ref(), today)?;
            Ok(Way::Unopposed(named))
        }
    }
}

/// Declares who is chosen.
///
/// # Errors
/// As [`way`], and refuses somebody who applied and is left out without a reason.
pub fn declare(act: &mut Act<'_>, selection: SelectionId) -> Result<Way, Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?);
    let today = branch.date_of(act.at());
    let way = way(act.conn(), &branch, &found, today)?;
    if let Way::Unopposed(_) = way {
        shortlisting::may_be_put(act, &branch, selection)?;
    }
    let chosen: Vec<_> = way.chosen().iter().map(|candidate| candidate.id).collect();
    store::declare(act, selection, today, &chosen)?;
    let facts = json!({ "chosen": chosen.len(), "unopposed": matches!(way, Way::Unopposed(_)) });
    act.record("selection.declared", path(selection), facts);
    Ok(way)
}

/// Takes the declaration back.
///
/// # Errors
/// Refuses a selection that is not declared.
pub fn take_back(act: &mut Act<'_>, selection: SelectionId) -> Result<(), Problem> {
    let id = act.branch();
    let found = store::find(act.conn(), id, selection)?;
    found.declared_on.ok_or(NotSo::NotDeclared)?;
    store::undeclare(act, selection)?;
    act.record("selection.undeclared", path(selection), json!({}));
    Ok(())
}

/// Those whom a closed ballot elected, in the order of election.
fn elected(conn: &mut Conn, branch: &Branch, named: Vec<Candidate>, ballot: BallotId) -> Result<Vec<Candidate>, Problem> {
    let ballot = ballots::find(conn, branch.id, ballot)?;
    if ballot.state != State::Closed {
        return Err(NotSo::NotCounted { ballot: ballot.id }.into());
    }
    let sheet = ballots::result(conn, branch.id, ballot.id)?.ok_or(NotSo::LotNeeded { ballot: ballot.id })?;
    let ids: Vec<MemberId> = named.iter().map(|candidate| candidate.member_id).collect();
    let names = members::names(conn, branch.id, &ids)?;
    let mut rest = named;
    let mut of = |number: &u32| {
        let name = sheet.name(*number);
        let at = rest.iter().position(|one| names.get(&one.member_id).is_some_and(|called| called == name))?;
        Some(rest.remove(at))
    };
    Ok(ballots::elected(conn, &ballot)?.iter().filter_map(&mut of).collect())
}
