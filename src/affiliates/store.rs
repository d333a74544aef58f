//! The table `affiliates`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{Affiliate, AffiliateKind};
use crate::{
    audit::Act,
    db::{AffiliateId, BranchId, Conn, schema::affiliates},
};

/// Names a body as affiliated.
pub fn add(act: &mut Act<'_>, name: &str, kind: AffiliateKind, on: NaiveDate) -> QueryResult<AffiliateId> {
    let (branch, id) = (act.branch(), AffiliateId::fresh());
    diesel::insert_into(affiliates::table)
        .values((
            affiliates::id.eq(id),
            affiliates::branch_id.eq(branch),
            affiliates::name.eq(name),
            affiliates::kind.eq(kind),
            affiliates::named_on.eq(on),
        ))
        .execute(act.conn())?;
    act.record("affiliate.named", format!("/affiliates/{id}"), json!({ "name": name, "kind": kind }));
    Ok(id)
}

/// Ends an affiliation; `on` is its last day.
pub fn end(act: &mut Act<'_>, affiliate: AffiliateId, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    let lasting = affiliates::table
        .filter(affiliates::branch_id.eq(branch))
        .filter(affiliates::id.eq(affiliate))
        .filter(affiliates::ended_on.is_null());
    if diesel::update(lasting).set(affiliates::ended_on.eq(on)).execute(act.conn())? == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    act.record("affiliate.ended", format!("/affiliates/{affiliate}"), json!({ "last": on }));
    Ok(())
}

/// Those whose affiliation lasts, by name.
pub fn lasting(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Affiliate>> {
    affiliates::table
        .filter(affiliates::branch_id.eq(branch))
        .filter(affiliates::ended_on.is_null())
        .order((affiliates::name, affiliates::id))
        .select(Affiliate::as_select())
        .load(conn)
}

/// Those that were affiliated on a day, by name.
pub fn on_day(conn: &mut Conn, branch: BranchId, day: NaiveDate) -> QueryResult<Vec<Affiliate>> {
    affiliates::table
        .filter(affiliates::branch_id.eq(branch))
        .filter(affiliates::named_on.le(day))
        .filter(affiliates::ended_on.is_null().or(affiliates::ended_on.ge(day)))
        .order((affiliates::name, affiliates::id))
        .select(Affiliate::as_select())
        .load(conn)
}
