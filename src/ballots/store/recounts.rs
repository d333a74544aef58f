//! Recounts, as they came out.

use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper};

use super::super::recounting::Recount;
use crate::{
    audit::Act,
    db::{BallotId, BranchId, Conn, RowId, schema::recounts},
};

pub fn add_recount(act: &mut Act<'_>, ballot: BallotId, recount: &Recount) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(recounts::table)
        .values((
            recounts::id.eq(RowId::fresh()),
            recounts::branch_id.eq(branch),
            recounts::ballot_id.eq(ballot),
            recounts::made_on.eq(recount.made_on),
            recounts::agrees.eq(recount.agrees),
        ))
        .execute(act.conn())
        .map(|_| ())
}

pub fn recounts_of(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Vec<Recount>> {
    recounts::table
        .filter(recounts::branch_id.eq(branch))
        .filter(recounts::ballot_id.eq(ballot))
        .order(recounts::id)
        .select(Recount::as_select())
        .load(conn)
}
