//! The table of objections.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Ruling, objection::Objection};
use crate::{
    audit::Act,
    ballots::{Ballot, State},
    db::{
        BallotId, BranchId, Conn, MemberId,
        schema::{ballots, roll_objections},
    },
};

/// The objections to the roll of a ballot, in the order in which they came.
pub fn all(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<Objection>> {
    roll_objections::table
        .filter(roll_objections::branch_id.eq(ballot.branch_id))
        .filter(roll_objections::ballot_id.eq(ballot.id))
        .order((roll_objections::made_on, roll_objections::member_id))
        .select(Objection::as_select())
        .load(conn)
}

/// One member's.
pub fn of(conn: &mut Conn, ballot: &Ballot, member: MemberId) -> QueryResult<Option<Objection>> {
    roll_objections::table
        .find((ballot.id, member))
        .filter(roll_objections::branch_id.eq(ballot.branch_id))
        .select(Objection::as_select())
        .first(conn)
        .optional()
}

/// The open ballots on whose rolls objections wait for a decision.
pub fn waiting(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Ballot>> {
    roll_objections::table
        .inner_join(ballots::table)
        .filter(roll_objections::branch_id.eq(branch))
        .filter(roll_objections::ruling.is_null())
        .filter(ballots::state.eq(State::Open))
        .order((ballots::closes_at, ballots::id))
        .select(Ballot::as_select())
        .distinct()
        .load(conn)
}

/// Writes down what a member says, beside why she has no vote.
pub fn add(
    act: &mut Act<'_>,
    ballot: &Ballot,
    member: MemberId,
    (says, stood): (&str, &str),
    on: NaiveDate,
) -> QueryResult<()> {
    diesel::insert_into(roll_objections::table)
        .values((
            roll_objections::ballot_id.eq(ballot.id),
            roll_objections::member_id.eq(member),
            roll_objections::branch_id.eq(ballot.branch_id),
            roll_objections::says.eq(says),
            roll_objections::stood.eq(stood),
            roll_objections::made_on.eq(on),
            roll_objections::because.eq(""),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Writes down how it was decided.
pub fn decide(
    act: &mut Act<'_>,
    ballot: BallotId,
    member: MemberId,
    (ruling, because): (Ruling, &str),
    on: NaiveDate,
) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(roll_objections::table.find((ballot, member)).filter(roll_objections::branch_id.eq(branch)))
        .set((
            roll_objections::ruling.eq(Some(ruling)),
            roll_objections::because.eq(because),
            roll_objections::decided_on.eq(Some(on)),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Forgets what was said on both sides of the objections to a roll; that they were made, and how each was decided, stays.
pub fn forget_words(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<()> {
    let whole = roll_objections::table
        .filter(roll_objections::branch_id.eq(ballot.branch_id))
        .filter(roll_objections::ballot_id.eq(ballot.id));
    diesel::update(whole)
        .set((roll_objections::says.eq(""), roll_objections::stood.eq(""), roll_objections::because.eq("")))
        .execute(act.conn())
        .map(|_| ())
}
