//! The table `amendments`.

use diesel::prelude::*;
use serde_json::json;

use super::{Amendment, State, amendment::Place, course::Proposal};
use crate::{
    audit::Act,
    db::{AmendmentId, BranchId, Conn, Instant, MotionId, schema::amendments},
};

/// One amendment to a motion.
pub fn find(conn: &mut Conn, branch: BranchId, (motion, id): Place) -> QueryResult<Amendment> {
    amendments::table
        .filter(amendments::branch_id.eq(branch))
        .filter(amendments::motion_id.eq(motion))
        .find(id)
        .select(Amendment::as_select())
        .first(conn)
}

/// The amendments to a motion, in the order of their numbers.
pub fn of_motion(conn: &mut Conn, branch: BranchId, motion: MotionId) -> QueryResult<Vec<Amendment>> {
    amendments::table
        .filter(amendments::branch_id.eq(branch))
        .filter(amendments::motion_id.eq(motion))
        .order(amendments::number)
        .select(Amendment::as_select())
        .load(conn)
}

/// Takes an amendment in under the next number of its motion.
pub fn propose(act: &mut Act<'_>, proposal: &Proposal, wording: &str, operations: &str) -> QueryResult<Amendment> {
    let (id, branch, at) = (AmendmentId::fresh(), act.branch(), act.at());
    let before = of_motion(act.conn(), branch, proposal.motion)?;
    let number = before.last().map_or(0, |last| last.number) + 1;
    diesel::insert_into(amendments::table)
        .values((
            amendments::id.eq(id),
            amendments::branch_id.eq(branch),
            amendments::motion_id.eq(proposal.motion),
            amendments::number.eq(number),
            amendments::mover_id.eq(proposal.mover),
            amendments::wording.eq(wording),
            amendments::operations.eq(operations),
            amendments::reason.eq(proposal.reason.trim()),
            amendments::state.eq(State::Proposed),
            amendments::submitted_at.eq(at),
        ))
        .execute(act.conn())?;
    let amendment = find(act.conn(), branch, (proposal.motion, id))?;
    act.record("amendment.proposed", amendment.href(), json!({ "number": number, "mover": proposal.mover }));
    Ok(amendment)
}

/// What became of an amendment.
pub fn set_state(act: &mut Act<'_>, amendment: &Amendment, state: State) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let decided_at: Option<Instant> = (state != State::Proposed).then_some(at);
    diesel::update(amendments::table.find(amendment.id).filter(amendments::branch_id.eq(branch)))
        .set((amendments::state.eq(state), amendments::decided_at.eq(decided_at)))
        .execute(act.conn())?;
    let deed = match state {
        State::Proposed => "amendment.reopened",
        State::Withdrawn => "amendment.withdrawn",
        State::Carried => "amendment.carried",
        State::Lost => "amendment.lost",
        State::Fallen => "amendment.fallen",
    };
    act.record(deed, amendment.href(), json!({ "number": amendment.number }));
    Ok(())
}
