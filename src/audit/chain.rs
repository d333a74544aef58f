//! The chain itself: each entry's hash covers the entry before it, so that nothing can be changed, dropped or slipped in.

use chrono::SecondsFormat;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Actor, store};
use crate::db::{BranchId, Conn, Instant};

/// What an act wants remembered.
pub struct Event {
    pub deed: &'static str,
    pub subject: String,
    /// JSON on one line.
    pub facts: String,
}

/// The state of a chain that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sealed {
    pub entries: i64,
    /// The last hash; whoever wrote it down earlier can tell whether history was rewritten since.
    pub head: String,
}

/// Where a chain is broken, and how.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("entry {number} was changed: its hash does not fit what it says")]
    Changed { number: i64 },
    #[error("entry {number} does not follow from the one before it: something was taken out or put in")]
    Unchained { number: i64 },
    #[error("entry {missing} is missing")]
    Missing { missing: i64 },
    #[error("the record could not be read: {0}")]
    Unread(#[from] diesel::result::Error),
}

/// The hash before the first entry.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Chains `events` to the record of `branch`. The caller holds the branch's write lock.
pub fn append(conn: &mut Conn, branch: BranchId, at: Instant, actor: Actor, events: Vec<Event>) -> diesel::QueryResult<()> {
    let (mut number, mut previous) = match store::head(conn, branch)? {
        Some(last) => (last.number, last.hash),
        None => (0, BEGINNING.to_owned()),
    };
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        number += 1;
        let mut entry = store::Entry {
            branch_id: branch,
            number,
            at,
            actor: actor.to_string(),
            deed: event.deed.to_owned(),
            subject: event.subject,
            facts: event.facts,
            previous: std::mem::take(&mut previous),
            hash: String::new(),
        };
        entry.hash = hash_of(&entry);
        previous.clone_from(&entry.hash);
        entries.push(entry);
    }
    store::insert(conn, &entries)
}

/// Walks the whole chain of `branch` and says that it holds, or where it does not.
pub fn verify(conn: &mut Conn, branch: BranchId) -> Result<Sealed, Broken> {
    const STEP: i64 = 1_000;
    let mut sealed = Sealed { entries: 0, head: BEGINNING.to_owned() };
    loop {
        let entries = store::after(conn, branch, sealed.entries, STEP)?;
        let Some(last) = entries.last() else { return Ok(sealed) };
        let last = Sealed { entries: last.number, head: last.hash.clone() };
        for entry in &entries {
            follows(&sealed, entry)?;
            sealed = Sealed { entries: entry.number, head: entry.hash.clone() };
        }
        sealed = last;
    }
}

fn follows(before: &Sealed, entry: &store::Entry) -> Result<(), Broken> {
    if entry.number != before.entries + 1 {
        return Err(Broken::Missing { missing: before.entries + 1 });
    }
    if entry.previous != before.head {
        return Err(Broken::Unchained { number: entry.number });
    }
    if entry.hash != hash_of(entry) {
        return Err(Broken::Changed { number: entry.number });
    }
    Ok(())
}

/// SHA-256 over the entry, one field a line; no field can hold a line break, so no two entries read alike.
fn hash_of(entry: &store::Entry) -> String {
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let lines = [
        entry.previous.as_str(),
        &entry.branch_id.to_string(),
        &entry.number.to_string(),
        &at,
        &entry.actor,
        &entry.deed,
        &entry.subject,
        &entry.facts,
    ];
    hex(&Sha256::digest(lines.join("\n")))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
