//! Lists as they come in, and what became of each.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::{
    reading::Read,
    voting_list::{Kind, VotingList},
};
use crate::{
    audit::{self, Act},
    canvassing::electors::State,
    db::{
        BranchId, Conn, Instant, VotingListId,
        schema::{electors, voting_lists, voting_marks},
    },
};

/// Keeps a file until it is taken in or thrown away.
pub fn send_in(act: &mut Act<'_>, file_name: &str, bytes: Vec<u8>, read: &Read) -> QueryResult<VotingListId> {
    let (branch, at, id) = (act.branch(), act.at(), VotingListId::fresh());
    let hash = audit::hex(&Sha256::digest(&bytes));
    diesel::insert_into(voting_lists::table)
        .values((
            voting_lists::id.eq(id),
            voting_lists::branch_id.eq(branch),
            voting_lists::file_name.eq(file_name),
            voting_lists::file_hash.eq(&hash),
            voting_lists::file.eq(Some(bytes)),
            voting_lists::kind.eq(read.kind),
            voting_lists::state.eq(State::Waiting),
            voting_lists::rows_read.eq(i32::try_from(read.rows).unwrap_or(i32::MAX)),
            voting_lists::marks.eq(0),
            voting_lists::left_out.eq(0),
            voting_lists::sent_at.eq(at),
        ))
        .execute(act.conn())?;
    let facts = json!({ "hash": hash, "kind": read.kind, "rows": read.rows });
    act.record("voting-list.sent-in", format!("/canvass/voting-lists/{id}"), facts);
    Ok(id)
}

/// When the same bytes were taken in, if they were and still are.
pub fn taken_before(conn: &mut Conn, branch: BranchId, bytes: &[u8]) -> QueryResult<Option<Instant>> {
    let found: Option<Option<Instant>> = voting_lists::table
        .filter(voting_lists::branch_id.eq(branch))
        .filter(voting_lists::file_hash.eq(audit::hex(&Sha256::digest(bytes))))
        .filter(voting_lists::state.eq(State::Loaded))
        .filter(voting_lists::destroyed_at.is_null())
        .select(voting_lists::settled_at)
        .first(conn)
        .optional()?;
    Ok(found.flatten())
}

/// Every list, newest first.
pub fn lists(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<VotingList>> {
    voting_lists::table
        .filter(voting_lists::branch_id.eq(branch))
        .order((voting_lists::sent_at.desc(), voting_lists::id))
        .select(VotingList::as_select())
        .load(conn)
}

/// One list.
pub fn find(conn: &mut Conn, branch: BranchId, id: VotingListId) -> QueryResult<VotingList> {
    voting_lists::table.filter(voting_lists::branch_id.eq(branch)).find(id).select(VotingList::as_select()).first(conn)
}

/// The bytes of a file that waits.
pub fn file_of(conn: &mut Conn, branch: BranchId, id: VotingListId) -> QueryResult<Vec<u8>> {
    let file: Option<Vec<u8>> =
        voting_lists::table.filter(voting_lists::branch_id.eq(branch)).find(id).select(voting_lists::file).first(conn)?;
    file.ok_or(diesel::result::Error::NotFound)
}

/// The lists that say something of an entry in force.
pub fn speaking(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<VotingListId>> {
    let found: Vec<VotingListId> = voting_marks::table
        .inner_join(electors::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::replaced_by.is_null())
        .filter(electors::replaced_by.is_null())
        .select(voting_marks::list_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// How many absent voters' lists were taken in after this one and took its place somewhere. A marked register takes nobody's.
pub fn later_lists(conn: &mut Conn, branch: BranchId, list: &VotingList) -> QueryResult<i64> {
    if list.kind == Kind::Marked {
        return Ok(0);
    }
    voting_lists::table
        .filter(voting_lists::branch_id.eq(branch))
        .filter(voting_lists::kind.eq(Kind::Absent))
        .filter(voting_lists::state.eq(State::Loaded))
        .filter(voting_lists::destroyed_at.is_null())
        .filter(voting_lists::settled_at.gt(list.settled_at))
        .count()
        .get_result(conn)
}

/// The lists whose day of destruction has come.
pub fn due_for_destruction(conn: &mut Conn, branch: BranchId, today: NaiveDate) -> QueryResult<Vec<VotingListId>> {
    voting_lists::table
        .filter(voting_lists::branch_id.eq(branch))
        .filter(voting_lists::state.eq(State::Loaded))
        .filter(voting_lists::destroyed_at.is_null())
        .filter(voting_lists::destroy_on.le(today))
        .order((voting_lists::settled_at, voting_lists::id))
        .select(voting_lists::id)
        .load(conn)
}

/// The files that were sent in before `moment` and that nobody has taken in.
pub fn waiting_since(conn: &mut Conn, branch: BranchId, moment: Instant) -> QueryResult<Vec<VotingListId>> {
    voting_lists::table
        .filter(voting_lists::branch_id.eq(branch))
        .filter(voting_lists::state.eq(State::Waiting))
        .filter(voting_lists::sent_at.lt(moment))
        .select(voting_lists::id)
        .load(conn)
}

/// Throws a file away that was never taken in.
pub fn throw_away(act: &mut Act<'_>, id: VotingListId) -> QueryResult<()> {
    close(act, id)?;
    act.record("voting-list.thrown-away", format!("/canvass/voting-lists/{id}"), json!({}));
    Ok(())
}

/// Ends a list: its file goes, and it counts as taken back.
pub(super) fn close(act: &mut Act<'_>, id: VotingListId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(voting_lists::table.filter(voting_lists::branch_id.eq(branch)).filter(voting_lists::id.eq(id)))
        .set((
            voting_lists::state.eq(State::Undone),
            voting_lists::file.eq(None::<Vec<u8>>),
            voting_lists::settled_at.eq(Some(at)),
        ))
        .execute(act.conn())
        .map(|_| ())
}
