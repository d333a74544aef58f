//! The seal of a roll: the fingerprint that it had when its ballot opened, in the record since then, and the one that it has now.

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
    /// Whether roll, ballot and record still say the same.
    pub holds: bool,
}

/// The roll of a ballot beside its seal; nothing where none was sealed, because the ballot is a draft or was put on the floor.
pub fn sealed_roll(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Option<SealedRoll>> {
    let Some(noted) = ballot.roll_fingerprint.clone() else { return Ok(None) };
    let entries = store::entries_of(conn, ballot)?;
    let now = roll::fingerprint(entries.iter().map(|entry| (entry.number, &entry.member_id, entry.entitled)));
    let recorded = recorded(conn, ballot)?;
    let holds = now == noted && recorded.as_ref() == Some(&noted);
    Ok(Some(SealedRoll { sealed: recorded.unwrap_or(noted), now, holds }))
}

/// What the record says since the opening.
fn recorded(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Option<String>> {
    let entries = audit::about(conn, ballot.branch_id, &ballot.path())?;
    let opening = entries.into_iter().find(|entry| entry.deed == "ballot.opened");
    let facts = opening.and_then(|entry| serde_json::from_str::<Value>(&entry.facts).ok());
    Ok(facts.and_then(|facts| facts.get("fingerprint")?.as_str().map(str::to_owned)))
}
