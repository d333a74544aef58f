//! The tables `bounces` and `silenced_addresses`.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MessageId, RowId,
        schema::{bounces, deliveries, notices, outbox, silenced_addresses},
    },
    mail::{
        Category, Outcome, Readers, State,
        bounces::{Report, Status},
        retry::Reply,
    },
};

/// Ids and addresses of one statement.
const AT_ONCE: usize = 10_000;

crate::text_enum! {
    /// What an address gets no mail of.
    pub enum Reach {
        /// Of nothing but ways in: nobody is there.
        All = "all",
        /// Of reminders: its owner complained of one, or ordered them off.
        Reminders = "reminders",
        /// Of news, likewise.
        News = "news",
    }
}

impl Reach {
    /// What is ordered off with a message of this category; nothing with what cannot be.
    const fn of(category: Category) -> Option<Self> {
        match category {
            Category::Reminder => Some(Self::Reminders),
            Category::News => Some(Self::News),
            Category::SignIn | Category::Statutory | Category::Service => None,
        }
    }
}

/// An address that no mail reaches, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable)]
pub struct Dead {
    pub address: String,
    pub person: Option<RowId>,
    pub to_name: String,
    pub since: Instant,
}

/// The branch that sent a message.
pub fn branch_of(conn: &mut Conn, message: MessageId) -> QueryResult<Option<BranchId>> {
    outbox::table.find(message).select(outbox::branch_id).first(conn).optional()
}

/// Enters what was reported of a message.
pub fn bounced(act: &mut Act<'_>, message: MessageId, report: &Report) -> QueryResult<()> {
    let (kind, status, words) = match report {
        Report::Undelivered { status, words } => ("undelivered", status.to_string(), words.as_str()),
        Report::Complaint => ("complaint", String::new(), ""),
        Report::Delayed => return note(act, message, "delayed"),
    };
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(bounces::table)
        .values((
            bounces::id.eq(RowId::fresh()),
            bounces::branch_id.eq(branch),
            bounces::message_id.eq(message),
            bounces::at.eq(at),
            bounces::kind.eq(kind),
            bounces::status.eq(status),
            bounces::words.eq(words),
        ))
        .execute(act.conn())?;
    match report {
        Report::Undelivered { status, words } => undelivered(act, message, *status, words)?,
        _ => complained(act, message)?,
    }
    note(act, message, kind)
}

/// Whoever complains of what can be ordered off gets no more of that; of what cannot, nothing that can.
fn complained(act: &mut Act<'_>, message: MessageId) -> QueryResult<()> {
    let of_that = Reach::of(category_of(act.conn(), message)?);
    for reach in of_that.map_or(vec![Reach::Reminders, Reach::News], |reach| vec![reach]) {
        silence(act, message, reach)?;
    }
    Ok(())
}

/// Why a message was sent.
pub fn category_of(conn: &mut Conn, message: MessageId) -> QueryResult<Category> {
    outbox::table.inner_join(notices::table).filter(outbox::id.eq(message)).select(notices::category).first(conn)
}

/// Whoever got a message wants no more of its kind at that address.
pub fn stop_kind(act: &mut Act<'_>, message: MessageId) -> QueryResult<()> {
    let Some(reach) = Reach::of(category_of(act.conn(), message)?) else { return Ok(()) };
    silence(act, message, reach)?;
    let deed = if reach == Reach::News { "news.stopped" } else { "reminders.stopped" };
    act.record(deed, "/outbox", json!({ "message": message }));
    Ok(())
}

/// Whoever got a message wants more of its kind at that address after all.
pub fn resume_kind(act: &mut Act<'_>, message: MessageId) -> QueryResult<()> {
    let category = category_of(act.conn(), message)?;
    let address: Option<String> = outbox::table.find(message).select(outbox::to_address).first(act.conn())?;
    want_again(act, &address.unwrap_or_default(), category)
}

/// Mail of this category goes to an address again, where its owner had ordered it off.
pub fn want_again(act: &mut Act<'_>, address: &str, category: Category) -> QueryResult<()> {
    let Some(reach) = Reach::of(category) else { return Ok(()) };
    let silenced = silenced_addresses::table
        .filter(silenced_addresses::branch_id.eq(act.branch()))
        .filter(silenced_addresses::address.eq(address.to_lowercase()))
        .filter(silenced_addresses::reach.eq(reach));
    diesel::delete(silenced).execute(act.conn())?;
    let deed = if reach == Reach::News { "news.resumed" } else { "reminders.resumed" };
    act.record(deed, "/outbox", json!({}));
    Ok(())
}

/// What the owner of an address has ordered off.
pub fn ordered_off(conn: &mut Conn, branch: BranchId, address: &str) -> QueryResult<Vec<Category>> {
    let reaches: Vec<Reach> = silenced_addresses::table
        .filter(silenced_addresses::branch_id.eq(branch))
        .filter(silenced_addresses::address.eq(address.to_lowercase()))
        .select(silenced_addresses::reach)
        .load(conn)?;
    let is_off = |category: &&Category| Reach::of(**category).is_some_and(|reach| reaches.contains(&reach));
    Ok(Category::ALL.iter().filter(is_off).copied().collect())
}

