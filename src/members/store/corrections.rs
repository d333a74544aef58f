//! What somebody put right by hand, when, and where they knew it from.

use diesel::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::super::reconcile::Field;
use crate::{
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant, MemberId, RowId,
        schema::{corrections, members},
    },
};

/// One thing that was put right by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = corrections)]
pub struct Correction {
    pub id: RowId,
    pub made_at: Instant,
    pub made_by: Option<AccountId>,
    /// "dues", "address, telephone".
    pub what: String,
    pub source: String,
}

impl Correction {
    /// For samples of pages.
    pub fn sample() -> Self {
        let (what, source) = ("dues".to_owned(), "bank statement".to_owned());
        Self { id: RowId::fresh(), made_at: Instant(chrono::DateTime::UNIX_EPOCH), made_by: None, what, source }
    }
}

/// Notes that something about a member was changed by hand, and in which fields of lists it shows: a list that is taken
/// back later leaves them alone, and a later one overwrites them only where somebody says so. The record gets what was
/// changed with its dates, and never a name or an address.
pub fn note(
    act: &mut Act<'_>,
    member: MemberId,
    (what, fields): (&str, &[Field]),
    source: &str,
    facts: Value,
) -> QueryResult<()> {
    let (id, branch, at) = (RowId::fresh(), act.branch(), act.at());
    let made_by = act.actor().account();
    let fields = fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(",");
    diesel::insert_into(corrections::table)
        .values((
            corrections::id.eq(id),
            corrections::branch_id.eq(branch),
            corrections::member_id.eq(member),
            corrections::made_at.eq(at),
            corrections::made_by.eq(made_by),
            corrections::what.eq(what),
            corrections::source.eq(source),
            corrections::fields.eq(fields),
        ))
        .execute(act.conn())?;
    diesel::update(members::table.find(member)).set(members::changed_at.eq(at)).execute(act.conn())?;
    act.record("member.put-right", format!("/members/{member}"), json!({ "what": what, "facts": facts }));
    Ok(())
}

/// What was put right about one member, the latest first.
pub fn corrections(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Correction>> {
    corrections::table
        .filter(corrections::branch_id.eq(branch))
        .filter(corrections::member_id.eq(member))
        .order((corrections::made_at.desc(), corrections::id.desc()))
        .select(Correction::as_select())
        .load(conn)
}
