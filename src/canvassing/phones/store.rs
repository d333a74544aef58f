//! The tables `round_phones` and `held_results`.

use std::collections::HashSet;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    event::{Event, Kind, Said},
    rules::Carrier,
};
use crate::{
    audit::Act,
    canvassing::{
        contacts::{Intention, Outcome, OwnWords},
        follow_ups,
    },
    db::{
        AccountId, BranchId, Conn, DoorId, ElectorId, Instant, PhoneId, RoundId, RowId,
        schema::{held_results, round_phones},
    },
};

/// A phone as it stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Phone {
    pub id: PhoneId,
    pub round: RoundId,
    pub account: AccountId,
    pub carried_at: Instant,
    pub cut_off_at: Option<Instant>,
}

impl Phone {
    /// What the rules ask about it.
    pub fn carrier(&self) -> Carrier {
        Carrier { round: self.round, account: self.account, cut_off_at: self.cut_off_at }
    }
}

/// The columns of a [`Phone`].
const PHONE: (
    round_phones::id,
    round_phones::round_id,
    round_phones::account_id,
    round_phones::carried_at,
    round_phones::cut_off_at,
) = (round_phones::id, round_phones::round_id, round_phones::account_id, round_phones::carried_at, round_phones::cut_off_at);

/// The phone with this id, if it is known.
pub fn phone(conn: &mut Conn, branch: BranchId, id: PhoneId) -> QueryResult<Option<Phone>> {
    round_phones::table.filter(round_phones::branch_id.eq(branch)).find(id).select(PHONE).first(conn).optional()
}