/// The mail server would not have a message, in these words: where nobody is at its address, letters go there from now on.
pub fn turned_away(act: &mut Act<'_>, message: MessageId, reply: &Reply) -> QueryResult<()> {
    let is_dead = Status::of(reply).is_some_and(Status::is_dead_address);
    if is_dead && silence(act, message, Reach::All)? {
        note(act, message, "turned away")?;
    }
    Ok(())
}

fn note(act: &mut Act<'_>, message: MessageId, kind: &str) -> QueryResult<()> {
    act.record("mail.bounced", "/outbox", json!({ "message": message, "kind": kind }));
    Ok(())
}

/// A message that came back becomes a letter where a rule requires it, unless it held a secret: its words are gone by now. A dead
/// address gets letters from now on.
fn undelivered(act: &mut Act<'_>, message: MessageId, status: Status, words: &str) -> QueryResult<()> {
    if status.is_dead_address() {
        silence(act, message, Reach::All)?;
    }
    let (branch, at) = (act.branch(), act.at());
    let sort: (Category, Readers) = outbox::table
        .inner_join(notices::table)
        .filter(outbox::id.eq(message))
        .select((notices::category, notices::readers))
        .first(act.conn())?;
    let (state, outcome) = match sort {
        (Category::Statutory, Readers::Officers) => (State::Letter, Outcome::Letter),
        _ => (State::Refused, Outcome::Refused),
    };
    let accepted = outbox::table.find(message).filter(outbox::state.eq(State::Accepted));
    let reply = format!("{status} {words}");
    let changed = diesel::update(accepted)
        .set((outbox::state.eq(state), outbox::last_reply.eq(Some(&reply)), outbox::settled_at.eq(Some(at))))
        .execute(act.conn())?;
    if changed > 0 {
        diesel::insert_into(deliveries::table)
            .values((
                deliveries::id.eq(RowId::fresh()),
                deliveries::branch_id.eq(branch),
                deliveries::message_id.eq(message),
                deliveries::at.eq(at),
                deliveries::what.eq(outcome),
                deliveries::reply.eq(&reply),
            ))
            .execute(act.conn())?;
    }
    Ok(())
}

/// Silences the address that a message went to; tells whether it was not silent before.
fn silence(act: &mut Act<'_>, message: MessageId, reach: Reach) -> QueryResult<bool> {
    let (branch, at) = (act.branch(), act.at());
    let whose: (Option<String>, Option<RowId>, String) =
        outbox::table.find(message).select((outbox::to_address, outbox::person, outbox::to_name)).first(act.conn())?;
    let (Some(address), person, to_name) = whose else { return Ok(false) };
    let address = address.to_lowercase();
    let known: i64 = silenced_addresses::table.find((branch, &address, reach)).count().get_result(act.conn())?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(silenced_addresses::table)
        .values((
            silenced_addresses::branch_id.eq(branch),
            silenced_addresses::address.eq(address),
            silenced_addresses::reach.eq(reach),
            silenced_addresses::person.eq(person),
            silenced_addresses::to_name.eq(to_name),
            silenced_addresses::since.eq(at),
        ))
        .execute(act.conn())
        .map(|added| added > 0)
}

/// Which of these addresses get no mail of this category.
pub fn silenced(conn: &mut Conn, branch: BranchId, category: Category, addresses: &[&str]) -> QueryResult<BTreeSet<String>> {
    let reaches = match category {
        Category::SignIn => return Ok(BTreeSet::new()),
        other => std::iter::once(Reach::All).chain(Reach::of(other)).collect::<Vec<_>>(),
    };
    let mut found = BTreeSet::new();
    for portion in addresses.chunks(AT_ONCE) {
        let portion: Vec<String> = portion.iter().map(|address| address.to_lowercase()).collect();
        let silenced = silenced_addresses::table
            .filter(silenced_addresses::branch_id.eq(branch))
            .filter(silenced_addresses::reach.eq_any(reaches.clone()))
            .filter(silenced_addresses::address.eq_any(portion));
        found.extend(silenced.select(silenced_addresses::address).load::<String>(conn)?);
    }
    Ok(found)
}

/// The dead addresses of a branch, by name.
pub fn dead_addresses(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Dead>> {
    silenced_addresses::table
        .filter(silenced_addresses::branch_id.eq(branch))
        .filter(silenced_addresses::reach.eq(Reach::All))
        .order((silenced_addresses::to_name, silenced_addresses::address))
        .select((
            silenced_addresses::address,
            silenced_addresses::person,
            silenced_addresses::to_name,
            silenced_addresses::since,
        ))
        .load(conn)
}

/// Somebody signed in by what was mailed to this address, or it is nobody's any more: it is no dead one.
pub fn revive(act: &mut Act<'_>, address: &str) -> QueryResult<()> {
    let dead = silenced_addresses::table
        .filter(silenced_addresses::branch_id.eq(act.branch()))
        .filter(silenced_addresses::address.eq(address.to_lowercase()))
        .filter(silenced_addresses::reach.eq(Reach::All));
    if diesel::delete(dead).execute(act.conn())? > 0 {
        act.record("address.revived", "/outbox", json!({}));
    }
    Ok(())
}
