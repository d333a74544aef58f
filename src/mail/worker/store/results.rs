//! Entering what came of the attempts.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde_json::json;

use super::{
    leasing::end_stopped,
    pieces::{free, our},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Instant, MessageId, NoticeId, RowId, Verbatim,
        schema::{deliveries, outbox, outbox_texts},
    },
    mail::{
        Outcome, Readers, State,
        retry::{Next, Reply},
        store::{hold_unwelcome, turned_away},
    },
    native,
};

/// Who says what came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The carrier who made it.
    Carrier,
    /// Nobody was there: a worker had died, or the message had waited too long.
    Rule,
}

/// What came of an attempt, to be entered.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub message: MessageId,
    pub notice: NoticeId,
    pub about: String,
    /// Who may read what it says.
    pub readers: Readers,
    /// The lease under which it was made; none for a message that was given up while it waited.
    pub lease: Option<String>,
    pub by: By,
    pub outcome: Outcome,
    /// What the mail server said, or why there was nothing to say.
    pub reply: String,
    pub next: Next,
    /// How many were made by now.
    pub attempts: i32,
    pub is_doubtful: bool,
}

/// Enters `attempts`: the messages change, `deliveries` grows, and the record gets one line for each notice.
///
/// An attempt whose lease was lost changes no message but is kept: somebody may ask why two copies arrived. One that nobody
/// made, and that another worker entered first, is passed over.
pub fn enter(act: &mut Act<'_>, attempts: &[Attempt]) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let mut counts: BTreeMap<(NoticeId, &str), BTreeMap<Outcome, usize>> = BTreeMap::new();
    let mut rows = Vec::with_capacity(attempts.len());
    for attempt in attempts {
        let changed = change(act, attempt)?;
        if changed == 0 && attempt.by == By::Rule {
            continue;
        }
        *counts.entry((attempt.notice, &attempt.about)).or_default().entry(attempt.outcome).or_default() += 1;
        rows.push(delivery(branch, at, attempt));
    }
    native!(act.conn(), c => diesel::insert_into(deliveries::table).values(&rows).execute(c))?;
    let goes_again = |attempt: &&Attempt| matches!(attempt.next, Next::Again { .. });
    let again: Vec<MessageId> = attempts.iter().filter(goes_again).map(|attempt| attempt.message).collect();
    end_stopped(act.conn(), branch, Some(&again), at)?;
    forget_secrets(act, attempts)?;
    for attempt in attempts.iter().filter(|attempt| attempt.outcome == Outcome::Refused && attempt.by == By::Carrier) {
        if let Some(reply) = Reply::parse(&attempt.reply) {
            turned_away(act, attempt.message, &reply)?;
        }
    }
    let is_our_fault = |attempt: &&Attempt| {
        let is_refused = attempt.outcome == Outcome::Refused && attempt.by == By::Carrier;
        is_refused && Reply::parse(&attempt.reply).is_some_and(|reply| reply.blames_us())
    };
    hold_unwelcome(act, &attempts.iter().filter(is_our_fault).map(|attempt| attempt.notice).collect())?;
    for ((notice, about), outcomes) in counts {
        act.record("mail.delivered", about, json!({ "notice": notice, "outcomes": outcomes }));
    }
    Ok(())
}

/// The name of a statement.
enum ToSettle {}

fn change(act: &mut Act<'_>, attempt: &Attempt) -> QueryResult<usize> {
    let at = act.at();
    let (state, next_at, settled_at) = match attempt.next {
        Next::Again { at: later } => (State::Queued, Instant::from(later), None),
        Next::Ends { as_state } => (as_state, at, Some(at)),
    };
    let new = (
        free(state),
        outbox::next_at.eq(next_at),
        outbox::settled_at.eq(settled_at),
        outbox::attempts.eq(attempt.attempts),
        outbox::last_reply.eq(&attempt.reply),
        outbox::doubtful.eq(attempt.is_doubtful),
    );
    match &attempt.lease {
        Some(lease) => {
            let ours = our(act.branch(), lease, attempt.message);
            let settle = Verbatim::<ToSettle, _>::of(diesel::update(ours).set(new));
            native!(act.conn(), c => settle.execute(c))
        }
        None => {
            let row = outbox::table.filter(outbox::branch_id.eq(act.branch())).filter(outbox::id.eq(attempt.message));
            diesel::update(row.filter(outbox::state.eq(State::Queued))).set(new).execute(act.conn())
        }
    }
}

/// Throws away the text of what carried a secret and is out of our hands: whoever reads the database later finds no link.
fn forget_secrets(act: &mut Act<'_>, attempts: &[Attempt]) -> QueryResult<()> {
    let is_gone = |attempt: &&Attempt| {
        let is_out_of_our_hands = matches!(attempt.next, Next::Ends { as_state: State::Accepted | State::InDoubt });
        is_out_of_our_hands && attempt.readers == Readers::Addressee
    };
    let gone: Vec<MessageId> = attempts.iter().filter(is_gone).map(|attempt| attempt.message).collect();
    if gone.is_empty() {
        return Ok(());
    }
    // Of one whose lease was lost another worker has the text in hand.
    let theirs = outbox::table
        .filter(outbox::id.eq_any(gone))
        .filter(outbox::state.eq_any([State::Accepted, State::InDoubt]))
        .select(outbox::id);
    let texts =
        outbox_texts::table.filter(outbox_texts::branch_id.eq(act.branch())).filter(outbox_texts::message_id.eq_any(theirs));
    let emptied = (outbox_texts::body_text.eq(""), outbox_texts::body_html.eq(""));
    diesel::update(texts).set(emptied).execute(act.conn()).map(|_| ())
}

#[derive(Insertable)]
#[diesel(table_name = deliveries)]
struct Delivery<'a> {
    id: RowId,
    branch_id: BranchId,
    message_id: MessageId,
    at: Instant,
    what: Outcome,
    reply: &'a str,
}

fn delivery(branch_id: BranchId, at: Instant, attempt: &Attempt) -> Delivery<'_> {
    Delivery { id: RowId::fresh(), branch_id, message_id: attempt.message, at, what: attempt.outcome, reply: &attempt.reply }
}
