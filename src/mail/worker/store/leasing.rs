//! Taking messages out of the outbox, saying what is about to be done with them, and putting them back.
//!
//! What is done for each message has a name, and is said to the database itself and not to whichever of the two it is: only
//! then does diesel know the statement again without writing it out.

use diesel::{dsl::exists, prelude::*};

use super::pieces::{free, held_back, our, ours, waits, whole};
use crate::{
    db::{
        BranchId, Conn, Instant, MessageId, NoticeId, Verbatim,
        schema::{batches, branches, deliveries, notices, outbox},
    },
    mail::{Category, Outcome, Readers, State, store::STOPPED},
    native,
};

/// Names of statements.
enum ToMark {}
enum ToNote {}

/// A message in the hands of the worker.
#[derive(Debug, Clone, Queryable)]
pub struct Taken {
    pub id: MessageId,
    pub notice: NoticeId,
    pub about: String,
    pub category: Category,
    pub readers: Readers,
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
    /// What it does to a calendar.
    pub invitation: Option<String>,
    /// Whom an answer goes to.
    pub reply_to: Option<String>,
}

/// The branches with a message due in `lanes`, each with whether it is due in lane 0.
pub fn due(conn: &mut Conn, now: Instant, lanes: (i32, i32)) -> QueryResult<Vec<(BranchId, i32)>> {
    outbox::table
        .filter(waits())
        .filter(outbox::lane.between(lanes.0, lanes.1))
        .filter(outbox::next_at.le(now))
        .filter(outbox::notice_id.ne_all(held_back()))
        .select((outbox::branch_id, outbox::lane))
        .distinct()
        .order((outbox::branch_id, outbox::lane))
        .load(conn)
}

/// When messages were handed over since then, oldest first.
pub fn sent_since(conn: &mut Conn, since: Instant) -> QueryResult<Vec<Instant>> {
    deliveries::table
        .filter(deliveries::at.gt(since))
        .filter(deliveries::what.eq_any([Outcome::Accepted, Outcome::Doubted, Outcome::InDoubt]))
        .order(deliveries::at)
        .select(deliveries::at)
        .load(conn)
}

/// Whether a way in is due anywhere, or was taken and is not begun.
///
/// It is asked before every mark, so it names the branches: only then does the index lead past a hundred thousand notices.
pub fn way_in_is_due(conn: &mut Conn, now: Instant) -> QueryResult<bool> {
    let ways_in = || {
        outbox::table
            .filter(outbox::branch_id.eq_any(branches::table.select(branches::id)))
            .filter(outbox::lane.eq(Category::SignIn.lane()))
    };
    let due = ways_in().filter(waits()).filter(outbox::next_at.le(now));
    let taken = ways_in().filter(outbox::lease_token.is_not_null()).filter(outbox::state.eq(State::Leased));
    native!(conn, c => diesel::select(exists(due).or(exists(taken))).get_result(c))
}

/// The branches with a lease that ran out. Those in `held` are ours and alive, whatever a changed clock says.
pub fn lapsed(conn: &mut Conn, now: Instant, held: &[String]) -> QueryResult<Vec<BranchId>> {
    outbox::table
        .filter(outbox::state.eq_any([State::Leased, State::Committing]))
        .filter(outbox::lease_token.is_not_null())
        .filter(outbox::leased_until.le(now))
        .filter(outbox::lease_token.ne_all(held))
        .select(outbox::branch_id)
        .distinct()
        .load(conn)
}

/// Takes up to `most` due messages of `lanes` until `until`, the most urgent first; [`taken`] reads them.
pub fn take(
    conn: &mut Conn,
    branch: BranchId,
    lanes: (i32, i32),
    lease: &str,
    now: Instant,
    until: Instant,
    most: i64,
) -> QueryResult<usize> {
    let ids: Vec<MessageId> = outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(waits())
        .filter(outbox::lane.between(lanes.0, lanes.1))
        .filter(outbox::next_at.le(now))
        .filter(outbox::notice_id.ne_all(held_back()))
        .order((outbox::lane, outbox::next_at, outbox::id))
        .limit(most)
        .select(outbox::id)
        .load(conn)?;
    let free = outbox::table.filter(outbox::id.eq_any(ids)).filter(outbox::state.eq(State::Queued));
    let taken = (outbox::state.eq(State::Leased), outbox::lease_token.eq(lease), outbox::leased_until.eq(until));
    native!(conn, c => diesel::update(free).set(taken).execute(c))
}

