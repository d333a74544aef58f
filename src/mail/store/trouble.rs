//! The table `mail_troubles`: whether a branch's mail stands still, and why.

use diesel::prelude::*;
use serde::Serialize;

use crate::{
    db::{
        BranchId, Conn, Instant, MessageId,
        schema::{mail_troubles, outbox},
    },
    mail::State,
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

/// The trouble that a branch's mail is in, while something waits to leave: what waited may have become letters meanwhile.
pub fn trouble(conn: &mut Conn, branch: BranchId) -> QueryResult<Option<Trouble>> {
    // The first two say nothing more than the third; they name the index of what waits.
    let waiting = outbox::table
        .filter(outbox::lease_token.is_null())
        .filter(outbox::settled_at.is_null())
        .filter(outbox::state.eq(State::Queued))
        .filter(outbox::branch_id.eq(branch));
    if waiting.select(outbox::id).first::<MessageId>(conn).optional()?.is_none() {
        return Ok(None);
    }
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
