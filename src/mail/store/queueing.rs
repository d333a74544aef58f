//! Writing a notice out and putting it into the outbox.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{batches, bounces};
use crate::{
    audit::Act,
    branch,
    db::{
        BranchId, Instant, MessageId, NoticeId, RowId,
        schema::{notices, outbox, outbox_texts},
    },
    mail::{Category, Channel, Notice, Readers, Recipient, State, batch, bounces::stop_path},
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
    message_id: String,
    state: State,
    attempts: i32,
    next_at: Instant,
    doubtful: bool,
}

#[derive(Insertable)]
#[diesel(table_name = outbox_texts)]
struct NewText {
    message_id: MessageId,
    branch_id: BranchId,
    body_text: String,
    body_html: String,
    invitation: Option<String>,
    reply_to: Option<String>,
}

/// What a message does to the calendar of whoever gets it, for each recipient.
pub type Invites<'a> = &'a dyn Fn(&Recipient) -> Option<String>;

/// What sets messages apart from others of their category.
struct Manner<'a> {
    readers: Readers,
    invites: Invites<'a>,
    reply_to: Option<&'a str>,
}

impl Manner<'_> {
    const PLAIN: Self = Self { readers: Readers::Officers, invites: &|_| None, reply_to: None };
}

/// Writes one message to each of `letters` and queues them, in this act. Returns the notice they belong to.
///
/// Each message is written now, in full: what is sent later is what was decided today.
pub fn queue<F: Serialize>(act: &mut Act<'_>, notice: &Notice, letters: &[(Recipient, F)]) -> QueryResult<NoticeId> {
    queue_in(act, &Manner::PLAIN, notice, letters)
}

/// As [`queue`], for messages that put something into calendars or take it out: `invites` writes that for each recipient.
pub fn queue_invitation<F: Serialize>(
    act: &mut Act<'_>,
    notice: &Notice,
    letters: &[(Recipient, F)],
    invites: Invites<'_>,
) -> QueryResult<NoticeId> {
    queue_in(act, &Manner { invites, ..Manner::PLAIN }, notice, letters)
}

/// As [`queue`], for messages that carry a secret: a link that signs in, a code that opens a ballot paper.
pub fn queue_secret<F: Serialize>(act: &mut Act<'_>, notice: &Notice, letters: &[(Recipient, F)]) -> QueryResult<NoticeId> {
    queue_in(act, &Manner { readers: Readers::Addressee, ..Manner::PLAIN }, notice, letters)
}

/// As [`queue`], for messages of a person: answers go to `reply_to`, where that is somebody.
pub fn queue_personal<F: Serialize>(
    act: &mut Act<'_>,
    notice: &Notice,
    letters: &[(Recipient, F)],
    reply_to: Option<&str>,
) -> QueryResult<NoticeId> {
    queue_in(act, &Manner { reply_to, ..Manner::PLAIN }, notice, letters)
}

fn queue_in<F: Serialize>(
    act: &mut Act<'_>,
    manner: &Manner<'_>,
    notice: &Notice,
    letters: &[(Recipient, F)],
) -> QueryResult<NoticeId> {
    let branch = act.branch();
    let body = branch::find(act.conn(), branch)?;
    let id = NoticeId::fresh();
    let (mut messages, texts) = write_all(act, manner, &body, id, notice, letters)?;
    let hash = hash(&messages, &texts);
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
            notices::readers.eq(manner.readers),
        ))
        .execute(act.conn())?;
    let emails = messages.iter().filter(|message| message.channel == Channel::Email).count();
    // Nothing of a practice branch leaves the machine, so nothing of it need be stopped.
    if let Some(hold) = batch::hold(act.mail_settings(), notice.category, emails, act.at().0).filter(|_| !body.is_practice) {
        messages.iter_mut().for_each(|message| message.next_at = Instant::from(hold.until));
        batches::hold(act, id, &hold)?;
    }
    for rows in messages.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(outbox::table).values(rows).execute(c))?;
    }
    for rows in texts.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(outbox_texts::table).values(rows).execute(c))?;
    }
    if notice.category != Category::SignIn {
        act.record(
            "notice.queued",
            &notice.about,
            json!({ "notice": id, "kind": notice.kind, "messages": messages.len(), "hash": hash }),
        );
    }
    Ok(id)
}

