//! The table `mail_troubles`: whether a branch's mail stands still, and why.

use diesel::prelude::*;
use serde::Serialize;

use crate::{
    db::{BranchId, Conn, Instant, schema::mail_troubles},
    native,
};

/// The mail server, or the way to it, is at fault, and no message of the branch leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable)]
pub struct Trouble {
    pub since: Instant,
    pub last_at: Instant,
    /// What the mail server said last, or what came instead. It names no person.
    pub words: String,
}

/// The trouble that a branch's mail is in.
pub fn trouble(conn: &mut Conn, branch: BranchId) -> QueryResult<Option<Trouble>> {
    mail_troubles::table
        .find(branch)
        .select((mail_troubles::since, mail_troubles::last_at, mail_troubles::words))
        .first(conn)
        .optional()
}

/// Notes that no message of the branch leaves. Since when it is so stays as it was first noted.
pub fn note_trouble(conn: &mut Conn, branch: BranchId, words: &str, now: Instant) -> QueryResult<()> {
    let row = (
        mail_troubles::branch_id.eq(branch),
        mail_troubles::since.eq(now),
        mail_troubles::last_at.eq(now),
        mail_troubles::words.eq(words),
    );
    let again = (mail_troubles::last_at.eq(now), mail_troubles::words.eq(words));
    native!(conn, c => diesel::insert_into(mail_troubles::table)
        .values(row)
        .on_conflict(mail_troubles::branch_id)
        .do_update()
        .set(again)
        .execute(c))
    .map(|_| ())
}

/// Notes that the branch's mail leaves again.
pub fn end_trouble(conn: &mut Conn, branch: BranchId) -> QueryResult<()> {
    diesel::delete(mail_troubles::table.find(branch)).execute(conn).map(|_| ())
}
