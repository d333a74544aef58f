//! Calling the hustings: the lot is drawn, the agenda is drawn up from it, and the meeting is called with both.

use chrono::{NaiveDate, NaiveTime};
use serde_json::json;

use super::{
    draw::{self, Drawn},
    rules::{self, Before},
    running::{self, Part, Running, lasting},
    store::{self, Hustings},
};
use crate::{
    audit::Act,
    ballots::{self, State},
    branch::{self, Branch},
    clock,
    db::{BranchId, Conn, Instant, MemberId, SelectionId},
    meetings::{self, Calling, Line},
    members,
    rulebook::{MeetingKind, Plan},
    selections::{Selection, selection::path, store as selections, timetable},
    web::Problem,
};

/// What is asked of whoever calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub on: NaiveDate,
    pub at: NaiveTime,
    pub place: String,
    pub minutes: u32,
    pub questions: u32,
    /// Why the notice is short, where it is; empty where it is not.
    pub reason: String,
}

/// Whether the hustings of a selection are called.
pub fn is_called(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> diesel::QueryResult<bool> {
    Ok(store::of_selection(conn, branch, selection)?.is_some())
}

/// Whether they may be called now.
///
/// # Errors
/// Refuses what [`rules::may_call`] refuses.
pub fn may_call(conn: &mut Conn, branch: &Branch, selection: &Selection, plan: &Plan, today: NaiveDate) -> Result<(), Problem> {
    let ballot = selection.ballot_id.map(|ballot| ballots::find(conn, branch.id, ballot)).transpose()?;
    let is_over = ballot.is_some_and(|ballot| ballot.state == State::Closed);
    let before = match is_called(conn, branch.id, selection.id)? {
        true => Before::Called,
        false if is_over => Before::BallotClosed,
        false => Before::Nothing,
    };
    let candidates = selections::candidates_of(conn, branch.id, selection.id)?.len();
    rules::may_call(selection, plan, (candidates, today), before)?;
    Ok(())
}

/// Draws the lot and calls the meeting.
///
/// # Errors
/// Refuses what [`may_call`], [`running::order`] and the rules of meetings refuse.
pub fn call(act: &mut Act<'_>, selection: SelectionId, wanted: &Wanted) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, selections::find(act.conn(), id, selection)?);
    let (plan, today) = (timetable::plan_of(act.conn(), &branch, &found)?, branch.date_of(act.at()));
    may_call(act.conn(), &branch, &found, &plan, today)?;
    let seed = clock::secret_token();
    let drawn = draw::order(&seed, &standing(act.conn(), &branch, selection)?);
    let names: Vec<String> = drawn.iter().map(|one| one.name.clone()).collect();
    let running = running::order(&names, wanted.minutes, wanted.questions)?;
    let calling = checked(&branch, &found, wanted, (agenda(&running, &drawn, wanted.questions), act.at()))?;
    let (meeting, _) = meetings::call(act, &branch, &calling)?;
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let hustings = Hustings {
        selection_id: selection,
        meeting_id: meeting.id,
        seed,
        minutes: whole(wanted.minutes),
        questions: whole(wanted.questions),
        drawn_on: today,
    };
    let speakers: Vec<MemberId> = drawn.iter().map(|one| one.member).collect();
    store::keep(act, &hustings, &speakers)?;
    let facts = json!({ "seed": hustings.seed, "order": speakers, "minutes": wanted.minutes, "questions": wanted.questions });
    act.record("hustings.called", path(selection), facts);
    Ok(())
}

fn standing(conn: &mut Conn, branch: &Branch, selection: SelectionId) -> diesel::QueryResult<Vec<(MemberId, String)>> {
    let ids: Vec<MemberId> =
        selections::candidates_of(conn, branch.id, selection)?.into_iter().map(|candidate| candidate.member_id).collect();
    let names = members::names(conn, branch.id, &ids)?;
    Ok(ids.into_iter().map(|id| (id, names.get(&id).cloned().unwrap_or_default())).collect())
}

/// The meeting, held against the rules of meetings: its notice, its day, its hour.
fn checked(
    branch: &Branch,
    selection: &Selection,
    wanted: &Wanted,
    (agenda, now): (Vec<String>, Instant),
) -> Result<Calling, Problem> {
    let kind = MeetingKind::General;
    let starts_at = Instant::from(meetings::begins_at(branch.zone, wanted.on, wanted.at)?);
    let reason = Some(wanted.reason.as_str()).filter(|reason| !reason.is_empty());
    let days = ((wanted.on, starts_at.0), (branch.date_of(now), now.0));
    let ground = meetings::may_call(&branch.rulebook, kind, days.0, days.1, reason)?;
    let emergency_reason = reason.filter(|_| matches!(ground, meetings::Ground::Emergency { .. })).map(str::to_owned);
    let title = format!("Hustings: {}", selection.office);
    Ok(Calling {
        kind,
        title,
        starts_at,
        place: wanted.place.clone(),
        online_link: None,
        agenda: agenda.into_iter().map(Line::from).collect(),
        emergency_reason,
    })
}

/// A line for each speech, and one for the questions.
fn agenda(running: &Running, drawn: &[Drawn], questions: u32) -> Vec<String> {
    let speeches = |part: Part, words: &str| -> Vec<String> {
        let turns = running.turns.iter().filter(|turn| turn.part == part);
        turns.map(|turn| format!("{words}: {} ({})", turn.speaker, lasting(turn.lasts))).collect()
    };
    let answer = running.turns.iter().find(|turn| turn.part == Part::Answer(1)).map(|turn| turn.lasts);
    let asked = answer.map(|lasts| {
        format!(
            "{questions} questions to all {}, each beginning with the next speaker ({} an answer)",
            drawn.len(),
            lasting(lasts)
        )
    });
    let mut agenda = vec!["Welcome, and how the time is shared".to_owned()];
    agenda.extend(speeches(Part::Opening, "Opening speech"));
    agenda.extend(asked);
    agenda.extend(speeches(Part::Closing, "Closing speech"));
    agenda.push("Close".to_owned());
    agenda
}
