//! What must hold of the outbox, looked at again.

use diesel::prelude::*;

use crate::{
    db::{BranchId, Conn, schema::outbox},
    mail::State,
};

/// What does not hold: messages that are said to be dealt with and bear no moment, or that somebody still holds.
pub fn faults(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<String>> {
    let own = || outbox::table.filter(outbox::branch_id.eq(branch));
    let over = [State::Accepted, State::Refused, State::InDoubt, State::Expired];
    let unsettled: i64 =
        own().filter(outbox::state.eq_any(over)).filter(outbox::settled_at.is_null()).count().get_result(conn)?;
    let held: i64 = own()
        .filter(outbox::state.ne_all([State::Leased, State::Committing]))
        .filter(outbox::lease_token.is_not_null())
        .count()
        .get_result(conn)?;
    let told = |number: i64, words: &str| (number > 0).then(|| format!("{number} messages {words}"));
    Ok([told(unsettled, "are dealt with at no moment"), told(held, "are held by a worker that does not work on them")]
        .into_iter()
        .flatten()
        .collect())
}
