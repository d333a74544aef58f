//! Notices that mail servers turn away for how we send: what waits of them is held by itself, and officers read why. No person is to
//! blame for such a refusal, so whoever was turned away is tried again when an officer lets the notice go on.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde_json::json;

use super::batches::{Batch, find_batch, hold, put_back};
use crate::{
    audit::Act,
    db::{
        Conn, Instant, MessageId, NoticeId,
        schema::{batches, notices, outbox},
    },
    mail::{
        Channel, Readers, State,
        batch::{Hold, is_unwelcome},
        retry::Reply,
    },
};

/// Ids of one statement.
const AT_ONCE: usize = 500;

/// Holds those of `notices` that too many mail servers have turned away.
pub fn hold_unwelcome(act: &mut Act<'_>, notices: &BTreeSet<NoticeId>) -> QueryResult<()> {
    for notice in notices {
        let branch = act.branch();
        let batch = find_batch(act.conn(), branch, *notice).optional()?;
        if batch.as_ref().is_some_and(|batch| batch.paused_at.is_some() || batch.stopped_at.is_some()) {
            continue;
        }
        let refused = turned_away(act.conn(), *notice, batch.as_ref().and_then(|batch| batch.resumed_at))?;
        let by_mail = outbox::table.filter(outbox::notice_id.eq(notice)).filter(outbox::channel.eq(Channel::Email));
        let all: i64 = by_mail.count().get_result(act.conn())?;
        if let Some((_, reply)) = refused.last()
            && is_unwelcome(refused.len(), usize::try_from(all).unwrap_or(usize::MAX))
        {
            if batch.is_none() {
                let until_now = Hold { until: act.at().0, needs_second: false };
                hold(act, *notice, &until_now)?;
            }
            hold_for(act, *notice, refused.len(), reply)?;
        }
    }
    Ok(())
}

fn hold_for(act: &mut Act<'_>, notice: NoticeId, refused: usize, reply: &Reply) -> QueryResult<()> {
    let branch = act.branch();
    let batch = find_batch(act.conn(), branch, notice)?;
    put_back(act, &batch)?;
    diesel::update(batches::table.find(notice))
        .set(batches::paused_because.eq(Some(reply.without_addresses())))
        .execute(act.conn())?;
    act.record("batch.turned-away", &batch.about, json!({ "notice": notice, "refused": refused }));
    Ok(())
}

/// The messages of a notice that were refused for how we send, after an officer last let it go on, with what was said.
fn turned_away(conn: &mut Conn, notice: NoticeId, since: Option<Instant>) -> QueryResult<Vec<(MessageId, Reply)>> {
    let refused: Vec<(MessageId, Option<String>, Option<Instant>)> = outbox::table
        .filter(outbox::notice_id.eq(notice))
        .filter(outbox::state.eq(State::Refused))
        .order((outbox::settled_at, outbox::id))
        .select((outbox::id, outbox::last_reply, outbox::settled_at))
        .load(conn)?;
    let is_new = |settled: Option<Instant>| since.is_none_or(|since| settled.is_some_and(|settled| settled > since));
    let ours = refused
        .into_iter()
        .filter(|(.., settled)| is_new(*settled))
        .filter_map(|(id, reply, _)| Some((id, Reply::parse(&reply?)?)).filter(|(_, reply)| reply.blames_us()));
    Ok(ours.collect())
}

/// Whoever was turned away for how we send is tried again. What carried a secret is not: another may have been drawn meanwhile.
pub fn try_again(act: &mut Act<'_>, batch: &Batch) -> QueryResult<()> {
    let readers: Readers = notices::table.find(batch.notice).select(notices::readers).first(act.conn())?;
    if batch.paused_because.is_none() || readers == Readers::Addressee {
        return Ok(());
    }
    let at = act.at();
    let refused: Vec<MessageId> =
        turned_away(act.conn(), batch.notice, None)?.into_iter().map(|(message, _)| message).collect();
    for portion in refused.chunks(AT_ONCE) {
        diesel::update(outbox::table.filter(outbox::id.eq_any(portion.to_vec())))
            .set((outbox::state.eq(State::Queued), outbox::next_at.eq(at), outbox::settled_at.eq(None::<Instant>)))
            .execute(act.conn())?;
    }
    Ok(())
}
