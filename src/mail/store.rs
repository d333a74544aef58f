//! The tables `notices`, `outbox` and `deliveries`, as those who write and read them from pages see them.
//! What the worker does with them stands in `worker/`.

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Category, Channel, Notice, Recipient, State};
use crate::{
    audit::Act,
    branch,
    db::{
        BranchId, Conn, Instant, MessageId, NoticeId, RowId,
        schema::{notices, outbox},
    },
    native,
    render::colour,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 500;

#[derive(Insertable)]
#[diesel(table_name = outbox)]
struct NewMessage {
    id: MessageId,
    branch_id: BranchId,
    notice_id: NoticeId,
    person: Option<RowId>,
    to_name: String,
    to_address: Option<String>,
    channel: Channel,
    lane: i32,
    subject: String,
    body_text: String,
    body_html: String,
    message_id: String,
    state: State,
    attempts: i32,
    next_at: Instant,
    doubtful: bool,
}


/// Writes one message to each of `letters` and queues them, in this act. Returns the notice they belong to.
///
/// Each message is written now, in full: what is sent later is what was decided today.
pub fn queue<F: Serialize>(act: &mut Act<'_>, notice: &Notice, letters: &[(Recipient, F)]) -> QueryResult<NoticeId> {
    let branch = act.branch();
    let body = branch::find(act.conn(), branch)?;
    let id = NoticeId::fresh();
    let mut digest = Sha256::new();
    let mut messages = Vec::with_capacity(letters.len());
    for (recipient, facts) in letters {
        let message = write(act, &body, id, notice, recipient, facts)?;
        digest.update(format!("{}\n{}\n{}\n", message.to_name, message.subject, message.body_text));
        messages.push(message);
    }
    let hash = crate::audit::hex(&digest.finalize());
    let subject = messages.first().map(|first| first.subject.clone()).unwrap_or_default();
    diesel::insert_into(notices::table)
        .values((
            notices::id.eq(id),
            notices::branch_id.eq(branch),
            notices::kind.eq(notice.kind),
            notices::category.eq(notice.category),
            notices::about.eq(&notice.about),
            notices::subject.eq(subject),
            notices::hash.eq(&hash),
            notices::queued_at.eq(act.at()),
            notices::deadline_at.eq(notice.deadline),
        ))
        .execute(act.conn())?;
    for rows in messages.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(outbox::table).values(rows).execute(c))?;
    }
    if notice.category != Category::SignIn {
        act.record("notice.queued", &notice.about, json!({ "notice": id, "kind": notice.kind, "messages": messages.len(), "hash": hash }));
    }
    Ok(id)
}

/// Fills the three parts of the template for one person.
fn write<F: Serialize>(
    act: &Act<'_>,
    body: &branch::Branch,
    id: NoticeId,
    notice: &Notice,
    recipient: &Recipient,
    facts: &F,
) -> QueryResult<NewMessage> {
    let context = json!({
        "branch": body.name, "brand": colour::brand_hex(body.hue), "is_practice": body.is_practice,
        "base": act.link(""), "name": recipient.name, "facts": facts,
    });
    let part = |ending: &str| {
        let template = format!("{}.{ending}", notice.template);
        act.templates().text(&template, body.zone, &context).map_err(|cause| diesel::result::Error::SerializationError(Box::new(cause)))
    };
    let message = MessageId::fresh();
    let domain = act.mail_from().rsplit('@').next().unwrap_or("localhost").to_owned();
    let channel = if recipient.address.is_some() { Channel::Email } else { Channel::Letter };
    Ok(NewMessage {
        id: message,
        branch_id: body.id,
        notice_id: id,
        person: recipient.person.map(RowId),
        to_name: recipient.name.clone(),
        to_address: recipient.address.clone(),
        channel,
        lane: notice.category.lane(),
        subject: part("subject")?.trim().replace(['\r', '\n'], " "),
        body_text: part("txt")?,
        body_html: part("html")?,
        message_id: format!("<{message}@{domain}>"),
        state: if channel == Channel::Email { State::Queued } else { State::Letter },
        attempts: 0,
        next_at: act.at(),
        doubtful: false,
    })
}

/// One person's line in the proof of service.
#[derive(Debug, Clone, Serialize, Queryable)]
pub struct Served {
    pub message: MessageId,
    pub person: Option<RowId>,
    pub name: String,
    pub channel: Channel,
    pub state: State,
    /// When the mail server took it, or refused it for good.
    pub settled_at: Option<Instant>,
    /// What the mail server said.
    pub reply: Option<String>,
}

/// Who was served by `notice`, how and when, by name.
pub fn served(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<Vec<Served>> {
    outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::notice_id.eq(notice))
        .order((outbox::to_name, outbox::id))
        .select((
            outbox::id,
            outbox::person,
            outbox::to_name,
            outbox::channel,
            outbox::state,
            outbox::settled_at,
            outbox::last_reply,
        ))
        .load(conn)
}

/// How far a notice has come, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub accepted: i64,
    pub waiting: i64,
    pub refused: i64,
    pub in_doubt: i64,
    pub letters: i64,
}

impl Standing {
    pub fn total(&self) -> i64 {
        self.accepted + self.waiting + self.refused + self.in_doubt + self.letters
    }
}

/// How far `notice` has come.
pub fn standing(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<Standing> {
    let counted: Vec<(State, i64)> = outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::notice_id.eq(notice))
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    let mut standing = Standing::default();
    for (state, number) in counted {
        *match state {
            State::Accepted => &mut standing.accepted,
            State::Refused | State::Expired => &mut standing.refused,
            State::InDoubt => &mut standing.in_doubt,
            State::Letter => &mut standing.letters,
            State::Queued | State::Leased | State::Committing => &mut standing.waiting,
        } += number;
    }
    Ok(standing)
}

/// The newest notice of `kind` about a page.
pub fn notice_about(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Option<NoticeId>> {
    notices::table
        .filter(notices::branch_id.eq(branch))
        .filter(notices::about.eq(about))
        .filter(notices::kind.eq(kind))
        .order(notices::queued_at.desc())
        .select(notices::id)
        .first(conn)
        .optional()
}

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
