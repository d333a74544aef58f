//! The tables `selection_nominations` and `selection_nomination_votes`. Their events name nobody who applied: the record is
//! open to every member, and nominations are shown when they are closed.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    body::Body,
    nomination::{Nomination, Vote},
    rules::nominations::{Meeting, Nominee},
    selection::path,
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, RowId, SelectionId,
        schema::{selection_nomination_votes, selection_nominations},
    },
};

/// Enters the meeting of a body; with `replaced` it takes the place of that entry, which is kept.
pub fn nominate(
    act: &mut Act<'_>,
    selection: SelectionId,
    body: &Body,
    (meeting, nominee): (&Meeting, Nominee),
    (today, replaced): (NaiveDate, Option<&Nomination>),
) -> QueryResult<()> {
    if let Some(before) = replaced {
        let branch = act.branch();
        let entry = selection_nominations::table.find(before.id).filter(selection_nominations::branch_id.eq(branch));
        diesel::update(entry).set(selection_nominations::replaced_on.eq(today)).execute(act.conn())?;
    }
    let id = write_meeting(act, selection, body, (meeting, nominee), today)?;
    write_votes(act, id, meeting)?;
    let deed = if replaced.is_some() { "nomination.corrected" } else { "nomination.entered" };
    let facts = json!({
        "body": body.id, "kind": body.kind, "met": meeting.met_on, "present": meeting.present,
        "instead": replaced.map(|before| json!({ "met": before.met_on, "present": before.present })),
    });
    act.record(deed, path(selection), facts);
    Ok(())
}

fn write_meeting(
    act: &mut Act<'_>,
    selection: SelectionId,
    body: &Body,
    (meeting, nominee): (&Meeting, Nominee),
    today: NaiveDate,
) -> QueryResult<RowId> {
    let (branch, id) = (act.branch(), RowId::fresh());
    let (nominee_id, by_lot) = match nominee {
        Nominee::Nobody => (None, false),
        Nominee::ByVotes(member) => (Some(member), false),
        Nominee::ByLot(member) => (Some(member), true),
    };
    diesel::insert_into(selection_nominations::table)
        .values((
            (
                selection_nominations::id.eq(id),
                selection_nominations::branch_id.eq(branch),
                selection_nominations::selection_id.eq(selection),
            ),
            (
                selection_nominations::body_id.eq(body.id),
                selection_nominations::body_kind.eq(body.kind),
                selection_nominations::body_name.eq(&body.name),
            ),
            selection_nominations::met_on.eq(meeting.met_on),
            selection_nominations::present.eq(stored(meeting.present)),
            (selection_nominations::nominee_id.eq(nominee_id), selection_nominations::by_lot.eq(by_lot)),
            selection_nominations::entered_on.eq(today),
        ))
        .execute(act.conn())?;
    Ok(id)
}

fn write_votes(act: &mut Act<'_>, nomination: RowId, meeting: &Meeting) -> QueryResult<()> {
    let branch = act.branch();
    for cast in meeting.cast.iter().filter(|cast| cast.votes > 0) {
        diesel::insert_into(selection_nomination_votes::table)
            .values((
                selection_nomination_votes::nomination_id.eq(nomination),
                selection_nomination_votes::branch_id.eq(branch),
                selection_nomination_votes::member_id.eq(cast.member),
                selection_nomination_votes::votes.eq(stored(cast.votes)),
            ))
            .execute(act.conn())?;
    }
    Ok(())
}

fn stored(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Every entry of a selection, those that were put right too, in the order in which they were made.
pub fn nominations_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Nomination>> {
    selection_nominations::table
        .filter(selection_nominations::branch_id.eq(branch))
        .filter(selection_nominations::selection_id.eq(selection))
        .order(selection_nominations::id)
        .select(Nomination::as_select())
        .load(conn)
}

/// The votes of each entry, the most first.
pub fn votes_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<HashMap<RowId, Vec<Vote>>> {
    let rows: Vec<(RowId, MemberId, i32)> = selection_nomination_votes::table
        .inner_join(selection_nominations::table)
        .filter(selection_nominations::branch_id.eq(branch))
        .filter(selection_nominations::selection_id.eq(selection))
        .order((selection_nomination_votes::votes.desc(), selection_nomination_votes::member_id))
        .select((
            selection_nomination_votes::nomination_id,
            selection_nomination_votes::member_id,
            selection_nomination_votes::votes,
        ))
        .load(conn)?;
    let mut votes: HashMap<RowId, Vec<Vote>> = HashMap::new();
    for (nomination, member, count) in rows {
        votes.entry(nomination).or_default().push(Vote { member, votes: u32::try_from(count).unwrap_or_default() });
    }
    Ok(votes)
}
