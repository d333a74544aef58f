//! How many lists left as files: summed up from the record, for everybody to read, without a name.

use std::collections::BTreeMap;

use diesel::QueryResult;
use serde::Serialize;
use serde_json::Value;

use super::{store, takeaway::Takeaway};
use crate::{
    audit::{self, Entry},
    db::{BranchId, Conn, Instant},
};

/// The files of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// "Mail addresses only".
    pub what: &'static str,
    pub files: usize,
    /// On all of them together; somebody on two files is counted twice.
    pub people: u64,
}

/// The files that were taken since a moment, by what was on them, in the order in which they are offered.
pub fn taken_since(conn: &mut Conn, branch: BranchId, since: Instant) -> QueryResult<Vec<Taken>> {
    let entries = audit::about(conn, branch, "/lists")?;
    Ok(summed(entries.iter().filter(|entry| entry.at >= since)))
}

fn summed<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<Taken> {
    let mut sums: BTreeMap<Takeaway, (usize, u64)> = BTreeMap::new();
    for entry in entries.filter(|entry| entry.deed == store::TAKEN) {
        let Some((what, people)) = read(&entry.facts) else { continue };
        let sum = sums.entry(what).or_default();
        *sum = (sum.0 + 1, sum.1 + people);
    }
    sums.into_iter().map(|(what, (files, people))| Taken { what: what.label(), files, people }).collect()
}

fn read(facts: &str) -> Option<(Takeaway, u64)> {
    let facts: Value = serde_json::from_str(facts).ok()?;
    Some((facts.get("as")?.as_str()?.parse().ok()?, facts.get("people")?.as_u64()?))
}
