//! The tables of printed papers: who holds one, who tells them, the batches and what was read of them.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Batch, Returns};
use crate::{
    audit::Act,
    ballots::{Ballot, ballot::Way, roll::RollEntry},
    db::{
        BallotId, Conn, MemberId, RollEntryId, RowId,
        schema::{ballot_batches, ballot_readings, ballot_roll, ballot_tellers},
    },
};

/// Notes that a printed paper was issued. The link and the code of this person open nothing any more.
pub fn set_issued(act: &mut Act<'_>, entry: RollEntryId, way: Way) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_roll::table.filter(ballot_roll::branch_id.eq(branch)).filter(ballot_roll::id.eq(entry)))
        .set((
            ballot_roll::issued.eq(Some(way)),
            ballot_roll::token_hash.eq(None::<String>),
            ballot_roll::code_hash.eq(None::<String>),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Marks the day on which a printed paper came back, or takes the mark off.
pub fn set_returned(act: &mut Act<'_>, entry: RollEntryId, on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_roll::table.filter(ballot_roll::branch_id.eq(branch)).filter(ballot_roll::id.eq(entry)))
        .set(ballot_roll::voted_on.eq(on))
        .execute(act.conn())
        .map(|_| ())
}

/// Everybody who holds a printed paper, by number.
pub fn holders(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<RollEntry>> {
    ballot_roll::table
        .filter(ballot_roll::branch_id.eq(ballot.branch_id))
        .filter(ballot_roll::ballot_id.eq(ballot.id))
        .filter(ballot_roll::issued.is_not_null())
        .order(ballot_roll::number)
        .select(RollEntry::as_select())
        .load(conn)
}

/// How far the printed papers of a ballot have come.
pub fn returns(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Returns> {
    let holders = holders(conn, ballot)?;
    let number = |holds: &dyn Fn(&RollEntry) -> bool| {
        i64::try_from(holders.iter().filter(|entry| holds(entry)).count()).unwrap_or(i64::MAX)
    };
    let told: Vec<Option<i32>> = ballot_batches::table
        .filter(ballot_batches::branch_id.eq(ballot.branch_id))
        .filter(ballot_batches::ballot_id.eq(ballot.id))
        .select(ballot_batches::papers)
        .load(conn)?;
    Ok(Returns {
        by_post: number(&|entry| entry.issued == Some(Way::Post)),
        at_the_table: number(&|entry| entry.issued == Some(Way::Table)),
        returned: number(&|entry| entry.voted_on.is_some()),
        told: told.into_iter().flatten().map(i64::from).sum(),
    })
}

/// The tellers of a ballot.
pub fn tellers_of(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<MemberId>> {
    ballot_tellers::table
        .filter(ballot_tellers::branch_id.eq(ballot.branch_id))
        .filter(ballot_tellers::ballot_id.eq(ballot.id))
        .order(ballot_tellers::member_id)
        .select(ballot_tellers::member_id)
        .load(conn)
}

/// Adds a teller.
pub fn add_teller(act: &mut Act<'_>, ballot: BallotId, teller: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(ballot_tellers::table)
        .values((
            ballot_tellers::ballot_id.eq(ballot),
            ballot_tellers::member_id.eq(teller),
            ballot_tellers::branch_id.eq(branch),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// The batches of a ballot, by number.
pub fn batches_of(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<Batch>> {
    ballot_batches::table
        .filter(ballot_batches::branch_id.eq(ballot.branch_id))
        .filter(ballot_batches::ballot_id.eq(ballot.id))
        .order(ballot_batches::number)
        .select(Batch::as_select())
        .load(conn)
}

/// One batch.
pub fn batch(conn: &mut Conn, ballot: &Ballot, number: i32) -> QueryResult<Batch> {
    ballot_batches::table
        .filter(ballot_batches::branch_id.eq(ballot.branch_id))
        .filter(ballot_batches::ballot_id.eq(ballot.id))
        .filter(ballot_batches::number.eq(number))
        .select(Batch::as_select())
        .first(conn)
}

/// Begins a batch and gives its number.
pub fn begin_batch(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<i32> {
    let number = batches_of(act.conn(), ballot)?.last().map_or(1, |last| last.number + 1);
    diesel::insert_into(ballot_batches::table)
        .values((
            ballot_batches::id.eq(RowId::fresh()),
            ballot_batches::branch_id.eq(ballot.branch_id),
            ballot_batches::ballot_id.eq(ballot.id),
            ballot_batches::number.eq(number),
        ))
        .execute(act.conn())?;
    Ok(number)
}

/// What was read of a batch, and by whom.
pub fn readings_of(conn: &mut Conn, ballot: &Ballot, batch: RowId) -> QueryResult<Vec<(MemberId, String)>> {
    ballot_readings::table
        .filter(ballot_readings::branch_id.eq(ballot.branch_id))
        .filter(ballot_readings::batch_id.eq(batch))
        .order(ballot_readings::teller_id)
        .select((ballot_readings::teller_id, ballot_readings::lines))
        .load(conn)
}

/// Keeps what a teller read, in place of what the same teller read before.
pub fn write_reading(act: &mut Act<'_>, batch: RowId, teller: MemberId, lines: &str) -> QueryResult<()> {
    let branch = act.branch();
    let before = ballot_readings::table
        .filter(ballot_readings::branch_id.eq(branch))
        .filter(ballot_readings::batch_id.eq(batch))
        .filter(ballot_readings::teller_id.eq(teller));
    diesel::delete(before).execute(act.conn())?;
    diesel::insert_into(ballot_readings::table)
        .values((
            ballot_readings::batch_id.eq(batch),
            ballot_readings::teller_id.eq(teller),
            ballot_readings::branch_id.eq(branch),
            ballot_readings::lines.eq(lines),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Seals a batch of so many papers.
pub fn seal(act: &mut Act<'_>, batch: RowId, papers: usize, hash: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_batches::table.find(batch).filter(ballot_batches::branch_id.eq(branch)))
        .set((ballot_batches::papers.eq(Some(i32::try_from(papers).unwrap_or(i32::MAX))), ballot_batches::hash.eq(Some(hash))))
        .execute(act.conn())
        .map(|_| ())
}

/// The piles of the sealed batches; both readings of each are the same, so one stands for it.
pub fn sealed_readings(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<String>> {
    let sealed = batches_of(conn, ballot)?.into_iter().filter(|batch| batch.papers.is_some());
    let piles: Vec<Vec<(MemberId, String)>> =
        sealed.map(|batch| readings_of(conn, ballot, batch.id)).collect::<QueryResult<_>>()?;
    Ok(piles.into_iter().filter_map(|readings| readings.into_iter().next()).map(|(_, lines)| lines).collect())
}

/// Throws away what was read: the papers lie in the box now, without the order of their piles.
pub fn forget_readings(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<()> {
    for batch in batches_of(act.conn(), ballot)? {
        let read = ballot_readings::table
            .filter(ballot_readings::branch_id.eq(ballot.branch_id))
            .filter(ballot_readings::batch_id.eq(batch.id));
        diesel::delete(read).execute(act.conn())?;
    }
    Ok(())
}
