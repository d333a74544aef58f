//! The table `batches`: mail to many at once, held, going, paused or stopped.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde_json::json;

use super::unwelcome::try_again;
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MessageId, NoticeId, RowId,
        schema::{batches, deliveries, notices, outbox},
    },
    mail::{
        Category, Outcome, State,
        batch::{Hold, Marks},
        retry::Course,
    },
    native,
};

/// Ids of one statement, and rows of one INSERT.
const AT_ONCE: usize = 500;
/// What stands in the place of a mail server's words.
pub const STOPPED: &str = "stopped by an officer";

/// Whether the mail of a notice goes as a batch, which can be held and stopped.
pub fn is_batch(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<bool> {
    let batch = batches::table.filter(batches::branch_id.eq(branch)).filter(batches::notice_id.eq(notice));
    diesel::select(diesel::dsl::exists(batch)).get_result(conn)
}

/// A batch, with what it says.
#[derive(Debug, Clone, Queryable)]
pub struct Batch {
    pub notice: NoticeId,
    pub subject: String,
    /// The page it is about.
    pub about: String,
    pub queued_at: Instant,
    /// Who sent it, as the record names actors.
    pub sent_by: String,
    pub held_until: Instant,
    pub needs_second: bool,
    pub agreed_by: Option<String>,
    pub paused_at: Option<Instant>,
    pub stopped_at: Option<Instant>,
    pub category: Category,
    pub deadline_at: Option<Instant>,
    /// What mail servers said when they turned it away, where it was held for that and by nobody.
    pub paused_because: Option<String>,
    /// When somebody last let it go on.
    pub resumed_at: Option<Instant>,
}

impl Batch {
    /// From when on it is no longer tried by mail.
    pub fn gives_up_at(&self) -> Instant {
        let deadline = self.deadline_at.map(|at| at.0);
        Instant::from(Course { category: self.category, queued_at: self.queued_at.0, deadline }.gives_up_at())
    }

    pub fn marks(&self, counts: &BTreeMap<State, i64>) -> Marks {
        Marks {
            held_until: self.held_until.0,
            lacks_agreement: self.needs_second && self.agreed_by.is_none(),
            is_paused: self.paused_at.is_some(),
            is_turned_away: self.paused_because.is_some(),
            is_stopped: self.stopped_at.is_some(),
            unsettled: counts.iter().filter(|(state, _)| !state.is_settled()).map(|(_, count)| count).sum(),
        }
    }
}

type Columns = (
    batches::notice_id,
    notices::subject,
    notices::about,
    notices::queued_at,
    batches::sent_by,
    batches::held_until,
    batches::needs_second,
    batches::agreed_by,
    batches::paused_at,
    batches::stopped_at,
    notices::category,
    notices::deadline_at,
    batches::paused_because,
    batches::resumed_at,
);

const COLUMNS: Columns = (
    batches::notice_id,
    notices::subject,
    notices::about,
    notices::queued_at,
    batches::sent_by,
    batches::held_until,
    batches::needs_second,
    batches::agreed_by,
    batches::paused_at,
    batches::stopped_at,
    notices::category,
    notices::deadline_at,
    batches::paused_because,
    batches::resumed_at,
);

/// Holds what was just queued.
pub fn hold(act: &mut Act<'_>, notice: NoticeId, hold: &Hold) -> QueryResult<()> {
    let (branch, sender) = (act.branch(), act.actor().to_string());
    diesel::insert_into(batches::table)
        .values((
            batches::notice_id.eq(notice),
            batches::branch_id.eq(branch),
            batches::sent_by.eq(sender),
            batches::held_until.eq(Instant::from(hold.until)),
            batches::needs_second.eq(hold.needs_second),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// One batch.
pub fn find_batch(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<Batch> {
    batches::table
        .inner_join(notices::table)
        .filter(batches::branch_id.eq(branch))
        .filter(batches::notice_id.eq(notice))
        .select(COLUMNS)
        .first(conn)
}

/// The newest batches, newest first.
pub fn batches(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Batch>> {
    batches::table
        .inner_join(notices::table)
        .filter(batches::branch_id.eq(branch))
        .order((notices::queued_at.desc(), batches::notice_id))
        .limit(most)
        .select(COLUMNS)
        .load(conn)
}

/// A batch that waits for its time or for somebody, the newest.
pub fn waiting_batch(conn: &mut Conn, branch: BranchId, now: Instant) -> QueryResult<Option<Batch>> {
    let lacks_agreement = batches::needs_second.eq(true).and(batches::agreed_by.is_null());
    batches::table
        .inner_join(notices::table)
        .filter(batches::branch_id.eq(branch))
        .filter(batches::stopped_at.is_null())
        .filter(batches::held_until.gt(now).or(batches::paused_at.is_not_null()).or(lacks_agreement))
        .order(notices::queued_at.desc())
        .select(COLUMNS)
        .first(conn)
        .optional()
}

/// How many messages wait to go out before one that a rule requires and that is queued now.
pub fn count_before(conn: &mut Conn, branch: BranchId) -> QueryResult<usize> {
    let ahead = || outbox::table.filter(outbox::branch_id.eq(branch)).filter(outbox::lane.le(Category::Statutory.lane()));
    // One after the other, because each has its own index; nothing else of the outbox is walked over.
    let waiting = ahead().filter(outbox::lease_token.is_null()).filter(outbox::settled_at.is_null());
    let waiting: i64 = waiting.filter(outbox::state.eq(State::Queued)).count().get_result(conn)?;
    let in_hand: i64 = ahead().filter(outbox::lease_token.is_not_null()).count().get_result(conn)?;
    Ok(usize::try_from(waiting + in_hand).unwrap_or_default())
}

/// How many messages of a notice stand where.
pub fn count_states(conn: &mut Conn, notice: NoticeId) -> QueryResult<BTreeMap<State, i64>> {
    let counted: Vec<(State, i64)> = outbox::table
        .filter(outbox::notice_id.eq(notice))
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(counted.into_iter().collect())
}

/// Holds what has not gone yet.
pub fn pause(act: &mut Act<'_>, batch: &Batch) -> QueryResult<()> {
    put_back(act, batch)?;
    act.record("batch.paused", &batch.about, json!({ "notice": batch.notice }));
    Ok(())
}

/// What a worker has in hand and has not begun to hand over goes back, and nothing more of it is taken.
pub fn put_back(act: &mut Act<'_>, batch: &Batch) -> QueryResult<()> {
    let at = act.at();
    diesel::update(batches::table.find(batch.notice)).set(batches::paused_at.eq(Some(at))).execute(act.conn())?;
    let in_hand = outbox::table.filter(outbox::notice_id.eq(batch.notice)).filter(outbox::state.eq(State::Leased));
    diesel::update(in_hand)
        .set((
            outbox::state.eq(State::Queued),
            outbox::lease_token.eq(None::<String>),
            outbox::leased_until.eq(None::<Instant>),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Lets a batch go that was paused.
pub fn resume(act: &mut Act<'_>, batch: &Batch) -> QueryResult<()> {
    let at = act.at();
    try_again(act, batch)?;
    diesel::update(batches::table.find(batch.notice))
        .set((
            batches::paused_at.eq(None::<Instant>),
            batches::paused_because.eq(None::<String>),
            batches::resumed_at.eq(Some(at)),
        ))
        .execute(act.conn())?;
    act.record("batch.resumed", &batch.about, json!({ "notice": batch.notice }));
    Ok(())
}

/// Notes that another officer agreed.
pub fn agree(act: &mut Act<'_>, batch: &Batch) -> QueryResult<()> {
    let officer = act.actor().to_string();
    diesel::update(batches::table.find(batch.notice)).set(batches::agreed_by.eq(Some(officer))).execute(act.conn())?;
    act.record("batch.agreed", &batch.about, json!({ "notice": batch.notice }));
    Ok(())
}

/// Stops what has not gone yet: mail and letters. Gives back how many messages that were.
pub fn stop(act: &mut Act<'_>, batch: &Batch) -> QueryResult<usize> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(batches::table.find(batch.notice)).set(batches::stopped_at.eq(Some(at))).execute(act.conn())?;
    let unsent: Vec<MessageId> = outbox::table
        .filter(outbox::notice_id.eq(batch.notice))
        .filter(outbox::state.eq_any([State::Queued, State::Leased, State::Letter]))
        .select(outbox::id)
        .load(act.conn())?;
    for portion in unsent.chunks(AT_ONCE) {
        diesel::update(outbox::table.filter(outbox::id.eq_any(portion.to_vec())))
            .set((
                outbox::state.eq(State::Expired),
                outbox::lease_token.eq(None::<String>),
                outbox::leased_until.eq(None::<Instant>),
                outbox::settled_at.eq(Some(at)),
                outbox::last_reply.eq(Some(STOPPED)),
            ))
            .execute(act.conn())?;
        let rows: Vec<_> = portion
            .iter()
            .map(|message| {
                (
                    deliveries::id.eq(RowId::fresh()),
                    deliveries::branch_id.eq(branch),
                    deliveries::message_id.eq(*message),
                    deliveries::at.eq(at),
                    deliveries::what.eq(Outcome::Expired),
                    deliveries::reply.eq(STOPPED),
                )
            })
            .collect();
        native!(act.conn(), native => diesel::insert_into(deliveries::table).values(rows.clone()).execute(native))?;
    }
    act.record("batch.stopped", &batch.about, json!({ "notice": batch.notice, "messages": unsent.len() }));
    Ok(unsent.len())
}
