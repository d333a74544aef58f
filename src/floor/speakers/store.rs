//! The table `floor_speeches`.

use diesel::prelude::*;
use serde_json::json;

use super::{Speech, Stance};
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, ItemId, MeetingId, MemberId, RowId, schema::floor_speeches},
};

/// The speeches of a meeting, those that wait among them, in the order of asking.
pub fn of_meeting(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Speech>> {
    floor_speeches::table
        .filter(floor_speeches::branch_id.eq(branch))
        .filter(floor_speeches::meeting_id.eq(meeting))
        .order((floor_speeches::asked_at, floor_speeches::id))
        .select(Speech::as_select())
        .load(conn)
}

/// Somebody goes on the list, or is called at once.
pub fn add(
    act: &mut Act<'_>,
    meeting: MeetingId,
    item: ItemId,
    member: MemberId,
    stance: Stance,
    called_at: Option<Instant>,
) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(floor_speeches::table)
        .values((
            floor_speeches::id.eq(RowId::fresh()),
            floor_speeches::branch_id.eq(branch),
            floor_speeches::meeting_id.eq(meeting),
            floor_speeches::item_id.eq(item),
            floor_speeches::member_id.eq(member),
            floor_speeches::stance.eq(stance),
            floor_speeches::asked_at.eq(at),
            floor_speeches::called_at.eq(called_at),
        ))
        .execute(act.conn())?;
    let deed = if called_at.is_some() { "speaker.called" } else { "speech.asked" };
    act.record(deed, format!("/meetings/{meeting}"), json!({ "item": item, "member": member, "stance": stance }));
    Ok(())
}

/// Whoever asked takes it back.
pub fn withdraw(act: &mut Act<'_>, meeting: MeetingId, speech: &Speech) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(floor_speeches::table.find(speech.id).filter(floor_speeches::branch_id.eq(branch))).execute(act.conn())?;
    act.record("speech.withdrawn", format!("/meetings/{meeting}"), json!({ "member": speech.member }));
    Ok(())
}

/// The chair calls somebody from the list.
pub fn call(act: &mut Act<'_>, meeting: MeetingId, speech: &Speech) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(floor_speeches::table.find(speech.id).filter(floor_speeches::branch_id.eq(branch)))
        .set(floor_speeches::called_at.eq(Some(at)))
        .execute(act.conn())?;
    let facts = json!({ "item": speech.item, "member": speech.member, "stance": speech.stance });
    act.record("speaker.called", format!("/meetings/{meeting}"), facts);
    Ok(())
}

/// Ends the speech that is going on, if one is.
pub fn hush(act: &mut Act<'_>, branch: BranchId, meeting: MeetingId) -> QueryResult<()> {
    if of_meeting(act.conn(), branch, meeting)?.iter().any(Speech::is_going_on) { end(act, meeting) } else { Ok(()) }
}

/// Whoever speaks has finished.
fn end(act: &mut Act<'_>, meeting: MeetingId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let going_on = floor_speeches::table
        .filter(floor_speeches::branch_id.eq(branch))
        .filter(floor_speeches::meeting_id.eq(meeting))
        .filter(floor_speeches::called_at.is_not_null())
        .filter(floor_speeches::ended_at.is_null());
    diesel::update(going_on).set(floor_speeches::ended_at.eq(Some(at))).execute(act.conn())?;
    act.record("speech.ended", format!("/meetings/{meeting}"), json!({}));
    Ok(())
}
