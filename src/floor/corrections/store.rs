//! The table `minute_corrections`.

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{BranchId, Conn, MeetingId, MemberId, RowId, schema::minute_corrections},
};

crate::text_enum! {
    /// What became of a correction.
    pub enum State {
        Proposed = "proposed",
        /// The sentence reads so now.
        Taken = "taken",
        Left = "left",
        Withdrawn = "withdrawn",
    }
}

/// How a member wants a sentence to read.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = minute_corrections)]
pub struct Correction {
    pub id: RowId,
    pub sentence: String,
    #[diesel(column_name = member_id)]
    pub member: MemberId,
    pub words: String,
    pub state: State,
}

/// One correction to the minutes of a meeting.
pub fn find(conn: &mut Conn, branch: BranchId, meeting: MeetingId, id: RowId) -> QueryResult<Correction> {
    minute_corrections::table
        .filter(minute_corrections::branch_id.eq(branch))
        .filter(minute_corrections::meeting_id.eq(meeting))
        .find(id)
        .select(Correction::as_select())
        .first(conn)
}

/// The corrections that are neither taken nor left, the oldest first.
pub fn open(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Correction>> {
    minute_corrections::table
        .filter(minute_corrections::branch_id.eq(branch))
        .filter(minute_corrections::meeting_id.eq(meeting))
        .filter(minute_corrections::state.eq(State::Proposed))
        .order((minute_corrections::proposed_at, minute_corrections::id))
        .select(Correction::as_select())
        .load(conn)
}

/// A member proposes one.
pub fn propose(act: &mut Act<'_>, meeting: MeetingId, sentence: &str, member: MemberId, words: &str) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(minute_corrections::table)
        .values((
            minute_corrections::id.eq(RowId::fresh()),
            minute_corrections::branch_id.eq(branch),
            minute_corrections::meeting_id.eq(meeting),
            minute_corrections::sentence.eq(sentence),
            minute_corrections::member_id.eq(member),
            minute_corrections::words.eq(words),
            minute_corrections::state.eq(State::Proposed),
            minute_corrections::proposed_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("correction.proposed", format!("/meetings/{meeting}/minutes"), json!({ "sentence": sentence }));
    Ok(())
}

/// What became of it.
pub fn settle(act: &mut Act<'_>, meeting: MeetingId, correction: &Correction, state: State) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(minute_corrections::table.find(correction.id).filter(minute_corrections::branch_id.eq(branch)))
        .set((minute_corrections::state.eq(state), minute_corrections::settled_at.eq(Some(at))))
        .execute(act.conn())?;
    let facts = json!({ "sentence": correction.sentence, "state": state });
    act.record("correction.settled", format!("/meetings/{meeting}/minutes"), facts);
    Ok(())
}