/// Writes to everybody who is to be written to, in the order of `letters`: the messages, and what each of them says.
fn write_all<F: Serialize>(
    act: &mut Act<'_>,
    manner: &Manner<'_>,
    body: &branch::Branch,
    id: NoticeId,
    notice: &Notice,
    letters: &[(Recipient, F)],
) -> QueryResult<(Vec<NewMessage>, Vec<NewText>)> {
    let addresses: Vec<&str> = letters.iter().filter_map(|(recipient, _)| recipient.address.as_deref()).collect();
    let silenced = bounces::silenced(act.conn(), body.id, notice.category, &addresses)?;
    let dead = bounces::silenced(act.conn(), body.id, Category::Service, &addresses)?;
    let (mut messages, mut texts) = (Vec::with_capacity(letters.len()), Vec::with_capacity(letters.len()));
    for (recipient, facts) in letters {
        let mut recipient = recipient.clone();
        let is_in = |addresses: &BTreeSet<String>| {
            recipient.address.as_ref().is_some_and(|address| addresses.contains(&address.to_lowercase()))
        };
        // Whoever wants none of its kind is not written to by letter instead; whom no mail reaches is.
        if is_in(&silenced) && !is_in(&dead) {
            continue;
        }
        recipient.address = recipient.address.filter(|address| !silenced.contains(&address.to_lowercase()));
        let (message, text) = write(act, body, id, notice, &recipient, facts)?;
        messages.push(message);
        texts.push(NewText { invitation: (manner.invites)(&recipient), reply_to: manner.reply_to.map(str::to_owned), ..text });
    }
    Ok((messages, texts))
}

/// What the record holds of a notice, so that nobody can later say that it read differently.
fn hash(messages: &[NewMessage], texts: &[NewText]) -> String {
    let mut digest = Sha256::new();
    for (message, text) in messages.iter().zip(texts) {
        digest.update(format!("{}\n{}\n{}\n", message.to_name, message.subject, text.body_text));
    }
    crate::audit::hex(&digest.finalize())
}

/// Where whoever gets this says that it was the last of its kind; nothing where a rule or the person asked for it.
fn stop_link(act: &Act<'_>, category: Category, message: MessageId) -> Option<String> {
    let vault = category.can_be_stopped().then(|| act.vault().ok()).flatten()?;
    Some(act.link(stop_path(vault, message)))
}

/// Writes a message and throws it away: the most of the work of sending one, where nobody may learn that none is sent.
pub fn write_and_forget<F: Serialize>(act: &mut Act<'_>, notice: &Notice, recipient: &Recipient, facts: &F) -> QueryResult<()> {
    let id = act.branch();
    let body = branch::find(act.conn(), id)?;
    std::hint::black_box(write(act, &body, NoticeId::fresh(), notice, recipient, facts)?);
    Ok(())
}

/// Fills the three parts of the template for one person.
fn write<F: Serialize>(
    act: &Act<'_>,
    body: &branch::Branch,
    id: NoticeId,
    notice: &Notice,
    recipient: &Recipient,
    facts: &F,
) -> QueryResult<(NewMessage, NewText)> {
    let message = MessageId::fresh();
    let context = json!({
        "branch": body.name, "brand": colour::brand_hex(body.hue), "is_practice": body.is_practice,
        "base": act.link(""), "name": recipient.name, "facts": facts,
        "stop": stop_link(act, notice.category, message), "is_required": notice.category == Category::Statutory,
        "is_news": notice.category == Category::News,
    });
    let part = |ending: &str| {
        let template = format!("{}.{ending}", notice.template);
        act.templates()
            .text(&template, body.zone, &context)
            .map_err(|cause| diesel::result::Error::SerializationError(Box::new(cause)))
    };
    let domain = act.mail_from().rsplit('@').next().unwrap_or("localhost").to_owned();
    let channel = if recipient.address.is_some() { Channel::Email } else { Channel::Letter };
    let text = NewText {
        message_id: message,
        branch_id: body.id,
        body_text: part("txt")?,
        body_html: part("html")?,
        invitation: None,
        reply_to: None,
    };
    let message = NewMessage {
        id: message,
        branch_id: body.id,
        notice_id: id,
        person: recipient.person.map(RowId),
        to_name: recipient.name.clone(),
        to_address: recipient.address.clone(),
        channel,
        lane: notice.category.lane(),
        subject: part("subject")?.trim().replace(['\r', '\n'], " "),
        message_id: format!("<{message}@{domain}>"),
        state: if channel == Channel::Email { State::Queued } else { State::Letter },
        attempts: 0,
        next_at: act.at(),
        doubtful: false,
    };
    Ok((message, text))
}
