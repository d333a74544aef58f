//! A recount: the papers of a closed ballot counted once more by the same terms and the same lots, on the record. Anybody may
//! do the same at home; this one is the returning officer's, when a candidate asks for it.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;
use serde_json::json;

use super::{
    Ballot,
    ballot::path,
    count::Sheet,
    election::{self, find_election},
    result::{self, Counted},
    rules::{self, NotNow},
    store,
};
use crate::{
    audit::Act,
    branch,
    db::{BallotId, BranchId, Conn, schema::recounts},
    web::Problem,
};

/// One recount, and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = recounts)]
pub struct Recount {
    pub made_on: NaiveDate,
    /// Whether every figure of every stage came out as it was declared.
    pub agrees: bool,
}

/// Counts once more and writes down whether the sheet came out the same.
///
/// # Errors
/// Refuses a ballot that has no result, and one whose papers are gone.
pub fn recount(act: &mut Act<'_>, ballot: BallotId) -> Result<Recount, Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    rules::may_show_papers(&found)?;
    let declared = election::result(act.conn(), branch, ballot)?.ok_or(NotNow::NothingDeclared { ballot })?;
    let row = store::result_row(act.conn(), branch, ballot)?.ok_or(NotNow::NothingDeclared { ballot })?;
    let made_on = branch::find(act.conn(), branch)?.date_of(act.at());
    let recount = Recount { made_on, agrees: came_out_as(&declared, &found, &row.blt) };
    store::add_recount(act, ballot, &recount)?;
    act.record("result.recounted", path(ballot), json!({ "agrees": recount.agrees }));
    Ok(recount)
}

/// Every recount of a ballot, the first one first.
pub fn recounts(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> diesel::QueryResult<Vec<Recount>> {
    store::recounts_of(conn, branch, ballot)
}

fn came_out_as(declared: &Sheet, ballot: &Ballot, blt: &str) -> bool {
    match result::counted(ballot, blt) {
        Ok(Counted::Decided(sheet)) => sheet.says_the_same_as(declared),
        Ok(Counted::LotsNeeded(_)) | Err(_) => false,
    }
}
