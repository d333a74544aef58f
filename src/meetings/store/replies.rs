//! The tables `meeting_replies` and `meeting_keys`: who means to come, and by which links one can say so.

use diesel::prelude::*;
use serde_json::json;

use super::super::{Meeting, reply::Given};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MeetingId, MemberId,
        schema::{meeting_keys, meeting_replies},
    },
    mail::Key,
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

/// What everybody answered, the first first.
pub fn replies(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Given>> {
    meeting_replies::table
        .filter(meeting_replies::branch_id.eq(branch))
        .filter(meeting_replies::meeting_id.eq(meeting))
        .order((meeting_replies::replied_at, meeting_replies::member_id))
        .select(Given::as_select())
        .load(conn)
}

/// What a member answered, if anything.
pub fn reply_of(conn: &mut Conn, branch: BranchId, meeting: MeetingId, member: MemberId) -> QueryResult<Option<Given>> {
    of(branch, meeting, member).select(Given::as_select()).first(conn).optional()
}

/// Keeps an answer in place of the one before.
pub fn keep_reply(act: &mut Act<'_>, meeting: &Meeting, given: &Given) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(of(branch, meeting.id, given.member)).execute(act.conn())?;
    diesel::insert_into(meeting_replies::table)
        .values((
            meeting_replies::meeting_id.eq(meeting.id),
            meeting_replies::member_id.eq(given.member),
            meeting_replies::branch_id.eq(branch),
            meeting_replies::reply.eq(given.reply),
            meeting_replies::via.eq(given.via),
            meeting_replies::replied_at.eq(given.replied_at),
        ))
        .execute(act.conn())?;
    act.record("reply.given", meeting.href(), json!({ "member": given.member, "reply": given.reply, "via": given.via }));
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of(branch: BranchId, meeting: MeetingId, member: MemberId) -> _ {
    meeting_replies::table
        .filter(meeting_replies::branch_id.eq(branch))
        .filter(meeting_replies::meeting_id.eq(meeting))
        .filter(meeting_replies::member_id.eq(member))
}

#[derive(Insertable)]
#[diesel(table_name = meeting_keys)]
struct NewKey {
    hash: String,
    branch_id: BranchId,
    meeting_id: MeetingId,
    member_id: MemberId,
}

/// Keeps the fingerprints of the keys that go out with a notice; the calling of the meeting records it.
pub fn keep_keys(act: &mut Act<'_>, meeting_id: MeetingId, keys: &[(MemberId, Key)]) -> QueryResult<()> {
    let branch_id = act.branch();
    let kept = |(member, key): &(MemberId, Key)| NewKey { hash: key.hash.clone(), branch_id, meeting_id, member_id: *member };
    let rows: Vec<NewKey> = keys.iter().map(kept).collect();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(meeting_keys::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// To which meeting a key was sent, and to whom.
pub fn sent_with(conn: &mut Conn, branch: BranchId, hash: &str) -> QueryResult<Option<(MeetingId, MemberId)>> {
    meeting_keys::table
        .filter(meeting_keys::branch_id.eq(branch))
        .filter(meeting_keys::hash.eq(hash))
        .select((meeting_keys::meeting_id, meeting_keys::member_id))
        .first(conn)
        .optional()
}
