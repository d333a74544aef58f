//! Results: the sheet, and the file from which anyone may count again.

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    audit::Act,
    db::{BallotId, BranchId, Conn, Json, schema::ballot_results},
};

/// What stands of a count.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ballot_results)]
pub struct ResultRow {
    pub ballot_id: BallotId,
    /// How many papers were in the box.
    pub papers: i32,
    pub box_hash: String,
    /// The sheet as JSON; none while a lot is needed.
    pub sheet: Option<String>,
    pub blt: String,
}

/// Notes how many papers were in the box, and their hash.
pub fn write_result(act: &mut Act<'_>, ballot: BallotId, papers: usize, hash: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(ballot_results::table)
        .values((
            ballot_results::ballot_id.eq(ballot),
            ballot_results::branch_id.eq(branch),
            ballot_results::papers.eq(i32::try_from(papers).unwrap_or(i32::MAX)),
            ballot_results::box_hash.eq(hash),
            ballot_results::blt.eq(""),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Keeps the file of the papers, and the sheet where the count is finished.
pub fn set_count(act: &mut Act<'_>, ballot: BallotId, blt: &str, sheet: Option<&str>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_results::table.find(ballot).filter(ballot_results::branch_id.eq(branch)))
        .set((ballot_results::blt.eq(blt), ballot_results::sheet.eq(sheet)))
        .execute(act.conn())
        .map(|_| ())
}

/// Empties the file of the papers; the sheet and the hash stay.
pub fn forget_file(act: &mut Act<'_>, ballot: BallotId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_results::table.find(ballot).filter(ballot_results::branch_id.eq(branch)))
        .set(ballot_results::blt.eq(""))
        .execute(act.conn())
        .map(|_| ())
}

/// Keeps what a decision came to.
pub fn set_sheet<T>(act: &mut Act<'_>, ballot: BallotId, sheet: &T) -> QueryResult<()>
where
    T: Serialize + Clone + std::fmt::Debug + Send + Sync + 'static,
{
    let branch = act.branch();
    diesel::update(ballot_results::table.find(ballot).filter(ballot_results::branch_id.eq(branch)))
        .set(ballot_results::sheet.eq(Some(Json(sheet.clone()))))
        .execute(act.conn())
        .map(|_| ())
}

/// What a decision came to, if it is closed.
pub fn sheet_of<T>(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Option<T>>
where
    T: DeserializeOwned,
{
    let text: Option<String> = result_row(conn, branch, ballot)?.and_then(|row| row.sheet);
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|cause| diesel::result::Error::DeserializationError(Box::new(cause)))
}

/// What stands of a count, once the ballot is closed.
pub fn result_row(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Option<ResultRow>> {
    ballot_results::table
        .filter(ballot_results::branch_id.eq(branch))
        .find(ballot)
        .select(ResultRow::as_select())
        .first(conn)
        .optional()
}
