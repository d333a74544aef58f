//! The table `portraits`. A portrait that goes leaves no gap: whatever showed it shows none (`ON DELETE SET NULL`).

use diesel::prelude::*;
use serde_json::json;

use super::super::{Ballot, portrait::Portrait};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, PortraitId,
        schema::{ballot_choices, portraits},
    },
};

/// Keeps a portrait of a member. The record does not say whose: until applications are closed nobody is to learn who applies.
pub fn keep_portrait(act: &mut Act<'_>, member: MemberId, portrait: &Portrait) -> QueryResult<PortraitId> {
    let (branch, id) = (act.branch(), PortraitId::random());
    diesel::insert_into(portraits::table)
        .values((
            portraits::id.eq(id),
            portraits::branch_id.eq(branch),
            portraits::member_id.eq(member),
            portraits::jpeg.eq(portrait.jpeg()),
        ))
        .execute(act.conn())?;
    act.record("portrait.kept", "/ballots", json!({}));
    Ok(id)
}

/// Forgets portraits.
pub fn forget_portraits(act: &mut Act<'_>, shown: &[PortraitId]) -> QueryResult<()> {
    let branch = act.branch();
    let found = portraits::table.filter(portraits::branch_id.eq(branch)).filter(portraits::id.eq_any(shown.to_vec()));
    let gone = diesel::delete(found).execute(act.conn())?;
    record_gone(act, gone);
    Ok(())
}

/// Forgets the portraits of a member.
pub fn forget_portraits_of(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    let own = portraits::table.filter(portraits::branch_id.eq(branch)).filter(portraits::member_id.eq(member));
    let gone = diesel::delete(own).execute(act.conn())?;
    record_gone(act, gone);
    Ok(())
}

/// Forgets the portraits that stood on a ballot's paper.
pub fn forget_portraits_on(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<()> {
    let shown = ballot_choices::table
        .filter(ballot_choices::branch_id.eq(ballot.branch_id))
        .filter(ballot_choices::ballot_id.eq(ballot.id))
        .select(ballot_choices::portrait_id);
    let on_paper: Vec<Option<PortraitId>> = shown.load(act.conn())?;
    forget_portraits(act, &on_paper.into_iter().flatten().collect::<Vec<_>>())
}

fn record_gone(act: &mut Act<'_>, gone: usize) {
    if gone > 0 {
        act.record("portrait.forgotten", "/ballots", json!({}));
    }
}

/// The JPEG of a portrait.
pub fn portrait(conn: &mut Conn, branch: BranchId, portrait: PortraitId) -> QueryResult<Vec<u8>> {
    portraits::table.filter(portraits::branch_id.eq(branch)).find(portrait).select(portraits::jpeg).first(conn)
}
