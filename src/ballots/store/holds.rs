//! The table `ballot_holds`.

use diesel::prelude::*;

use super::super::holding::Hold;
use crate::{
    audit::Act,
    db::{BranchId, Conn, RowId, schema::ballot_holds},
};

/// Every hold of a branch, those that have run out too.
pub fn holds(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Hold>> {
    ballot_holds::table.filter(ballot_holds::branch_id.eq(branch)).order(ballot_holds::id).select(Hold::as_select()).load(conn)
}

/// Writes a hold, in place of the one with the same id.
pub fn write_hold(act: &mut Act<'_>, hold: &Hold) -> QueryResult<()> {
    forget_hold(act, hold.id)?;
    let branch = act.branch();
    diesel::insert_into(ballot_holds::table)
        .values((
            ballot_holds::id.eq(hold.id),
            ballot_holds::branch_id.eq(branch),
            ballot_holds::about.eq(&hold.about),
            ballot_holds::because.eq(&hold.because),
            ballot_holds::until_on.eq(hold.until_on),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Takes a hold away.
pub fn forget_hold(act: &mut Act<'_>, hold: RowId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(ballot_holds::table.find(hold).filter(ballot_holds::branch_id.eq(branch))).execute(act.conn()).map(|_| ())
}
