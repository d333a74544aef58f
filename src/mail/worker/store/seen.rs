//! What the tests look at.

use diesel::prelude::*;

use crate::{
    db::{
        BranchId, Conn, MessageId,
        schema::{deliveries, outbox},
    },
    mail::{Outcome, State},
};

/// A message as the tests look at it.
#[derive(Debug, Clone, Queryable)]
pub struct Row {
    pub id: MessageId,
    pub to_name: String,
    pub message_id: String,
    pub state: State,
    pub attempts: i32,
    pub is_doubtful: bool,
    pub last_reply: Option<String>,
    pub lease: Option<String>,
}

/// All messages of a branch, by name.
pub fn rows(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Row>> {
    use outbox::{attempts, doubtful, id, last_reply, lease_token, message_id, state, to_name};
    outbox::table
        .filter(outbox::branch_id.eq(branch))
        .order((to_name, id))
        .select((id, to_name, message_id, state, attempts, doubtful, last_reply, lease_token))
        .load(conn)
}

/// The attempts at one message, in order.
pub fn attempts_at(conn: &mut Conn, branch: BranchId, message: MessageId) -> QueryResult<Vec<(Outcome, String)>> {
    deliveries::table
        .filter(deliveries::branch_id.eq(branch))
        .filter(deliveries::message_id.eq(message))
        .order((deliveries::at, deliveries::id))
        .select((deliveries::what, deliveries::reply))
        .load(conn)
}
