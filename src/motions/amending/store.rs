//! The tables `amendments` and `amendment_links`.

use diesel::prelude::*;
use serde_json::json;

use super::{
    Amendment, State,
    course::Proposal,
    links::{Kind, Link},
};
use crate::{
    audit::Act,
    db::{
        AmendmentId, BranchId, Conn, Instant, MemberId, MotionId, RowId,
        schema::{amendment_links, amendments},
    },
};

/// The amendments to a motion and to each other as they were handed in, in the order of their numbers.
pub fn handed_in(conn: &mut Conn, branch: BranchId, motion: MotionId) -> QueryResult<Vec<Amendment>> {
    amendments::table
        .filter(amendments::branch_id.eq(branch))
        .filter(amendments::motion_id.eq(motion))
        .order(amendments::number)
        .select(Amendment::as_select())
        .load(conn)
}

/// How they hang together, in the order in which that was declared.
pub fn links(conn: &mut Conn, branch: BranchId, motion: MotionId) -> QueryResult<Vec<Link>> {
    amendment_links::table
        .filter(amendment_links::branch_id.eq(branch))
        .filter(amendment_links::motion_id.eq(motion))
        .order((amendment_links::declared_at, amendment_links::id))
        .select(Link::as_select())
        .load(conn)
}

/// Takes an amendment in under the next number of its motion.
pub fn propose(act: &mut Act<'_>, proposal: &Proposal, wording: &str, operations: &str) -> QueryResult<Amendment> {
    let (id, branch, at) = (AmendmentId::fresh(), act.branch(), act.at());
    let before = handed_in(act.conn(), branch, proposal.motion)?;
    let amendment = Amendment {
        id,
        motion: proposal.motion,
        number: before.last().map_or(0, |last| last.number) + 1,
        mover: proposal.mover,
        wording: wording.to_owned(),
        operations: operations.to_owned(),
        reason: proposal.reason.trim().to_owned(),
        state: State::Proposed,
        submitted_at: at,
        decided_at: None,
        seconder: None,
        seconded_at: None,
        parent: proposal.to,
    };
    diesel::insert_into(amendments::table)
        .values((
            amendments::id.eq(id),
            amendments::branch_id.eq(branch),
            amendments::motion_id.eq(amendment.motion),
            amendments::number.eq(amendment.number),
            amendments::mover_id.eq(amendment.mover),
            amendments::wording.eq(&amendment.wording),
            amendments::operations.eq(&amendment.operations),
            amendments::reason.eq(&amendment.reason),
            amendments::state.eq(amendment.state),
            amendments::submitted_at.eq(at),
            amendments::parent_id.eq(amendment.parent),
        ))
        .execute(act.conn())?;
    let facts = json!({ "number": amendment.number, "mover": proposal.mover, "to": proposal.to });
    act.record("amendment.proposed", amendment.href(), facts);
    Ok(amendment)
}

/// Another member seconds it; none by name where that was done in the room.
pub fn second(act: &mut Act<'_>, amendment: &Amendment, seconder: Option<MemberId>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(amendments::table.find(amendment.id).filter(amendments::branch_id.eq(branch)))
        .set((amendments::seconder_id.eq(seconder), amendments::seconded_at.eq(Some(at))))
        .execute(act.conn())?;
    act.record("amendment.seconded", amendment.href(), json!({ "number": amendment.number, "seconder": seconder }));
    Ok(())
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

/// Writes down how two amendments hang together.
pub fn link(act: &mut Act<'_>, first: &Amendment, kind: Kind, then: &Amendment) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(amendment_links::table)
        .values((
            amendment_links::id.eq(RowId::fresh()),
            amendment_links::branch_id.eq(branch),
            amendment_links::motion_id.eq(first.motion),
            amendment_links::first_id.eq(first.id),
            amendment_links::kind.eq(kind),
            amendment_links::then_id.eq(then.id),
            amendment_links::declared_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("amendment.linked", first.href(), json!({ "kind": kind, "other": then.id }));
    Ok(())
}

/// Takes a link away.
pub fn unlink(act: &mut Act<'_>, first: &Amendment, link: &Link) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(amendment_links::table.find(link.id).filter(amendment_links::branch_id.eq(branch))).execute(act.conn())?;
    act.record("amendment.unlinked", first.href(), json!({ "kind": link.kind, "other": link.then }));
    Ok(())
}
