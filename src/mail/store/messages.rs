//! Messages as they were written.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::{
    db::{
        BranchId, Conn, Instant, MessageId, RowId,
        schema::{notices, outbox, outbox_texts},
    },
    mail::{Category, Channel, Readers, State, without_keys},
};

/// Lookups by many ids go in portions of this size; SQLite takes 32,766 values at the most.
const IDS_AT_ONCE: usize = 10_000;

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
    /// The member it was written to, for those who are one.
    pub person: Option<RowId>,
}

impl Message {
    /// What it says, unless it was written for its addressee alone; without the keys that are hers alone.
    pub fn shown(&self) -> Option<String> {
        (self.readers == Readers::Officers).then(|| without_keys(&self.body_text))
    }
}

type MessageColumns = (
    outbox::id,
    outbox::to_name,
    outbox::to_address,
    outbox::channel,
    outbox::subject,
    outbox_texts::body_text,
    outbox::state,
    notices::queued_at,
    notices::readers,
    notices::about,
    outbox::person,
);

const MESSAGE: MessageColumns = (
    outbox::id,
    outbox::to_name,
    outbox::to_address,
    outbox::channel,
    outbox::subject,
    outbox_texts::body_text,
    outbox::state,
    notices::queued_at,
    notices::readers,
    notices::about,
    outbox::person,
);

/// The newest messages, newest first, sign-in mail left out: its secrets are nobody else's.
pub fn messages(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Message>> {
    outbox::table
        .inner_join(notices::table)
        .inner_join(outbox_texts::table)
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
        .inner_join(outbox_texts::table)
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

/// The letters of every notice of `kind` about a page, by name: to those without an address, and to those whom mail did not
/// reach in time. Where somebody was written to again, only the newest message counts.
pub fn letters(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Vec<Letter>> {
    let ids = newest_of_each(conn, branch, about, kind)?;
    let mut letters: Vec<Letter> = Vec::new();
    for portion in ids.chunks(IDS_AT_ONCE) {
        letters.extend(
            outbox::table
                .inner_join(outbox_texts::table)
                .filter(outbox::branch_id.eq(branch))
                .filter(outbox::id.eq_any(portion.to_vec()))
                .select((outbox::id, outbox::person, outbox::to_name, outbox_texts::body_text))
                .load::<Letter>(conn)?,
        );
    }
    letters.sort_by(|one, next| (&one.to_name, one.message).cmp(&(&next.to_name, next.message)));
    Ok(letters)
}

/// How many letters wait to be printed; see [`letters`].
pub fn count_letters(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<usize> {
    Ok(newest_of_each(conn, branch, about, kind)?.len())
}

/// Of each person's newest message the id, where it is a letter: written as one, or refused by the mail server although a
/// rule requires it to arrive. What carries a secret is not printed from here.
fn newest_of_each(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Vec<MessageId>> {
    let all: Vec<(MessageId, Option<RowId>, State, Category, Readers)> = outbox::table
        .inner_join(notices::table)
        .filter(outbox::branch_id.eq(branch))
        .filter(notices::about.eq(about))
        .filter(notices::kind.eq(kind))
        .order((notices::queued_at, outbox::id))
        .select((outbox::id, outbox::person, outbox::state, notices::category, notices::readers))
        .load(conn)?;
    let newest: HashMap<RowId, MessageId> = all.iter().filter_map(|(id, person, ..)| Some(((*person)?, *id))).collect();
    let is_newest = |id: MessageId, person: Option<RowId>| person.is_none_or(|person| newest.get(&person) == Some(&id));
    let came_back = (State::Refused, Category::Statutory, Readers::Officers);
    let is_letter = |state, category, readers| state == State::Letter || (state, category, readers) == came_back;
    let letters = all
        .into_iter()
        .filter(|(id, person, state, category, readers)| is_letter(*state, *category, *readers) && is_newest(*id, *person));
    Ok(letters.map(|(id, ..)| id).collect())
}

/// Who was written to with a secret that never arrived: the newest message of `kind` about a page was refused, or came back.
/// Nobody can print it; whoever drew the secret has to draw another.
///
/// It is asked again and again while a ballot is open, so it looks at nobody of whom no refusal is known.
pub fn lost_secrets(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Vec<RowId>> {
    let theirs = || {
        outbox::table
            .inner_join(notices::table)
            .filter(outbox::branch_id.eq(branch))
            .filter(notices::about.eq(about))
            .filter(notices::kind.eq(kind))
            .filter(notices::readers.eq(Readers::Addressee))
            .order((notices::queued_at, outbox::id))
    };
    let refused: Vec<Option<RowId>> = theirs().filter(outbox::state.eq(State::Refused)).select(outbox::person).load(conn)?;
    let refused: Vec<RowId> = refused.into_iter().flatten().collect();
    let mut newest: HashMap<RowId, State> = HashMap::new();
    for portion in refused.chunks(IDS_AT_ONCE) {
        let written: Vec<(Option<RowId>, State)> = theirs()
            .filter(outbox::person.assume_not_null().eq_any(portion.to_vec()))
            .select((outbox::person, outbox::state))
            .load(conn)?;
        newest.extend(written.into_iter().filter_map(|(person, state)| Some((person?, state))));
    }
    Ok(newest.into_iter().filter(|(_, state)| *state == State::Refused).map(|(person, _)| person).collect())
}
