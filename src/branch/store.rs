//! The tables `branches` and `rulebook_editions`.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{Branch, Kind, presets::text_of, read_rulebook};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, RowId,
        schema::{branches, rulebook_editions},
    },
    rulebook::Rulebook,
    zone::Zone,
};

/// What is needed to found a branch.
#[derive(Debug, Clone)]
pub struct Founding {
    pub id: BranchId,
    pub name: String,
    pub kind: Kind,
    pub zone: Zone,
    pub hue: u16,
    pub is_practice: bool,
    /// Name of the rulebook to start from.
    pub rulebook: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = branches)]
struct Row {
    id: BranchId,
    name: String,
    kind: Kind,
    zone: String,
    hue: i32,
    is_practice: bool,
    founded_at: Instant,
}

/// Founds a branch under one of the known rulebooks, as it stands in the folder of replaced files or else is built in. The
/// act must have been opened for `founding.id`.
///
/// # Errors
/// The database's; a rulebook that is not known, or that cannot be read, founds no branch.
pub fn found(act: &mut Act<'_>, founding: &Founding, in_force_on: NaiveDate) -> QueryResult<()> {
    let rules = text_of(&founding.rulebook, act.overrides().as_deref()).ok_or(diesel::result::Error::NotFound)?;
    read_rulebook(&rules).map_err(unreadable)?;
    diesel::insert_into(branches::table)
        .values((
            branches::id.eq(founding.id),
            branches::name.eq(&founding.name),
            branches::kind.eq(founding.kind),
            branches::zone.eq(founding.zone.name()),
            branches::hue.eq(i32::from(founding.hue)),
            branches::is_practice.eq(founding.is_practice),
            branches::founded_at.eq(act.at()),
        ))
        .execute(act.conn())?;
    diesel::insert_into(rulebook_editions::table)
        .values((
            rulebook_editions::id.eq(RowId::fresh()),
            rulebook_editions::branch_id.eq(founding.id),
            rulebook_editions::in_force_on.eq(in_force_on),
            rulebook_editions::text.eq(rules),
            rulebook_editions::adopted_by.eq("chosen at the founding"),
        ))
        .execute(act.conn())?;
    act.record("branch.founded", "/", json!({ "rulebook": founding.rulebook, "zone": founding.zone.name() }));
    Ok(())
}

/// Whether no branch was founded here yet. Until the act ends nobody else gets an answer.
pub fn is_first(act: &mut Act<'_>) -> QueryResult<bool> {
    act.conn().lock_installation()?;
    Ok(count(act.conn())? == 0)
}

/// How many branches there are.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    branches::table.count().get_result(conn)
}

/// The branch that visitors meet: the first that was founded, if any.
pub fn only(conn: &mut Conn) -> QueryResult<Option<Branch>> {
    let row = branches::table.order((branches::founded_at, branches::id)).select(Row::as_select()).first(conn).optional()?;
    row.map(|row| whole(conn, row)).transpose()
}

/// Every branch of this installation.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Branch>> {
    let rows = branches::table.order((branches::founded_at, branches::id)).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(|row| whole(conn, row)).collect()
}

/// One branch.
pub fn find(conn: &mut Conn, id: BranchId) -> QueryResult<Branch> {
    let row = branches::table.find(id).select(Row::as_select()).first(conn)?;
    whole(conn, row)
}

fn whole(conn: &mut Conn, row: Row) -> QueryResult<Branch> {
    let text: String = rulebook_editions::table
        .filter(rulebook_editions::branch_id.eq(row.id))
        .order(rulebook_editions::in_force_on.desc())
        .select(rulebook_editions::text)
        .first(conn)?;
    Ok(Branch {
        id: row.id,
        name: row.name,
        kind: row.kind,
        zone: row.zone.parse().map_err(unreadable)?,
        hue: u16::try_from(row.hue).unwrap_or_default(),
        is_practice: row.is_practice,
        founded_at: row.founded_at,
        rulebook: parsed(&text)?,
    })
}

/// Rulebooks already read, by their text: every page asks for one, and parsing takes longer than the page's own queries.
static READ: LazyLock<Mutex<HashMap<String, Arc<Rulebook>>>> = LazyLock::new(Mutex::default);

fn parsed(text: &str) -> QueryResult<Arc<Rulebook>> {
    if let Some(known) = READ.lock().ok().and_then(|read| read.get(text).cloned()) {
        return Ok(known);
    }
    let rulebook = Arc::new(read_rulebook(text).map_err(unreadable)?);
    if let Ok(mut read) = READ.lock() {
        read.insert(text.to_owned(), Arc::clone(&rulebook));
    }
    Ok(rulebook)
}

fn unreadable(fault: impl std::error::Error + Send + Sync + 'static) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(Box::new(fault))
}
