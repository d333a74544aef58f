//! The tables of scrutineers: who they are, and what each said.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Point, point::Said};
use crate::{
    audit::Act,
    ballots::Ballot,
    db::{
        BallotId, Conn, MemberId,
        schema::{ballot_scrutineers, ballot_scrutiny},
    },
};

/// The scrutineers of a ballot, in the order of their naming.
pub fn named(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<MemberId>> {
    ballot_scrutineers::table
        .filter(ballot_scrutineers::branch_id.eq(ballot.branch_id))
        .filter(ballot_scrutineers::ballot_id.eq(ballot.id))
        .order((ballot_scrutineers::named_on, ballot_scrutineers::member_id))
        .select(ballot_scrutineers::member_id)
        .load(conn)
}

/// All that they said.
pub fn said(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<Said>> {
    ballot_scrutiny::table
        .filter(ballot_scrutiny::branch_id.eq(ballot.branch_id))
        .filter(ballot_scrutiny::ballot_id.eq(ballot.id))
        .select(Said::as_select())
        .load(conn)
}

/// Adds a scrutineer.
pub fn add(act: &mut Act<'_>, ballot: BallotId, member: MemberId, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(ballot_scrutineers::table)
        .values((
            ballot_scrutineers::ballot_id.eq(ballot),
            ballot_scrutineers::member_id.eq(member),
            ballot_scrutineers::branch_id.eq(branch),
            ballot_scrutineers::named_on.eq(on),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Takes a name off again.
pub fn strike(act: &mut Act<'_>, ballot: BallotId, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    let found = ballot_scrutineers::table
        .filter(ballot_scrutineers::branch_id.eq(branch))
        .filter(ballot_scrutineers::ballot_id.eq(ballot))
        .filter(ballot_scrutineers::member_id.eq(member));
    diesel::delete(found).execute(act.conn()).map(|_| ())
}

/// Notes that a point is confirmed; what was objected before stays beside it.
pub fn confirm(act: &mut Act<'_>, ballot: BallotId, member: MemberId, point: Point, on: NaiveDate) -> QueryResult<()> {
    begin(act, ballot, member, point)?;
    let branch = act.branch();
    diesel::update(ballot_scrutiny::table.find((ballot, member, point)).filter(ballot_scrutiny::branch_id.eq(branch)))
        .set(ballot_scrutiny::confirmed_on.eq(Some(on)))
        .execute(act.conn())
        .map(|_| ())
}

/// Keeps what somebody will not confirm; words that come later stand under those from before.
pub fn object(act: &mut Act<'_>, ballot: BallotId, said: &Said) -> QueryResult<()> {
    begin(act, ballot, said.member_id, said.point)?;
    let branch = act.branch();
    let row = ballot_scrutiny::table.find((ballot, said.member_id, said.point));
    diesel::update(row.filter(ballot_scrutiny::branch_id.eq(branch)))
        .set((ballot_scrutiny::objection.eq(&said.objection), ballot_scrutiny::objected_on.eq(said.objected_on)))
        .execute(act.conn())
        .map(|_| ())
}

/// Sees that there is a row.
fn begin(act: &mut Act<'_>, ballot: BallotId, member: MemberId, point: Point) -> QueryResult<()> {
    let branch = act.branch();
    let there = ballot_scrutiny::table.find((ballot, member, point)).filter(ballot_scrutiny::branch_id.eq(branch));
    if there.count().get_result::<i64>(act.conn())? > 0 {
        return Ok(());
    }
    diesel::insert_into(ballot_scrutiny::table)
        .values((
            ballot_scrutiny::ballot_id.eq(ballot),
            ballot_scrutiny::member_id.eq(member),
            ballot_scrutiny::point.eq(point),
            ballot_scrutiny::branch_id.eq(branch),
            ballot_scrutiny::objection.eq(""),
        ))
        .execute(act.conn())
        .map(|_| ())
}