/// The phones that carry a round, or did, first come first.
pub fn phones_of(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<Vec<Phone>> {
    round_phones::table
        .filter(round_phones::branch_id.eq(branch))
        .filter(round_phones::round_id.eq(round))
        .order((round_phones::carried_at, round_phones::id))
        .select(PHONE)
        .load(conn)
}

/// Notes that a phone takes a round along.
pub fn carry(act: &mut Act<'_>, id: PhoneId, round: RoundId, account: AccountId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(round_phones::table)
        .values((
            round_phones::id.eq(id),
            round_phones::branch_id.eq(branch),
            round_phones::round_id.eq(round),
            round_phones::account_id.eq(account),
            round_phones::carried_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("round.carried", format!("/canvass/rounds/{round}"), json!({ "phone": id }));
    Ok(())
}

/// Cuts a phone off from its round.
pub fn cut_off(act: &mut Act<'_>, phone: &Phone) -> QueryResult<()> {
    let at = act.at();
    set_cut_off(act, phone, Some(at))?;
    act.record("phone.cut-off", format!("/canvass/rounds/{}", phone.round), json!({ "phone": phone.id }));
    Ok(())
}

/// Lets a phone in again.
pub fn let_in(act: &mut Act<'_>, phone: &Phone) -> QueryResult<()> {
    set_cut_off(act, phone, None)?;
    act.record("phone.let-in", format!("/canvass/rounds/{}", phone.round), json!({ "phone": phone.id }));
    Ok(())
}

fn set_cut_off(act: &mut Act<'_>, phone: &Phone, at: Option<Instant>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(round_phones::table.find(phone.id))
        .filter(round_phones::branch_id.eq(branch))
        .set(round_phones::cut_off_at.eq(at))
        .execute(act.conn())
        .map(|_| ())
}

/// An entry that waits for the coordinator.
#[derive(Debug, Clone, Queryable)]
pub struct Held {
    pub door: DoorId,
    pub account: AccountId,
    pub phone: PhoneId,
    pub client: String,
    pub kind: Kind,
    pub outcome: Option<Outcome>,
    pub intention: Option<Intention>,
    pub elector: Option<ElectorId>,
    pub instead_of: Option<String>,
    pub words: Option<String>,
    pub at: Instant,
    /// As JSON; read by [`Held::own_words`].
    own_words: Option<String>,
}

/// What an entry says in the branch's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldWords {
    pub own: OwnWords,
    pub asked: Option<follow_ups::Kind>,
}

impl Held {
    /// What it says in the branch's own words; nothing where it came in before there were any.
    pub fn own_words(&self) -> HeldWords {
        self.own_words.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

/// The plain meaning of an entry, and its own words as JSON.
fn in_columns(said: &Said) -> (Option<Outcome>, Option<Intention>, Option<String>) {
    let json = |words: &HeldWords| serde_json::to_string(words).ok();
    match said {
        Said::Result { outcome, intention, own, .. } => {
            (Some(*outcome), *intention, json(&HeldWords { own: own.clone(), asked: None }))
        }
        Said::FollowUp { kind, .. } => (None, None, json(&HeldWords { own: OwnWords::default(), asked: Some(*kind) })),
        Said::Note { .. } | Said::Undo { .. } => (None, None, None),
    }
}

/// Keeps entries apart, each with the moment at which it happened.
pub fn hold(act: &mut Act<'_>, phone: &Phone, held: &[(&Event, Instant, Said)]) -> QueryResult<()> {
    let (branch, received) = (act.branch(), act.at());
    for (event, at, said) in held {
        let (outcome, intention, own_words) = in_columns(said);
        diesel::insert_into(held_results::table)
            .values((
                held_results::id.eq(RowId::fresh()),
                held_results::branch_id.eq(branch),
                held_results::round_id.eq(phone.round),
                held_results::door_id.eq(event.door),
                held_results::account_id.eq(phone.account),
                held_results::phone_id.eq(phone.id),
                held_results::client_id.eq(event.id.to_string()),
                held_results::kind.eq(event.kind),
                held_results::outcome.eq(outcome),
                held_results::intention.eq(intention),
                held_results::elector_id.eq(event.elector),
                held_results::instead_of.eq(event.instead_of.as_deref()),
                held_results::words.eq(event.words.as_deref()),
                held_results::at.eq(*at),
                held_results::received_at.eq(received),
                held_results::own_words.eq(own_words),
            ))
            .execute(act.conn())?;
    }
    act.record("results.held", format!("/canvass/rounds/{}", phone.round), json!({ "phone": phone.id, "number": held.len() }));
    Ok(())
}

/// What waits for the coordinator on a round, in the order in which it came in.
pub fn held_on(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<Vec<Held>> {
    held_results::table
        .filter(held_results::branch_id.eq(branch))
        .filter(held_results::round_id.eq(round))
        .filter(held_results::settled_at.is_null())
        .order((held_results::received_at, held_results::id))
        .select((
            held_results::door_id,
            held_results::account_id,
            held_results::phone_id,
            held_results::client_id,
            held_results::kind,
            held_results::outcome,
            held_results::intention,
            held_results::elector_id,
            held_results::instead_of,
            held_results::words,
            held_results::at,
            held_results::own_words,
        ))
        .load(conn)
}

/// Which of these ids, given by phones, are kept apart or were.
pub fn held_as(conn: &mut Conn, branch: BranchId, ids: &[String]) -> QueryResult<HashSet<String>> {
    let found: Vec<String> = held_results::table
        .filter(held_results::branch_id.eq(branch))
        .filter(held_results::client_id.eq_any(ids.to_vec()))
        .select(held_results::client_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Notes that what waited on a round was decided; `deed` says how.
pub fn settle(act: &mut Act<'_>, round: RoundId, deed: &'static str) -> QueryResult<usize> {
    let (branch, at) = (act.branch(), act.at());
    let settled = diesel::update(held_results::table)
        .filter(held_results::branch_id.eq(branch))
        .filter(held_results::round_id.eq(round))
        .filter(held_results::settled_at.is_null())
        .set(held_results::settled_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record(deed, format!("/canvass/rounds/{round}"), json!({ "number": settled }));
    Ok(settled)
}

/// Doors of one statement; SQLite takes 32,766 values at the most.
const DOORS_AT_ONCE: usize = 10_000;

/// Removes what waits, or waited, at these doors: the register that they came from goes.
pub fn forget_held_at(act: &mut Act<'_>, at: &[DoorId]) -> QueryResult<usize> {
    let branch = act.branch();
    let mut gone = 0;
    for ids in at.chunks(DOORS_AT_ONCE) {
        gone += diesel::delete(held_results::table)
            .filter(held_results::branch_id.eq(branch))
            .filter(held_results::door_id.eq_any(ids.to_vec()))
            .execute(act.conn())?;
    }
    Ok(gone)
}
