//! The tables of hustings: the meeting and its lot, and those who speak in the order drawn.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MeetingId, MemberId, SelectionId,
        schema::{meetings, selection_hustings, selection_speakers},
    },
    meetings::State,
};

/// What was drawn and called.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = selection_hustings)]
pub struct Hustings {
    pub selection_id: SelectionId,
    pub meeting_id: MeetingId,
    pub seed: String,
    pub minutes: i32,
    pub questions: i32,
    pub drawn_on: NaiveDate,
}

/// Keeps the hustings and the order of those who speak.
pub fn keep(act: &mut Act<'_>, hustings: &Hustings, speakers: &[MemberId]) -> QueryResult<()> {
    let branch = act.branch();
    // Hustings that were called off are drawn anew; the record keeps the lot of then.
    let of_branch = selection_speakers::table.filter(selection_speakers::branch_id.eq(branch));
    diesel::delete(of_branch.filter(selection_speakers::selection_id.eq(hustings.selection_id))).execute(act.conn())?;
    let of_branch = selection_hustings::table.filter(selection_hustings::branch_id.eq(branch));
    diesel::delete(of_branch.filter(selection_hustings::selection_id.eq(hustings.selection_id))).execute(act.conn())?;
    diesel::insert_into(selection_hustings::table)
        .values((
            selection_hustings::selection_id.eq(hustings.selection_id),
            selection_hustings::branch_id.eq(branch),
            selection_hustings::meeting_id.eq(hustings.meeting_id),
            selection_hustings::seed.eq(&hustings.seed),
            selection_hustings::minutes.eq(hustings.minutes),
            selection_hustings::questions.eq(hustings.questions),
            selection_hustings::drawn_on.eq(hustings.drawn_on),
        ))
        .execute(act.conn())?;
    for (speaker, place) in speakers.iter().zip(1_i32..) {
        diesel::insert_into(selection_speakers::table)
            .values((
                selection_speakers::selection_id.eq(hustings.selection_id),
                selection_speakers::place.eq(place),
                selection_speakers::branch_id.eq(branch),
                selection_speakers::member_id.eq(speaker),
            ))
            .execute(act.conn())?;
    }
    Ok(())
}

/// The hustings of a selection, once called and while they are not called off.
pub fn of_selection(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Option<Hustings>> {
    let called_off = meetings::table.filter(meetings::state.eq(State::CalledOff)).select(meetings::id);
    selection_hustings::table
        .filter(selection_hustings::branch_id.eq(branch))
        .filter(selection_hustings::selection_id.eq(selection))
        .filter(selection_hustings::meeting_id.ne_all(called_off))
        .select(Hustings::as_select())
        .first(conn)
        .optional()
}

/// Those who speak, in the order drawn.
pub fn speakers(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<MemberId>> {
    selection_speakers::table
        .filter(selection_speakers::branch_id.eq(branch))
        .filter(selection_speakers::selection_id.eq(selection))
        .order(selection_speakers::place)
        .select(selection_speakers::member_id)
        .load(conn)
}
