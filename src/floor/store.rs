//! The tables `floor_events` and `floor_wordings`.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde_json::json;

use super::{
    event::{Asked, Asks, Deed, Event, Put},
    minutes::{Agreed, Part},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, Json, MeetingId,
        schema::{self, floor_events, floor_minutes, floor_wordings},
    },
    meetings::State,
};

/// What happened in a meeting so far, in order.
pub fn events(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Event>> {
    let rows: Vec<(i32, Instant, Json<Deed>)> = floor_events::table
        .filter(floor_events::branch_id.eq(branch))
        .filter(floor_events::meeting_id.eq(meeting))
        .order(floor_events::number)
        .select((floor_events::number, floor_events::happened_at, floor_events::deed))
        .load(conn)?;
    Ok(rows.into_iter().map(|(number, at, deed)| Event { number, at, deed: deed.0 }).collect())
}

/// Writes down what happened as number `number`. Whoever wrote that number first was first.
pub fn note(act: &mut Act<'_>, meeting: MeetingId, number: i32, deed: &Deed) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(floor_events::table)
        .values((
            floor_events::meeting_id.eq(meeting),
            floor_events::number.eq(number),
            floor_events::branch_id.eq(branch),
            floor_events::happened_at.eq(at),
            floor_events::deed.eq(Json(deed.clone())),
        ))
        .execute(act.conn())?;
    act.record(deed.recorded_as(), format!("/meetings/{meeting}"), facts(number, deed));
    Ok(())
}

/// What of a deed enters the record: numbers and ids, no titles and no names.
fn facts(number: i32, deed: &Deed) -> serde_json::Value {
    match deed {
        Deed::Opened { room } => json!({ "event": number, "present": room.present, "needed": room.needed }),
        Deed::Taken { item, position, .. } => json!({ "event": number, "item": item, "position": position }),
        Deed::Put { question: Put { ballot, asked } } => {
            let mut facts = asked_facts(number, asked);
            facts["ballot"] = json!(ballot);
            facts
        }
        Deed::Agreed { question, beside } => {
            let mut facts = asked_facts(number, question);
            facts["beside"] = json!(beside);
            facts
        }
        Deed::Challenged { ballot, .. } => json!({ "event": number, "ballot": ballot }),
        Deed::Fell { number: amendment, .. } => json!({ "event": number, "amendment": amendment }),
        Deed::SecretAsked { by, .. } => json!({ "event": number, "by": by }),
        Deed::MinutesAgreed { meeting, fingerprint, .. } => {
            json!({ "event": number, "of": meeting, "fingerprint": fingerprint })
        }
        Deed::Noted { .. } => json!({ "event": number }),
        Deed::Tied { ballot, told } | Deed::Decided { ballot, told, .. } => {
            json!({ "event": number, "ballot": ballot, "outcome": told.outcome, "phones": told.phones, "hands": told.hands })
        }
        Deed::Closed { not_reached } => json!({ "event": number, "not_reached": not_reached.len() }),
    }
}

fn asked_facts(number: i32, asked: &Asked) -> serde_json::Value {
    let asks = match &asked.asks {
        Asks::Motion => json!("motion"),
        Asks::Amendment { id, .. } => json!({ "amendment": id }),
        Asks::Procedural { motion, .. } => json!({ "procedural": motion }),
        Asks::Ratification { resolution, .. } => json!({ "ratifies": resolution }),
    };
    json!({
        "event": number, "asks": asks, "motion": asked.motion, "present": asked.room.present, "needed": asked.room.needed,
        "to_ratify": asked.to_ratify.is_some(), "secret": asked.secret.is_some(),
        "by_name": asked.by_name, "again": asked.again,
    })
}

/// The meetings that are in session.
pub fn in_session(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<MeetingId>> {
    schema::meetings::table
        .filter(schema::meetings::branch_id.eq(branch))
        .filter(schema::meetings::state.eq(State::Open))
        .select(schema::meetings::id)
        .load(conn)
}

/// The agreement to the minutes of a meeting and their words, once a later meeting agreed them.
pub fn agreed(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Option<(Agreed, Vec<Part>)>> {
    let found: Option<(Instant, MeetingId, String, Json<Vec<Part>>)> = floor_minutes::table
        .filter(floor_minutes::branch_id.eq(branch))
        .filter(floor_minutes::meeting_id.eq(meeting))
        .select((floor_minutes::agreed_at, floor_minutes::agreed_by, floor_minutes::fingerprint, floor_minutes::parts))
        .first(conn)
        .optional()?;
    Ok(found.map(|(at, by, fingerprint, parts)| (Agreed { at, by, fingerprint }, parts.0)))
}

/// The meetings whose minutes are agreed.
pub fn all_agreed(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<MeetingId>> {
    let agreed: Vec<MeetingId> =
        floor_minutes::table.filter(floor_minutes::branch_id.eq(branch)).select(floor_minutes::meeting_id).load(conn)?;
    Ok(agreed.into_iter().collect())
}

/// Keeps minutes as they were agreed by another meeting; its log records it.
pub fn agree(act: &mut Act<'_>, meeting: MeetingId, by: MeetingId, fingerprint: &str, parts: Vec<Part>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(floor_minutes::table)
        .values((
            floor_minutes::meeting_id.eq(meeting),
            floor_minutes::branch_id.eq(branch),
            floor_minutes::agreed_at.eq(at),
            floor_minutes::agreed_by.eq(by),
            floor_minutes::fingerprint.eq(fingerprint),
            floor_minutes::parts.eq(Json(parts)),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// The secretary's own wording, by sentence.
pub fn wordings(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<HashMap<String, String>> {
    let rows: Vec<(String, String)> = floor_wordings::table
        .filter(floor_wordings::branch_id.eq(branch))
        .filter(floor_wordings::meeting_id.eq(meeting))
        .select((floor_wordings::sentence, floor_wordings::words))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Keeps the secretary's wording of a sentence; with no words, the sentence is as drafted again.
pub fn word(act: &mut Act<'_>, meeting: MeetingId, sentence: &str, words: Option<&str>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let old = floor_wordings::table
        .filter(floor_wordings::branch_id.eq(branch))
        .filter(floor_wordings::meeting_id.eq(meeting))
        .filter(floor_wordings::sentence.eq(sentence));
    diesel::delete(old).execute(act.conn())?;
    if let Some(words) = words {
        diesel::insert_into(floor_wordings::table)
            .values((
                floor_wordings::meeting_id.eq(meeting),
                floor_wordings::sentence.eq(sentence),
                floor_wordings::branch_id.eq(branch),
                floor_wordings::words.eq(words),
                floor_wordings::written_at.eq(at),
            ))
            .execute(act.conn())?;
    }
    let facts = json!({ "sentence": sentence, "as_drafted": words.is_none() });
    act.record("minutes.worded", format!("/meetings/{meeting}/minutes"), facts);
    Ok(())
}
