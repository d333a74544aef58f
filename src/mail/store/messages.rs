//! Messages as they were written.

use diesel::prelude::*;
use serde::Serialize;

use crate::{
    db::{
        BranchId, Conn, Instant, MessageId, NoticeId, RowId,
        schema::{notices, outbox},
    },
    mail::{Category, Channel, Readers, State},
};

/// A message as it was written, for the page where a newcomer reads what would have been sent.
#[derive(Debug, Clone, Serialize, Queryable)]
pub struct Message {
    pub id: MessageId,
    pub to_name: String,
    pub to_address: Option<String>,
    pub channel: Channel,
    pub subject: String,
    /// What it says; shown by [`Message::shown`].
    pub body_text: String,
    pub state: State,
    pub queued_at: Instant,
    pub readers: Readers,
    /// The page it is about.
    pub about: String,
}

impl Message {
    /// What it says, unless it was written for its addressee alone.
    pub fn shown(&self) -> Option<&str> {
        (self.readers == Readers::Officers).then_some(self.body_text.as_str())
    }
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
    notices::readers,
    notices::about,
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
    notices::readers,
    notices::about,
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

/// A message to print and to post.
#[derive(Debug, Clone, Queryable)]
pub struct Letter {
    pub message: MessageId,
    pub person: Option<RowId>,
    pub to_name: String,
    pub body_text: String,
}

/// The letters of a notice, by name: to those without an address, and to those whom mail did not reach in time.
pub fn letters(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<Vec<Letter>> {
    outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::notice_id.eq(notice))
        .filter(outbox::state.eq(State::Letter))
        .order((outbox::to_name, outbox::id))
        .select((outbox::id, outbox::person, outbox::to_name, outbox::body_text))
        .load(conn)
}
