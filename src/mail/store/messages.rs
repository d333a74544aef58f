//! Messages as they were written.

use diesel::prelude::*;
use serde::Serialize;

use crate::{
    db::{
        BranchId, Conn, Instant, MessageId,
        schema::{notices, outbox},
    },
    mail::{Category, Channel, State},
};

/// A message as it was written, for the page where a newcomer reads what would have been sent.
#[derive(Debug, Clone, Serialize, Queryable)]
pub struct Message {
    pub id: MessageId,
    pub to_name: String,
    pub to_address: Option<String>,
    pub channel: Channel,
    pub subject: String,
    pub body_text: String,
    pub state: State,
    pub queued_at: Instant,
}

type MessageColumns = (
    outbox::id,
    outbox::to_name,
    outbox::to_address,
    outbox::channel,
    outbox::subject,
    outbox::body_text,
    outbox::state,
    notices::queued_at,
);

const MESSAGE: MessageColumns = (
    outbox::id,
    outbox::to_name,
    outbox::to_address,
    outbox::channel,
    outbox::subject,
    outbox::body_text,
    outbox::state,
    notices::queued_at,
);

/// The newest messages, newest first, sign-in mail left out: its secrets are nobody else's.
pub fn messages(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Message>> {
    outbox::table
        .inner_join(notices::table)
        .filter(outbox::branch_id.eq(branch))
        .filter(notices::category.ne(Category::SignIn))
        .order((notices::queued_at.desc(), outbox::id.desc()))
        .limit(most)
        .select(MESSAGE)
        .load(conn)
}

/// One message.
pub fn find_message(conn: &mut Conn, branch: BranchId, id: MessageId) -> QueryResult<Option<Message>> {
    outbox::table
        .inner_join(notices::table)
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::id.eq(id))
        .filter(notices::category.ne(Category::SignIn))
        .select(MESSAGE)
        .first(conn)
        .optional()
}
