//! The table `floor_named_votes`.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::Names;
use crate::{
    audit::Act,
    ballots::{self, DecisionVote},
    db::{BallotId, BranchId, Conn, MeetingId, MemberId, schema::floor_named_votes},
    web::Problem,
};

/// The votes by name on one question, in the order in which they were given.
pub fn on(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Names> {
    floor_named_votes::table
        .filter(floor_named_votes::branch_id.eq(branch))
        .filter(floor_named_votes::ballot_id.eq(ballot))
        .order((floor_named_votes::voted_at, floor_named_votes::member_id))
        .select((floor_named_votes::member_id, floor_named_votes::vote))
        .load(conn)
}

/// All votes by name of a meeting, by question.
pub fn of_meeting(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<HashMap<BallotId, Names>> {
    let rows: Vec<(BallotId, MemberId, DecisionVote)> = floor_named_votes::table
        .filter(floor_named_votes::branch_id.eq(branch))
        .filter(floor_named_votes::meeting_id.eq(meeting))
        .order((floor_named_votes::voted_at, floor_named_votes::member_id))
        .select((floor_named_votes::ballot_id, floor_named_votes::member_id, floor_named_votes::vote))
        .load(conn)?;
    let mut by_question: HashMap<BallotId, Names> = HashMap::new();
    for (ballot, member, vote) in rows {
        by_question.entry(ballot).or_default().push((member, vote));
    }
    Ok(by_question)
}

/// Takes down how a member votes, once.
///
/// # Errors
/// As [`ballots::mark_by_name`].
pub fn give(
    act: &mut Act<'_>,
    meeting: MeetingId,
    ballot: BallotId,
    member: MemberId,
    vote: DecisionVote,
) -> Result<(), Problem> {
    let (branch, at) = (act.branch(), act.at());
    ballots::mark_by_name(act, ballot, member)?;
    diesel::insert_into(floor_named_votes::table)
        .values((
            floor_named_votes::ballot_id.eq(ballot),
            floor_named_votes::member_id.eq(member),
            floor_named_votes::branch_id.eq(branch),
            floor_named_votes::meeting_id.eq(meeting),
            floor_named_votes::vote.eq(vote),
            floor_named_votes::voted_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("vote.named", format!("/meetings/{meeting}"), json!({ "ballot": ballot, "member": member, "vote": vote }));
    Ok(())
}
