//! Calling the elections of a meeting: the places that are up, the days, and the word to everybody on its roll.

use chrono::NaiveDate;

use super::{
    Contest, Elections, Sort,
    due::{self, Holder, Up, Vacated},
    leaving, notices, rules, store,
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{BranchId, Conn, ContestId, ElectionsId, MeetingId, MemberId},
    meetings::{self, Meeting},
    members,
    web::Problem,
};

/// The line of the agenda.
const ITEM: &str = "Election of officers";

/// What is needed to call elections.
#[derive(Debug, Clone)]
pub struct Calling {
    pub meeting: MeetingId,
    /// The member who runs them.
    pub officer: MemberId,
    /// The offices chosen from those that are up, by their keys.
    pub offices: Vec<String>,
    /// The last day on which names are taken.
    pub closes_on: NaiveDate,
}

/// Calls the elections of a meeting: they go on its agenda, and everybody on its roll is told who can be named until when.
///
/// # Errors
/// Refuses what [`rules::may_be_called_for`] and [`rules::may_close_on`] refuse, and elections without an office.
pub fn call(act: &mut Act<'_>, calling: &Calling) -> Result<ElectionsId, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let meeting = meetings::find(act.conn(), id, calling.meeting)?;
    let before = store::of_meeting(act.conn(), id, meeting.id)?;
    rules::may_be_called_for(&meeting, before.as_ref())?;
    let (meeting_on, today) = (meeting.on(&branch), branch.date_of(act.at()));
    rules::may_close_on(calling.closes_on, &branch.rulebook.nominations_close(meeting_on), meeting_on, today)?;
    let mut up = up_at(act.conn(), &branch, &meeting)?;
    up.retain(|up| calling.offices.contains(&up.office));
    if up.is_empty() {
        return Err(rules::NotSo::NothingUp.into());
    }
    let elections = Elections {
        id: ElectionsId::fresh(),
        branch_id: id,
        meeting_id: meeting.id,
        called_on: today,
        closes_on: calling.closes_on,
        closed_on: None,
        officer_id: calling.officer,
    };
    let contests: Vec<Contest> = up.iter().zip(1..).map(|(up, position)| contest(&elections, up, position)).collect();
    store::call(act, &elections, &contests)?;
    meetings::add_item(act, meeting.id, ITEM, Some(&elections.path()))?;
    notices::called(act, &elections, &meeting, &contests)?;
    Ok(elections.id)
}

/// The places that are up at a meeting.
pub fn up_at(conn: &mut Conn, branch: &Branch, meeting: &Meeting) -> diesel::QueryResult<Vec<Up>> {
    let meeting_on = meeting.on(branch);
    let held = held_on(conn, branch.id, meeting_on)?;
    let vacated = leaving::open(conn, branch, meeting_on)?;
    let vacated: Vec<Vacated> =
        vacated.into_iter().map(|vacancy| Vacated { office: vacancy.office, ends_on: vacancy.ends_on }).collect();
    Ok(due::up_at(&branch.rulebook, (meeting.kind, meeting_on), &held, &vacated))
}

/// Who holds which office on a day.
pub fn held_on(conn: &mut Conn, branch: BranchId, on: NaiveDate) -> diesel::QueryResult<Vec<Holder>> {
    let mut terms = members::terms_from(conn, branch, on)?;
    terms.retain(|term| term.covers(on));
    let ids: Vec<MemberId> = terms.iter().map(|term| term.member).collect();
    let names = members::names(conn, branch, &ids)?;
    let acting = store::all_acting(conn, branch)?;
    let holder = |term: members::Term| Holder {
        office: term.office.as_str().to_owned(),
        name: names.get(&term.member).cloned().unwrap_or_default(),
        to_on: term.to_on,
        is_acting: acting.contains(&term.id),
    };
    Ok(terms.into_iter().map(holder).collect())
}

fn contest(elections: &Elections, up: &Up, position: i32) -> Contest {
    Contest {
        id: ContestId::fresh(),
        branch_id: elections.branch_id,
        election_id: elections.id,
        position,
        sort: Sort::Office,
        office: up.office.clone(),
        title: up.title.clone(),
        seats: i32::try_from(up.seats).unwrap_or(i32::MAX),
        working: up.working.join("\n"),
        clause: up.clause.clone(),
        ends_on: up.ends_on,
        ballot_id: None,
        declared_on: None,
    }
}
