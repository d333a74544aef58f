//! What calendars ask for: the table `calendar_feeds`, and how often a meeting was changed.

use diesel::prelude::*;
use serde_json::json;

use super::super::calendar::Revision;
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MeetingId, MemberId,
        schema::{calendar_feeds, meeting_keys, meeting_roll, meetings},
    },
    mail::Key,
};

/// Notes that what a calendar shows of a meeting has changed; the deed that changed it records it.
pub fn revise(act: &mut Act<'_>, meeting: MeetingId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(meetings::table.filter(meetings::branch_id.eq(branch)).filter(meetings::id.eq(meeting)))
        .set((meetings::revision.eq(meetings::revision + 1), meetings::revised_at.eq(Some(at))))
        .execute(act.conn())
        .map(|_| ())
}

/// How often a meeting was changed since it was called.
pub fn revision(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Revision> {
    let (number, revised_at, called_at): (i32, Option<Instant>, Instant) = meetings::table
        .filter(meetings::branch_id.eq(branch))
        .find(meeting)
        .select((meetings::revision, meetings::revised_at, meetings::called_at))
        .first(conn)?;
    Ok(Revision { number: u32::try_from(number).unwrap_or_default(), at: revised_at.unwrap_or(called_at).0 })
}

/// The meetings to which a member was called that begin after a moment, the first first.
pub fn called_to(conn: &mut Conn, branch: BranchId, member: MemberId, since: Instant) -> QueryResult<Vec<MeetingId>> {
    meeting_roll::table
        .inner_join(meetings::table.on(meetings::id.eq(meeting_roll::meeting_id)))
        .filter(meeting_roll::branch_id.eq(branch))
        .filter(meeting_roll::member_id.eq(member))
        .filter(meetings::starts_at.ge(since))
        .order((meetings::starts_at, meetings::id))
        .select(meetings::id)
        .load(conn)
}

/// Gives a member's calendar an address, in place of the one before.
pub fn keep_feed(act: &mut Act<'_>, member: MemberId, key: &Key) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::delete(calendar_feeds::table.filter(calendar_feeds::member_id.eq(member))).execute(act.conn())?;
    diesel::insert_into(calendar_feeds::table)
        .values((
            calendar_feeds::member_id.eq(member),
            calendar_feeds::branch_id.eq(branch),
            calendar_feeds::hash.eq(&key.hash),
            calendar_feeds::made_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("feed.made", "/me/calendar", json!({ "member": member }));
    Ok(())
}

/// Takes a member's address back: her calendar fetches nothing any more.
pub fn end_feed(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    diesel::delete(calendar_feeds::table.filter(calendar_feeds::member_id.eq(member))).execute(act.conn())?;
    act.record("feed.ended", "/me/calendar", json!({ "member": member }));
    Ok(())
}

/// Ends every personal link of a member: of her calendar, and in notices. What she answered stays with the meeting.
pub fn end_links(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    diesel::delete(calendar_feeds::table.filter(calendar_feeds::member_id.eq(member))).execute(act.conn())?;
    diesel::delete(meeting_keys::table.filter(meeting_keys::member_id.eq(member))).execute(act.conn())?;
    act.record("links.ended", "/meetings", json!({ "member": member }));
    Ok(())
}

/// Since when a member has an address.
pub fn feed_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Option<Instant>> {
    calendar_feeds::table
        .filter(calendar_feeds::branch_id.eq(branch))
        .filter(calendar_feeds::member_id.eq(member))
        .select(calendar_feeds::made_at)
        .first(conn)
        .optional()
}

/// Whose calendar fetches with a key.
pub fn fed_by(conn: &mut Conn, branch: BranchId, hash: &str) -> QueryResult<Option<MemberId>> {
    calendar_feeds::table
        .filter(calendar_feeds::branch_id.eq(branch))
        .filter(calendar_feeds::hash.eq(hash))
        .select(calendar_feeds::member_id)
        .first(conn)
        .optional()
}
