//! The box: papers under random keys, and how their last traces of order are swept away.

use diesel::prelude::*;
use serde_json::json;

use super::super::closing::Paper;
use crate::{
    audit::Act,
    db::{
        BallotId, BranchId, Conn, PaperId,
        schema::{ballot_papers, ballots},
    },
    native,
};

/// Papers of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 5_000;

/// Drops a paper into the box.
pub fn put_in(act: &mut Act<'_>, ballot: BallotId, paper: PaperId, marks: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(ballot_papers::table)
        .values((
            ballot_papers::ballot_id.eq(ballot),
            ballot_papers::id.eq(paper),
            ballot_papers::branch_id.eq(branch),
            ballot_papers::marks.eq(marks),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Whether a paper lies in the box; only whoever knows its key can ask.
pub fn has_paper(conn: &mut Conn, branch: BranchId, ballot: BallotId, paper: PaperId) -> QueryResult<bool> {
    let found = ballot_papers::table
        .filter(ballot_papers::branch_id.eq(branch))
        .filter(ballot_papers::ballot_id.eq(ballot))
        .filter(ballot_papers::id.eq(paper));
    diesel::select(diesel::dsl::exists(found)).get_result(conn)
}

/// All papers of a ballot in the order of their keys. Called at the close and after it, never before.
pub fn papers_of(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Vec<Paper>> {
    let mut papers: Vec<Paper> = ballot_papers::table
        .filter(ballot_papers::branch_id.eq(branch))
        .filter(ballot_papers::ballot_id.eq(ballot))
        .select((ballot_papers::id, ballot_papers::marks))
        .load::<(PaperId, String)>(conn)?
        .into_iter()
        .map(|(id, marks)| Paper { id, marks })
        .collect();
    papers.sort_by_key(|paper| paper.id);
    Ok(papers)
}

/// Takes every paper out and lays all of them in again, in the order of their keys.
pub fn lay_in_anew(act: &mut Act<'_>, ballot: BallotId, papers: &[Paper]) -> QueryResult<()> {
    let branch = act.branch();
    let old = ballot_papers::table.filter(ballot_papers::branch_id.eq(branch)).filter(ballot_papers::ballot_id.eq(ballot));
    diesel::delete(old).execute(act.conn())?;
    for papers in papers.chunks(ROWS_AT_ONCE) {
        let row = |paper: &Paper| {
            (
                ballot_papers::ballot_id.eq(ballot),
                ballot_papers::id.eq(paper.id),
                ballot_papers::branch_id.eq(branch),
                ballot_papers::marks.eq(paper.marks.clone()),
            )
        };
        let rows: Vec<_> = papers.iter().map(row).collect();
        native!(act.conn(), c => diesel::insert_into(ballot_papers::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Rewrites the files so that no old page of the box or the roll is left in them. Runs outside any transaction and fails
/// harmlessly while others read; the job then tries again.
pub fn sweep(conn: &mut Conn) -> QueryResult<()> {
    let steps: &[&str] = if conn.is_embedded() {
        &["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
    } else {
        &["VACUUM FULL ballot_papers", "VACUUM FULL ballot_roll"]
    };
    for step in steps {
        diesel::sql_query(*step).execute(conn)?;
    }
    Ok(())
}

/// Notes that the files were swept after the close of these ballots.
pub fn mark_swept(act: &mut Act<'_>, swept: &[BallotId]) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(ballots::table.filter(ballots::branch_id.eq(branch)).filter(ballots::id.eq_any(swept.to_vec())))
        .set(ballots::swept_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("box.swept", "/ballots", json!({ "ballots": swept }));
    Ok(())
}
