//! The record's own table: added to, read, never changed.

use diesel::prelude::*;

use crate::{
    db::{BranchId, Conn, Instant, schema::record},
    native,
};

/// One entry of the record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = record)]
pub struct Entry {
    pub branch_id: BranchId,
    pub number: i64,
    pub at: Instant,
    pub actor: String,
    pub deed: String,
    pub subject: String,
    pub facts: String,
    pub previous: String,
    pub hash: String,
}

/// The last entry of a branch's record.
pub fn head(conn: &mut Conn, branch: BranchId) -> QueryResult<Option<Entry>> {
    record::table
        .filter(record::branch_id.eq(branch))
        .order(record::number.desc())
        .select(Entry::as_select())
        .first(conn)
        .optional()
}

/// The newest entries, newest first, from below `before` on if it is given.
pub fn recent(conn: &mut Conn, branch: BranchId, before: Option<i64>, most: i64) -> QueryResult<Vec<Entry>> {
    record::table
        .filter(record::branch_id.eq(branch))
        .filter(record::number.lt(before.unwrap_or(i64::MAX)))
        .order(record::number.desc())
        .limit(most)
        .select(Entry::as_select())
        .load(conn)
}

/// All that was recorded about one thing, in order.
pub fn about(conn: &mut Conn, branch: BranchId, subject: &str) -> QueryResult<Vec<Entry>> {
    record::table
        .filter(record::branch_id.eq(branch))
        .filter(record::subject.eq(subject))
        .order(record::number)
        .select(Entry::as_select())
        .load(conn)
}

/// The newest entry of a deed about one thing.
pub fn last_of(conn: &mut Conn, branch: BranchId, subject: &str, deed: &str) -> QueryResult<Option<Entry>> {
    record::table
        .filter(record::branch_id.eq(branch))
        .filter(record::subject.eq(subject))
        .filter(record::deed.eq(deed))
        .order(record::number.desc())
        .select(Entry::as_select())
        .first(conn)
        .optional()
}

/// The newest entry that is not about one thing.
pub fn last_besides(conn: &mut Conn, branch: BranchId, subject: &str) -> QueryResult<Option<Entry>> {
    record::table
        .filter(record::branch_id.eq(branch))
        .filter(record::subject.ne(subject))
        .order(record::number.desc())
        .select(Entry::as_select())
        .first(conn)
        .optional()
}

/// Entries after `number`, in order.
pub(super) fn after(conn: &mut Conn, branch: BranchId, number: i64, most: i64) -> QueryResult<Vec<Entry>> {
    record::table
        .filter(record::branch_id.eq(branch))
        .filter(record::number.gt(number))
        .order(record::number)
        .limit(most)
        .select(Entry::as_select())
        .load(conn)
}

/// Entries of one INSERT; SQLite takes 32,766 values at the most.
const ENTRIES_AT_ONCE: usize = 1_000;

pub(super) fn insert(conn: &mut Conn, entries: &[Entry]) -> QueryResult<()> {
    for entries in entries.chunks(ENTRIES_AT_ONCE) {
        native!(conn, c => diesel::insert_into(record::table).values(entries).execute(c))?;
    }
    Ok(())
}
