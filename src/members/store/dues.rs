//! To which day dues are paid, each time that was recorded.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{Member, history::Payment, reconcile::Field};
use super::corrections::note;
use crate::{
    audit::Act,
    branch::Branch,
    db::{
        Backend, BranchId, Conn, MemberId, RowId,
        schema::{members, membership_periods, payments},
    },
};

/// Members whose dues were paid to a day before `first_in_time`: they are late.
fn behind(branch: &Branch, first_in_time: NaiveDate) -> members::BoxedQuery<'static, Backend> {
    let current = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::to_on.is_null())
        .filter(membership_periods::class.eq_any(branch.rulebook.membership.classes.clone()))
        .select(membership_periods::member_id);
    members::table
        .filter(members::branch_id.eq(branch.id))
        .filter(members::paid_to.lt(first_in_time))
        .filter(members::id.eq_any(current))
        .into_boxed()
}

/// How many members are late with their dues.
pub fn count_late(conn: &mut Conn, branch: &Branch, first_in_time: NaiveDate) -> QueryResult<i64> {
    behind(branch, first_in_time).count().get_result(conn)
}

/// Those who are late, the longest first.
pub fn late(conn: &mut Conn, branch: &Branch, first_in_time: NaiveDate, most: i64) -> QueryResult<Vec<Member>> {
    behind(branch, first_in_time)
        .order((members::paid_to, members::sort_name, members::id))
        .limit(most)
        .select(Member::as_select())
        .load(conn)
}

/// Records by hand to which day somebody's dues are paid.
pub fn record_dues(
    act: &mut Act<'_>,
    member: &Member,
    (recorded_on, paid_to): (NaiveDate, NaiveDate),
    source: &str,
) -> QueryResult<()> {
    note_payment(act, member, (recorded_on, Some(paid_to)), source)?;
    diesel::update(members::table.find(member.id)).set(members::paid_to.eq(Some(paid_to))).execute(act.conn())?;
    note(act, member.id, ("dues", &[Field::PaidTo]), source, json!({ "paid-to": paid_to }))
}

/// Keeps when it was recorded; the member's own row is for whoever calls.
pub fn note_payment(
    act: &mut Act<'_>,
    member: &Member,
    (recorded_on, paid_to): (NaiveDate, Option<NaiveDate>),
    source: &str,
) -> QueryResult<RowId> {
    let (id, branch, at) = (RowId::fresh(), act.branch(), act.at());
    diesel::insert_into(payments::table)
        .values((
            payments::id.eq(id),
            payments::branch_id.eq(branch),
            payments::member_id.eq(member.id),
            payments::recorded_at.eq(at),
            payments::recorded_on.eq(recorded_on),
            payments::before_to.eq(member.paid_to),
            payments::paid_to.eq(paid_to),
            payments::source.eq(source),
        ))
        .execute(act.conn())?;
    Ok(id)
}

/// Takes an entry back that a list made.
pub fn forget_payment(act: &mut Act<'_>, payment: RowId) -> QueryResult<()> {
    diesel::delete(payments::table.find(payment)).execute(act.conn()).map(|_| ())
}

/// What was recorded about one member's dues, the latest first.
pub fn payments(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Payment>> {
    type Row = (RowId, NaiveDate, Option<NaiveDate>, String);
    let rows: Vec<Row> = payments::table
        .filter(payments::branch_id.eq(branch))
        .filter(payments::member_id.eq(member))
        .order((payments::recorded_at.desc(), payments::id.desc()))
        .select((payments::id, payments::recorded_on, payments::paid_to, payments::source))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, recorded_on, paid_to, source)| Payment { id, recorded_on, paid_to, source }).collect())
}
