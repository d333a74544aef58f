//! Naming scrutineers, and what each says of what she has seen.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    Line, Point,
    point::{Said, Scrutineer},
    rules::{self, NotWatching, Watcher},
    store,
};
use crate::{
    accounts::Permission,
    audit::Act,
    ballots::{Ballot, ballot::path, bearer::Bearer, election, notices, store as ballots},
    branch::{self, Branch},
    db::{BallotId, Conn, MemberId},
    members,
    web::Problem,
};

/// The scrutineers of a ballot with all that they said.
pub fn scrutineers(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Vec<Scrutineer>> {
    let named = store::named(conn, ballot)?;
    let said = store::said(conn, ballot)?;
    let names = members::names(conn, ballot.branch_id, &named)?;
    let scrutineer = |member: MemberId| Scrutineer {
        member,
        name: names.get(&member).cloned().unwrap_or_default(),
        said: said.iter().filter(|said| said.member_id == member).cloned().collect(),
    };
    Ok(named.into_iter().map(scrutineer).collect())
}

/// The same as everybody sees them.
pub fn lines(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Vec<Line>> {
    Ok(scrutineers(conn, ballot)?.iter().map(Scrutineer::line).collect())
}

/// Names a scrutineer.
///
/// # Errors
/// Refuses what [`rules::may_be_named`] refuses.
pub fn name_scrutineer(act: &mut Act<'_>, ballot: BallotId, member: MemberId) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, election::find_election(act.conn(), id, ballot)?);
    let today = branch.date_of(act.at());
    let choices = ballots::choices_of(act.conn(), &found)?;
    let named = scrutineers(act.conn(), &found)?;
    let watcher = watcher(act.conn(), &branch, member, today)?;
    rules::may_be_named(&found, choices.iter().map(|choice| choice.name.as_str()), &named, &watcher)?;
    store::add(act, ballot, member, today)?;
    act.record("scrutineer.named", path(ballot), json!({ "member": member }));
    notices::named_scrutineer(act, &found, member)?;
    Ok(())
}

/// Takes a name off again.
///
/// # Errors
/// Refuses what [`rules::may_be_struck`] refuses.
pub fn strike(act: &mut Act<'_>, ballot: BallotId, member: MemberId) -> Result<(), Problem> {
    let (_, scrutineer) = found(act, ballot, member)?;
    rules::may_be_struck(&scrutineer)?;
    store::strike(act, ballot, member)?;
    act.record("scrutineer.struck", path(ballot), json!({ "member": member }));
    Ok(())
}

/// A scrutineer puts her name to a point.
///
/// # Errors
/// Refuses whoever is none, and what [`rules::may_speak`] refuses.
pub fn confirm(act: &mut Act<'_>, ballot: BallotId, member: MemberId, point: Point) -> Result<(), Problem> {
    let (today, _) = may_speak(act, ballot, member, point)?;
    store::confirm(act, ballot, member, point, today)?;
    act.record("scrutiny.confirmed", path(ballot), json!({ "point": point, "member": member, "on": today }));
    Ok(())
}

/// She says what she will not confirm. The record tells that she did; her words stay with the ballot.
///
/// # Errors
/// Refuses as [`confirm`] does, and an objection without words.
pub fn object(act: &mut Act<'_>, ballot: BallotId, member: MemberId, point: Point, words: &str) -> Result<(), Problem> {
    let (today, before) = may_speak(act, ballot, member, point)?;
    if words.is_empty() {
        return Err(NotWatching::NoWords.into());
    }
    let before = before.map(|said| said.objection).filter(|words| !words.is_empty());
    let objection = before.into_iter().chain([words.to_owned()]).collect::<Vec<_>>().join("\n");
    let said = Said { member_id: member, point, confirmed_on: None, objection, objected_on: Some(today) };
    store::object(act, ballot, &said)?;
    act.record("scrutiny.objected", path(ballot), json!({ "point": point, "member": member, "on": today }));
    Ok(())
}

fn may_speak(
    act: &mut Act<'_>,
    ballot: BallotId,
    member: MemberId,
    point: Point,
) -> Result<(NaiveDate, Option<Said>), Problem> {
    let (found, scrutineer) = found(act, ballot, member)?;
    let branch = branch::find(act.conn(), found.branch_id)?;
    let today = branch.date_of(act.at());
    if watcher(act.conn(), &branch, member, today)?.runs_ballots {
        return Err(NotWatching::RunYourself { ballot }.into());
    }
    let before = scrutineer.on(point).cloned();
    let is_declared = election::result(act.conn(), found.branch_id, ballot)?.is_some();
    rules::may_speak(&found, point, before.as_ref(), is_declared)?;
    Ok((today, before))
}

fn found(act: &mut Act<'_>, ballot: BallotId, member: MemberId) -> Result<(Ballot, Scrutineer), Problem> {
    let branch = act.branch();
    let found = election::find_election(act.conn(), branch, ballot)?;
    let all = scrutineers(act.conn(), &found)?;
    let own = all.into_iter().find(|one| one.member == member).ok_or(NotWatching::NotYours { ballot })?;
    Ok((found, own))
}

/// What decides whether somebody may watch. An office that begins later counts too: its holder is about to run ballots.
fn watcher(conn: &mut Conn, branch: &Branch, member: MemberId, today: NaiveDate) -> Result<Watcher, Problem> {
    let person = members::persons(conn, branch.id, &[member])?.pop().ok_or(Problem::NotFound)?;
    let offices = members::offices_from(conn, branch.id, today)?.remove(&member).unwrap_or_default();
    let classes = &branch.rulebook.membership.classes;
    Ok(Watcher {
        bearer: Bearer::of(&members::find(conn, branch.id, member)?),
        is_member: person.is_member(classes),
        runs_ballots: offices.iter().any(|office| office.grants().contains(&Permission::RunBallots)),
        name: person.name,
    })
}
