//! Forgetting what was written to a person: that something was sent stays, to whom and what it said does not.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit::Act,
    db::{
        MessageId, RowId,
        schema::{bounces, deliveries, outbox, outbox_texts, silenced_addresses},
    },
    mail::State,
};

/// Forgets every message to a person, and those to her address that name nobody. What still waits is not sent.
pub fn forget(act: &mut Act<'_>, person: Uuid, address: Option<&str>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let unnamed = outbox::person.is_null().and(outbox::to_address.eq(address.map(str::to_owned)));
    let theirs: Vec<MessageId> = outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::person.eq(RowId(person)).or(unnamed.assume_not_null()))
        .select(outbox::id)
        .load(act.conn())?;
    for ids in theirs.chunks(500) {
        let waiting = outbox::table.filter(outbox::id.eq_any(ids.to_vec())).filter(outbox::state.eq(State::Queued));
        diesel::update(waiting).set((outbox::state.eq(State::Expired), outbox::settled_at.eq(Some(at)))).execute(act.conn())?;
        diesel::update(outbox::table.filter(outbox::id.eq_any(ids.to_vec())))
            .set((
                (outbox::person.eq(None::<RowId>), outbox::to_name.eq(""), outbox::to_address.eq(None::<String>)),
                outbox::subject.eq("Erased"),
                (outbox::last_reply.eq(None::<String>), outbox::answer.eq(None::<String>)),
            ))
            .execute(act.conn())?;
        diesel::update(outbox_texts::table.filter(outbox_texts::message_id.eq_any(ids.to_vec())))
            .set((
                (outbox_texts::body_text.eq(""), outbox_texts::body_html.eq("")),
                (outbox_texts::invitation.eq(None::<String>), outbox_texts::reply_to.eq(None::<String>)),
            ))
            .execute(act.conn())?;
        diesel::update(deliveries::table.filter(deliveries::message_id.eq_any(ids.to_vec())))
            .set(deliveries::reply.eq(""))
            .execute(act.conn())?;
    }
    for ids in theirs.chunks(500) {
        diesel::update(bounces::table.filter(bounces::message_id.eq_any(ids.to_vec())))
            .set(bounces::words.eq(""))
            .execute(act.conn())?;
    }
    let hers = silenced_addresses::person.eq(RowId(person)).assume_not_null();
    let by_address = silenced_addresses::address.eq(address.map(str::to_lowercase).unwrap_or_default());
    let silenced = silenced_addresses::table.filter(silenced_addresses::branch_id.eq(branch)).filter(hers.or(by_address));
    diesel::delete(silenced).execute(act.conn())?;
    act.record("messages.erased", "/outbox", json!({ "messages": theirs.len() }));
    Ok(())
}
