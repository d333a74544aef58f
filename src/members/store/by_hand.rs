//! Which fields of whom were put right by hand, so that no list undoes it unasked.

use std::collections::HashMap;

use diesel::prelude::*;

use super::super::{import::Outcome, reconcile::Field};
use crate::{
    accounts,
    db::{
        AccountId, BranchId, Conn, Instant, MemberId, RowId,
        schema::{corrections, import_changes, members},
    },
};

/// One field that somebody put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutRight {
    /// Where it was put right among everything that happened to the member.
    id: RowId,
    pub made_at: Instant,
    /// The name of who did it; none where nobody was signed in.
    pub by: Option<String>,
    pub source: String,
}

type Row = (RowId, MemberId, Instant, Option<AccountId>, String, String);

/// By membership number and field, what was put right last, and stands: a list whose word was taken since is newer.
pub fn put_right(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<(String, Field), PutRight>> {
    let latest = by_member(conn, branch)?;
    let taken = taken(conn, branch)?;
    let numbers: HashMap<MemberId, String> = members::table
        .filter(members::branch_id.eq(branch))
        .select((members::id, members::number))
        .load(conn)?
        .into_iter()
        .collect();
    let stands = latest.into_iter().filter(|(key, right)| taken.get(key).is_none_or(|line| *line < right.id));
    Ok(stands.filter_map(|((member, field), right)| Some(((numbers.get(&member)?.clone(), field), right))).collect())
}

/// Whether a field was put right after a list said something of it: then that stays when the list is taken back.
pub struct Since(HashMap<(MemberId, Field), PutRight>);

impl Since {
    pub fn of(conn: &mut Conn, branch: BranchId) -> QueryResult<Self> {
        by_member(conn, branch).map(Self)
    }

    /// Ids are given in the order of time.
    pub fn is_put_right(&self, member: MemberId, field: Field, line: RowId) -> bool {
        self.0.get(&(member, field)).is_some_and(|right| right.id > line)
    }
}

fn by_member(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<(MemberId, Field), PutRight>> {
    let rows: Vec<Row> = corrections::table
        .filter(corrections::branch_id.eq(branch))
        .order(corrections::id)
        .select((
            corrections::id,
            corrections::member_id,
            corrections::made_at,
            corrections::made_by,
            corrections::source,
            corrections::fields,
        ))
        .load(conn)?;
    let called = accounts::called(conn, rows.iter().filter_map(|row| row.3))?;
    let mut latest = HashMap::new();
    for (id, member, made_at, made_by, source, fields) in rows {
        let by = made_by.and_then(|account| called.get(&account).cloned());
        for field in fields.split(',').filter_map(Field::named) {
            latest.insert((member, field), PutRight { id, made_at, by: by.clone(), source: source.clone() });
        }
    }
    Ok(latest)
}

/// The latest line of a list that was taken for each field, of those members about whom something was put right.
fn taken(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<(MemberId, Field), RowId>> {
    let put_right = corrections::table.filter(corrections::branch_id.eq(branch)).select(corrections::member_id);
    let rows: Vec<(MemberId, String, RowId)> = import_changes::table
        .filter(import_changes::branch_id.eq(branch))
        .filter(import_changes::outcome.eq(Outcome::Taken))
        .filter(import_changes::member_id.eq_any(put_right))
        .order(import_changes::id)
        .select((import_changes::member_id, import_changes::field, import_changes::id))
        .load(conn)?;
    let named = rows.into_iter().filter_map(|(member, field, id)| Some(((member, Field::named(&field)?), id)));
    Ok(named.collect())
}
