//! The box: papers under random keys, and how their last traces of order are swept away.

use std::collections::HashSet;

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Integer},
};
use serde_json::json;

use super::super::{Ballot, closing::Paper};
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

/// Which of these papers lie in the box already.
pub fn papers_among(conn: &mut Conn, ballot: &Ballot, papers: &[PaperId]) -> QueryResult<HashSet<PaperId>> {
    let mut found = HashSet::new();
    for papers in papers.chunks(ROWS_AT_ONCE) {
        let there: Vec<PaperId> = ballot_papers::table
            .filter(ballot_papers::branch_id.eq(ballot.branch_id))
            .filter(ballot_papers::ballot_id.eq(ballot.id))
            .filter(ballot_papers::id.eq_any(papers.to_vec()))
            .select(ballot_papers::id)
            .load(conn)?;
        found.extend(there);
    }
    Ok(found)
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

/// Takes every paper out of the box.
pub fn take_out(act: &mut Act<'_>, ballot: BallotId) -> QueryResult<()> {
    let branch = act.branch();
    let all = ballot_papers::table.filter(ballot_papers::branch_id.eq(branch)).filter(ballot_papers::ballot_id.eq(ballot));
    diesel::delete(all).execute(act.conn()).map(|_| ())
}

/// Takes every paper out and lays all of them in again, in the order of their keys.
pub fn lay_in_anew(act: &mut Act<'_>, ballot: BallotId, papers: &[Paper]) -> QueryResult<()> {
    take_out(act, ballot)?;
    put_all_in(act, ballot, papers)
}

/// Drops papers into the box, in the order given.
pub fn put_all_in(act: &mut Act<'_>, ballot: BallotId, papers: &[Paper]) -> QueryResult<()> {
    let branch = act.branch();
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

/// How a sweep ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// Nothing older than the last close is left in the files.
    Clean,
    /// Somebody who reads at length still needs old rows, so they are still there.
    HeldUp,
}

/// Rewrites the files so that no old row of the box or the roll is left in them. Runs outside any transaction; where it is
/// held up the job tries again.
pub fn sweep(conn: &mut Conn) -> QueryResult<Sweep> {
    let is_clean = if conn.is_embedded() { file_is_swept(conn)? } else { tables_are_swept(conn)? };
    Ok(if is_clean { Sweep::Clean } else { Sweep::HeldUp })
}

/// What SQLite answers to a checkpoint: one row, and no error, also where a reader kept it from emptying the log.
#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// The file is written anew and the write-ahead log cut to nothing.
fn file_is_swept(conn: &mut Conn) -> QueryResult<bool> {
    sql_query("VACUUM").execute(conn)?;
    let checkpoint: Checkpoint = sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(conn)?;
    Ok(checkpoint.busy == 0)
}

/// Rows that are dead and cannot be thrown away, because an old snapshot may still look at them.
#[derive(QueryableByName)]
struct Remains {
    #[diesel(sql_type = BigInt)]
    dead: i64,
}

/// PostgreSQL keeps rows in the order of their coming and dead ones until they are vacuumed. Clustering writes both tables
/// anew in the order of their keys; a vacuum afterwards counts what had to be copied dead.
fn tables_are_swept(conn: &mut Conn) -> QueryResult<bool> {
    let steps = [
        "CLUSTER ballot_papers USING ballot_papers_pkey",
        "CLUSTER ballot_roll USING ballot_roll_ballot_id_member_id_key",
        "VACUUM FULL ballots",
        "VACUUM FULL ballot_readings",
        "VACUUM ballot_papers",
        "VACUUM ballot_roll",
    ];
    for step in steps {
        sql_query(step).execute(conn)?;
    }
    let remains =
        "SELECT pg_stat_get_dead_tuples('ballot_papers'::regclass) + pg_stat_get_dead_tuples('ballot_roll'::regclass) AS dead";
    let remains: Remains = sql_query(remains).get_result(conn)?;
    Ok(remains.dead == 0)
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
