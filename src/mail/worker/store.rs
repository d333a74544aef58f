//! What the worker reads and writes of the outbox. Taking, marking and putting back are chores; results go through an act.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MessageId, NoticeId, RowId,
        schema::{deliveries, notices, outbox},
    },
    mail::{Category, Outcome, State, retry::Next},
    native,
};

/// A message in the hands of the worker.
#[derive(Debug, Clone, Queryable)]
pub struct Taken {
    pub id: MessageId,
    pub notice: NoticeId,
    pub about: String,
    pub category: Category,
    pub queued_at: Instant,
    pub deadline_at: Option<Instant>,
    pub to_name: String,
    pub to_address: Option<String>,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub message_id: String,
    pub attempts: i32,
    /// Whether an earlier copy may have arrived.
    pub is_doubtful: bool,
    /// Under which it was taken; none while it waits.
    pub lease: Option<String>,
    /// What the mail server said to the whole message, where a worker died before entering it.
    pub answer: Option<String>,
}

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

/// The branches with a message due in `lanes`, each with whether it is due in lane 0.
pub fn due(conn: &mut Conn, now: Instant, lanes: (i32, i32)) -> QueryResult<Vec<(BranchId, i32)>> {
    outbox::table
        .filter(outbox::state.eq(State::Queued))
        .filter(outbox::lane.between(lanes.0, lanes.1))
        .filter(outbox::next_at.le(now))
        .select((outbox::branch_id, outbox::lane))
        .distinct()
        .order((outbox::branch_id, outbox::lane))
        .load(conn)
}

/// The branches with a lease that ran out. Those in `held` are ours and alive, whatever a changed clock says.
pub fn lapsed(conn: &mut Conn, now: Instant, held: &[String]) -> QueryResult<Vec<BranchId>> {
    outbox::table
        .filter(outbox::state.eq_any([State::Leased, State::Committing]))
        .filter(outbox::leased_until.le(now))
        .filter(outbox::lease_token.ne_all(held))
        .select(outbox::branch_id)
        .distinct()
        .load(conn)
}

/// Takes up to `most` due messages of `lanes` until `until`, the most urgent first.
pub fn take(
    conn: &mut Conn,
    branch: BranchId,
    lanes: (i32, i32),
    lease: &str,
    now: Instant,
    until: Instant,
    most: i64,
) -> QueryResult<Vec<Taken>> {
    let ids: Vec<MessageId> = outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::state.eq(State::Queued))
        .filter(outbox::lane.between(lanes.0, lanes.1))
        .filter(outbox::next_at.le(now))
        .order((outbox::lane, outbox::next_at, outbox::id))
        .limit(most)
        .select(outbox::id)
        .load(conn)?;
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)).filter(outbox::state.eq(State::Queued)))
        .set((outbox::state.eq(State::Leased), outbox::lease_token.eq(lease), outbox::leased_until.eq(until)))
        .execute(conn)?;
    taken().filter(outbox::branch_id.eq(branch)).filter(outbox::lease_token.eq(lease)).load(conn)
}

/// Says that each of `messages` is about to be handed over; returns those that are still ours to hand over.
pub fn mark(conn: &mut Conn, branch: BranchId, lease: &str, messages: &[MessageId]) -> QueryResult<Vec<MessageId>> {
    diesel::update(ours(branch, lease).filter(outbox::id.eq_any(messages)).filter(outbox::state.eq(State::Leased)))
        .set(outbox::state.eq(State::Committing))
        .returning(outbox::id)
        .get_results(conn)
}

/// Notes what the mail server said to a message whose result is not entered yet.
pub fn note(conn: &mut Conn, branch: BranchId, lease: &str, message: MessageId, answer: &str) -> QueryResult<usize> {
    diesel::update(ours(branch, lease).filter(outbox::id.eq(message))).set(outbox::answer.eq(answer)).execute(conn)
}

/// Prolongs a lease.
pub fn renew(conn: &mut Conn, branch: BranchId, lease: &str, until: Instant) -> QueryResult<usize> {
    diesel::update(ours(branch, lease)).set(outbox::leased_until.eq(until)).execute(conn)
}

/// Puts back a message of which it is known that it was not handed over; no attempt is charged.
pub fn put_back(conn: &mut Conn, branch: BranchId, lease: &str, message: MessageId, next_at: Instant) -> QueryResult<usize> {
    diesel::update(ours(branch, lease).filter(outbox::id.eq(message)))
        .set((free(State::Queued), outbox::next_at.eq(next_at)))
        .execute(conn)
}

/// Puts back whatever of a lease was not begun.
pub fn release(conn: &mut Conn, branch: BranchId, lease: &str) -> QueryResult<usize> {
    diesel::update(ours(branch, lease).filter(outbox::state.eq(State::Leased))).set(free(State::Queued)).execute(conn)
}

