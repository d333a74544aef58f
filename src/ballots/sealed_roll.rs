//! The seal of a roll: the fingerprint that stands in the record since its ballot opened, or since a decision on an objection
//! changed it last, and the one that it has now.

use diesel::QueryResult;
use serde::Serialize;
use serde_json::Value;

use super::{Ballot, roll, store};
use crate::{audit, db::Conn};

/// A roll beside its seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SealedRoll {
    /// As it was sealed.
    pub sealed: String,
    /// As it is worked out now.
    pub now: String,
    /// How often a decision on an objection changed it since the ballot opened.
    pub changes: usize,
    /// Whether roll, ballot and record still say the same.
    pub holds: bool,
}

/// The roll of a ballot beside its seal; nothing where none was sealed, because the ballot is a draft or was put on the floor.
pub fn sealed_roll(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Option<SealedRoll>> {
    let Some(noted) = ballot.roll_fingerprint.clone() else { return Ok(None) };
    let entries = store::entries_of(conn, ballot)?;
    let now = roll::fingerprint(entries.iter().map(|entry| (entry.number, &entry.member_id, entry.entitled)));
    let seals = seals(conn, ballot)?;
    let recorded = seals.last().cloned();
    let holds = now == noted && recorded.as_ref() == Some(&noted);
    Ok(Some(SealedRoll { sealed: recorded.unwrap_or(noted), now, changes: seals.len().saturating_sub(1), holds }))
}

/// The fingerprints in the record: the one of the opening, and one for each decision that changed the roll since.
fn seals(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<String>> {
    let entries = audit::about(conn, ballot.branch_id, &ballot.path())?;
    let seals = entries.iter().filter(|entry| ["ballot.opened", "roll.changed"].contains(&entry.deed.as_str()));
    let fingerprint = |facts: Value| Some(facts.get("fingerprint")?.as_str()?.to_owned());
    Ok(seals.filter_map(|entry| fingerprint(serde_json::from_str(&entry.facts).ok()?)).collect())
}
