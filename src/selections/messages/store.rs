//! The table `selection_messages`.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::message::Message;
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, RowId, SelectionId, schema::selection_messages},
};

/// Keeps a message that was handed in.
pub fn keep(act: &mut Act<'_>, message: &Message) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(selection_messages::table)
        .values((
            selection_messages::id.eq(message.id),
            selection_messages::branch_id.eq(branch),
            selection_messages::selection_id.eq(message.selection_id),
            selection_messages::member_id.eq(message.member_id),
            selection_messages::words.eq(&message.words),
            selection_messages::handed_in_at.eq(message.handed_in_at),
            selection_messages::leaves_at.eq(message.leaves_at),
            selection_messages::held_because.eq(""),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes why a message does not leave.
pub fn set_held(act: &mut Act<'_>, message: RowId, because: &str, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(selection_messages::table.find(message).filter(selection_messages::branch_id.eq(branch)))
        .set((selection_messages::held_because.eq(because), selection_messages::held_on.eq(Some(on))))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes that a message left, and to how many.
pub fn set_sent(act: &mut Act<'_>, message: RowId, on: NaiveDate, people: usize) -> QueryResult<()> {
    let branch = act.branch();
    let people = i32::try_from(people).unwrap_or(i32::MAX);
    diesel::update(selection_messages::table.find(message).filter(selection_messages::branch_id.eq(branch)))
        .set((selection_messages::sent_on.eq(Some(on)), selection_messages::people.eq(Some(people))))
        .execute(act.conn())
        .map(|_| ())
}

/// One message of a selection.
pub fn find(conn: &mut Conn, branch: BranchId, selection: SelectionId, message: RowId) -> QueryResult<Message> {
    selection_messages::table
        .filter(selection_messages::branch_id.eq(branch))
        .filter(selection_messages::selection_id.eq(selection))
        .filter(selection_messages::id.eq(message))
        .select(Message::as_select())
        .first(conn)
}

/// All messages of a selection, as they were handed in.
pub fn of_selection(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Message>> {
    selection_messages::table
        .filter(selection_messages::branch_id.eq(branch))
        .filter(selection_messages::selection_id.eq(selection))
        .order((selection_messages::handed_in_at, selection_messages::id))
        .select(Message::as_select())
        .load(conn)
}

/// Those of a branch that leave now.
pub fn due(conn: &mut Conn, branch: BranchId, now: Instant) -> QueryResult<Vec<Message>> {
    selection_messages::table
        .filter(selection_messages::branch_id.eq(branch))
        .filter(selection_messages::sent_on.is_null())
        .filter(selection_messages::held_on.is_null())
        .filter(selection_messages::leaves_at.le(now))
        .order((selection_messages::leaves_at, selection_messages::id))
        .select(Message::as_select())
        .load(conn)
}