/// Puts back what a dead worker had taken and not begun.
pub fn release_lapsed(conn: &mut Conn, branch: BranchId, now: Instant, held: &[String]) -> QueryResult<usize> {
    let dead = outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::state.eq(State::Leased))
        .filter(outbox::leased_until.le(now))
        .filter(outbox::lease_token.ne_all(held));
    diesel::update(dead).set(free(State::Queued)).execute(conn)
}

/// What a dead worker was about to hand over, or had handed over.
pub fn begun_and_lapsed(conn: &mut Conn, branch: BranchId, now: Instant, held: &[String]) -> QueryResult<Vec<Taken>> {
    taken()
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::state.eq(State::Committing))
        .filter(outbox::leased_until.le(now))
        .filter(outbox::lease_token.ne_all(held))
        .load(conn)
}

/// A notice of which messages wait. The course of a message is that of its notice.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Waiting {
    pub notice: NoticeId,
    pub category: Category,
    pub queued_at: Instant,
    pub deadline_at: Option<Instant>,
}

/// The notices of which messages wait.
pub fn waiting_notices(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Waiting>> {
    outbox::table
        .inner_join(notices::table)
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::state.eq(State::Queued))
        .select((notices::id, notices::category, notices::queued_at, notices::deadline_at))
        .distinct()
        .load(conn)
}

/// Up to `most` messages of `notices` that wait.
pub fn waiting(conn: &mut Conn, branch: BranchId, notices: &[NoticeId], most: i64) -> QueryResult<Vec<Taken>> {
    taken()
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::state.eq(State::Queued))
        .filter(outbox::notice_id.eq_any(notices))
        .limit(most)
        .load(conn)
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
        let changed = change(act.conn(), branch, at, attempt)?;
        if changed == 0 && attempt.by == By::Rule {
            continue;
        }
        *counts.entry((attempt.notice, &attempt.about)).or_default().entry(attempt.outcome).or_default() += 1;
        rows.push(delivery(branch, at, attempt));
    }
    native!(act.conn(), c => diesel::insert_into(deliveries::table).values(&rows).execute(c))?;
    for ((notice, about), outcomes) in counts {
        act.record("mail.delivered", about, json!({ "notice": notice, "outcomes": outcomes }));
    }
    Ok(())
}

fn change(conn: &mut Conn, branch: BranchId, at: Instant, attempt: &Attempt) -> QueryResult<usize> {
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
    let row = outbox::table.filter(outbox::branch_id.eq(branch)).filter(outbox::id.eq(attempt.message));
    match &attempt.lease {
        Some(lease) => {
            let in_hand = outbox::state.eq_any([State::Leased, State::Committing]);
            diesel::update(row.filter(outbox::lease_token.eq(lease)).filter(in_hand)).set(new).execute(conn)
        }
        None => diesel::update(row.filter(outbox::state.eq(State::Queued))).set(new).execute(conn),
    }
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

/// Nobody holds it any more.
type Free = (
    diesel::dsl::Eq<outbox::state, State>,
    diesel::dsl::Eq<outbox::lease_token, Option<String>>,
    diesel::dsl::Eq<outbox::leased_until, Option<Instant>>,
    diesel::dsl::Eq<outbox::answer, Option<String>>,
);

fn free(state: State) -> Free {
    (outbox::state.eq(state), outbox::lease_token.eq(None), outbox::leased_until.eq(None), outbox::answer.eq(None))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn ours<'a>(branch: BranchId, lease: &'a str) -> _ {
    let in_hand: [State; 2] = [State::Leased, State::Committing];
    outbox::table.filter(outbox::branch_id.eq(branch)).filter(outbox::lease_token.eq(lease)).filter(outbox::state.eq_any(in_hand))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn taken() -> _ {
    outbox::table.inner_join(notices::table).order((outbox::lane, outbox::next_at, outbox::id)).select((
        outbox::id,
        outbox::notice_id,
        notices::about,
        notices::category,
        notices::queued_at,
        notices::deadline_at,
        outbox::to_name,
        outbox::to_address,
        outbox::subject,
        outbox::body_text,
        outbox::body_html,
        outbox::message_id,
        outbox::attempts,
        outbox::doubtful,
        outbox::lease_token,
        outbox::answer,
    ))
}

/// A message as the tests look at it.
#[cfg(test)]
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
#[cfg(test)]
pub fn rows(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Row>> {
    use outbox::{attempts, doubtful, id, last_reply, lease_token, message_id, state, to_name};
    outbox::table
        .filter(outbox::branch_id.eq(branch))
        .order((to_name, id))
        .select((id, to_name, message_id, state, attempts, doubtful, last_reply, lease_token))
        .load(conn)
}

/// The attempts at one message, in order.
#[cfg(test)]
pub fn attempts_at(conn: &mut Conn, branch: BranchId, message: MessageId) -> QueryResult<Vec<(Outcome, String)>> {
    deliveries::table
        .filter(deliveries::branch_id.eq(branch))
        .filter(deliveries::message_id.eq(message))
        .order((deliveries::at, deliveries::id))
        .select((deliveries::what, deliveries::reply))
        .load(conn)
}