/// What was taken under `lease`, the most urgent first.
pub fn taken(conn: &mut Conn, branch: BranchId, lease: &str) -> QueryResult<Vec<Taken>> {
    whole().filter(outbox::branch_id.eq(branch)).filter(outbox::lease_token.eq(lease)).load(conn)
}

/// Says that `message` is about to be handed over; tells whether it is still ours to hand over.
pub fn mark(conn: &mut Conn, branch: BranchId, lease: &str, message: MessageId) -> QueryResult<bool> {
    let unmarked = our(branch, lease, message).filter(outbox::state.eq(State::Leased));
    let marked = outbox::state.eq(State::Committing);
    let mark = Verbatim::<ToMark, _>::of(diesel::update(unmarked).set(marked));
    native!(conn, c => mark.execute(c)).map(|changed| changed > 0)
}

/// Says that a message that was marked is not handed over after all.
pub fn unmark(conn: &mut Conn, branch: BranchId, lease: &str, message: MessageId) -> QueryResult<usize> {
    let marked = our(branch, lease, message).filter(outbox::state.eq(State::Committing));
    native!(conn, c => diesel::update(marked).set(outbox::state.eq(State::Leased)).execute(c))
}

/// Notes what the mail server said to a message whose result is not entered yet.
pub fn note(conn: &mut Conn, branch: BranchId, lease: &str, message: MessageId, answer: &str) -> QueryResult<usize> {
    let note = Verbatim::<ToNote, _>::of(diesel::update(our(branch, lease, message)).set(outbox::answer.eq(answer)));
    native!(conn, c => note.execute(c))
}

/// Prolongs a lease.
pub fn renew(conn: &mut Conn, branch: BranchId, lease: &str, until: Instant) -> QueryResult<usize> {
    diesel::update(ours(branch, lease)).set(outbox::leased_until.eq(until)).execute(conn)
}

/// Puts back a message of which it is known that it was not handed over; no attempt is charged.
pub fn put_back(conn: &mut Conn, branch: BranchId, lease: &str, message: MessageId, next_at: Instant) -> QueryResult<usize> {
    diesel::update(our(branch, lease, message)).set((free(State::Queued), outbox::next_at.eq(next_at))).execute(conn)
}

/// Lets the waiting messages of batches that an officer has stopped be over; of `among`, or of the whole branch. One that was on
/// its way when he stopped the others comes back here when the mail server would not have it.
pub fn end_stopped(conn: &mut Conn, branch: BranchId, among: Option<&[MessageId]>, now: Instant) -> QueryResult<usize> {
    let stopped = batches::table.filter(batches::stopped_at.is_not_null()).select(batches::notice_id);
    let over = (free(State::Expired), outbox::settled_at.eq(Some(now)), outbox::last_reply.eq(Some(STOPPED)));
    let theirs = outbox::table.filter(outbox::branch_id.eq(branch)).filter(waits()).filter(outbox::notice_id.eq_any(stopped));
    match among {
        Some([]) => Ok(0),
        Some(ids) => diesel::update(theirs.filter(outbox::id.eq_any(ids.to_vec()))).set(over).execute(conn),
        None => diesel::update(theirs).set(over).execute(conn),
    }
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
        .filter(outbox::lease_token.is_not_null())
        .filter(outbox::leased_until.le(now))
        .filter(outbox::lease_token.ne_all(held));
    diesel::update(dead).set(free(State::Queued)).execute(conn)
}

/// What a dead worker was about to hand over, or had handed over.
pub fn begun_and_lapsed(conn: &mut Conn, branch: BranchId, now: Instant, held: &[String]) -> QueryResult<Vec<Taken>> {
    whole()
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::state.eq(State::Committing))
        .filter(outbox::lease_token.is_not_null())
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
        .filter(waits())
        .select((notices::id, notices::category, notices::queued_at, notices::deadline_at))
        .distinct()
        .load(conn)
}

/// Up to `most` messages of `notices` that wait.
pub fn waiting(conn: &mut Conn, branch: BranchId, notices: &[NoticeId], most: i64) -> QueryResult<Vec<Taken>> {
    whole()
        .filter(outbox::branch_id.eq(branch))
        .filter(waits())
        .filter(outbox::notice_id.eq_any(notices))
        .limit(most)
        .load(conn)
}
