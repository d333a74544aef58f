//! The table `meetings`.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

use super::super::{Meeting, State, meeting::Calling, roll::Seat, rules};
use crate::{
    audit::Act,
    clock,
    db::{BranchId, Conn, Instant, MeetingId, schema::meetings},
    web::Problem,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = meetings)]
struct Row {
    id: MeetingId,
    branch_id: BranchId,
    kind: String,
    title: String,
    starts_at: Instant,
    place: String,
    state: State,
    room_code: String,
    called_at: Instant,
    opened_at: Option<Instant>,
    closed_at: Option<Instant>,
    emergency_reason: Option<String>,
    online_link: Option<String>,
    called_off_because: Option<String>,
}

impl Row {
    fn whole(self) -> QueryResult<Meeting> {
        let kind = self.kind.parse().map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))?;
        Ok(Meeting {
            id: self.id,
            branch_id: self.branch_id,
            kind,
            title: self.title,
            starts_at: self.starts_at,
            place: self.place,
            state: self.state,
            room_code: self.room_code,
            called_at: self.called_at,
            opened_at: self.opened_at,
            closed_at: self.closed_at,
            emergency_reason: self.emergency_reason,
            online_link: self.online_link,
            called_off_because: self.called_off_because,
        })
    }
}

/// One meeting.
pub fn find(conn: &mut Conn, branch: BranchId, id: MeetingId) -> QueryResult<Meeting> {
    meetings::table.filter(meetings::branch_id.eq(branch)).find(id).select(Row::as_select()).first(conn)?.whole()
}

/// All meetings, the latest first.
pub fn list(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Meeting>> {
    let rows: Vec<Row> = meetings::table
        .filter(meetings::branch_id.eq(branch))
        .order((meetings::starts_at.desc(), meetings::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::whole).collect()
}

/// A meeting that nobody has opened by its hour is late, not past, for so long.
const LATE: TimeDelta = TimeDelta::hours(12);

/// Meetings that are in session or still to come at that moment, the next first.
pub fn upcoming(conn: &mut Conn, branch: BranchId, at: Instant) -> QueryResult<Vec<Meeting>> {
    let since = Instant::from(at.0 - LATE);
    let rows: Vec<Row> = meetings::table
        .filter(meetings::branch_id.eq(branch))
        .filter(meetings::state.eq(State::Open).or(meetings::state.eq(State::Called).and(meetings::starts_at.ge(since))))
        .order((meetings::starts_at, meetings::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::whole).collect()
}

/// The meeting in session at that moment, or else the next to come.
pub fn next_after(conn: &mut Conn, branch: BranchId, at: Instant) -> QueryResult<Option<Meeting>> {
    Ok(upcoming(conn, branch, at)?.into_iter().next())
}

/// Calls a meeting: stores it, freezes its roll and puts the first lines on its agenda. The notice is queued beside it.
pub fn call(act: &mut Act<'_>, calling: &Calling, roll: &[Seat]) -> QueryResult<Meeting> {
    let (id, branch, at) = (MeetingId::fresh(), act.branch(), act.at());
    let voters = roll.iter().filter(|seat| seat.may_vote).count();
    diesel::insert_into(meetings::table)
        .values((
            meetings::id.eq(id),
            meetings::branch_id.eq(branch),
            meetings::kind.eq(calling.kind.as_str()),
            meetings::title.eq(&calling.title),
            meetings::starts_at.eq(calling.starts_at),
            meetings::place.eq(&calling.place),
            meetings::state.eq(State::Called),
            meetings::room_code.eq(clock::spoken_code(4)),
            meetings::called_at.eq(at),
            meetings::emergency_reason.eq(&calling.emergency_reason),
            meetings::online_link.eq(&calling.online_link),
        ))
        .execute(act.conn())?;
    super::roll::freeze(act, id, roll)?;
    let emergency = calling.emergency_reason.is_some();
    let facts = json!({ "kind": calling.kind, "starts": calling.starts_at, "roll": roll.len(), "voters": voters, "emergency": emergency });
    act.record("meeting.called", format!("/meetings/{id}"), facts);
    super::agenda::write_first(act, id, &calling.agenda)?;
    find(act.conn(), branch, id)
}

/// The chair opens the meeting.
pub fn begin(act: &mut Act<'_>, id: MeetingId) -> Result<(), Problem> {
    let (branch, at) = (act.branch(), act.at());
    rules::may_begin(&find(act.conn(), branch, id)?)?;
    diesel::update(meetings::table.filter(meetings::branch_id.eq(branch)).filter(meetings::id.eq(id)))
        .set((meetings::state.eq(State::Open), meetings::opened_at.eq(Some(at))))
        .execute(act.conn())?;
    act.record("meeting.opened", format!("/meetings/{id}"), json!({}));
    Ok(())
}

/// The chair closes the meeting. Whoever is in the room then was there to the end.
pub fn close(act: &mut Act<'_>, id: MeetingId) -> Result<(), Problem> {
    let (branch, at) = (act.branch(), act.at());
    rules::may_close(&find(act.conn(), branch, id)?)?;
    diesel::update(meetings::table.filter(meetings::branch_id.eq(branch)).filter(meetings::id.eq(id)))
        .set((meetings::state.eq(State::Closed), meetings::closed_at.eq(Some(at))))
        .execute(act.conn())?;
    act.record("meeting.closed", format!("/meetings/{id}"), json!({}));
    Ok(())
}

/// The meeting does not take place.
pub fn call_off(act: &mut Act<'_>, id: MeetingId, because: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(meetings::table.filter(meetings::branch_id.eq(branch)).filter(meetings::id.eq(id)))
        .set((meetings::state.eq(State::CalledOff), meetings::called_off_because.eq(because)))
        .execute(act.conn())?;
    super::revise(act, id)?;
    act.record("meeting.called-off", format!("/meetings/{id}"), json!({}));
    Ok(())
}

/// The meeting is at another place.
pub fn move_to(act: &mut Act<'_>, id: MeetingId, place: &str, online_link: Option<&str>) -> Result<(), Problem> {
    let branch = act.branch();
    rules::may_move(&find(act.conn(), branch, id)?)?;
    diesel::update(meetings::table.filter(meetings::branch_id.eq(branch)).filter(meetings::id.eq(id)))
        .set((meetings::place.eq(place), meetings::online_link.eq(online_link)))
        .execute(act.conn())?;
    super::revise(act, id)?;
    act.record("meeting.moved", format!("/meetings/{id}"), json!({}));
    Ok(())
}
