//! The rolls of ballots, and the marks on them.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::{
    Ballot,
    ballot::{Channel, State},
    roll::{Ground, RollEntry, Turnout},
    secret::Secrets,
};
use crate::{
    audit::Act,
    db::{
        BallotId, BranchId, Conn, Json, MemberId, RollEntryId,
        schema::{ballot_roll, ballots},
    },
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

/// A line to be written on a roll.
#[derive(Debug, Insertable)]
#[diesel(table_name = ballot_roll)]
pub struct NewEntry {
    pub id: RollEntryId,
    pub branch_id: BranchId,
    pub ballot_id: BallotId,
    pub member_id: MemberId,
    pub number: i32,
    pub entitled: bool,
    pub grounds: Json<Vec<Ground>>,
    pub token_hash: Option<String>,
    pub code_hash: Option<String>,
}

impl NewEntry {
    /// Somebody who is present at a meeting and entitled there.
    pub fn present(ballot: &Ballot, member: MemberId, number: i32) -> Self {
        Self {
            id: RollEntryId::fresh(),
            branch_id: ballot.branch_id,
            ballot_id: ballot.id,
            member_id: member,
            number,
            entitled: true,
            grounds: Json(Vec::new()),
            token_hash: None,
            code_hash: None,
        }
    }
}

/// Writes the roll.
pub fn write_roll(act: &mut Act<'_>, entries: &[NewEntry]) -> QueryResult<()> {
    for rows in entries.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(ballot_roll::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Marks unmarked entries with the day of voting; says how many that were.
pub fn mark(act: &mut Act<'_>, entries: &[RollEntryId], on: NaiveDate, channel: Channel) -> QueryResult<usize> {
    let branch = act.branch();
    let mut marked = 0;
    for entries in entries.chunks(ROWS_AT_ONCE) {
        let unmarked = ballot_roll::table
            .filter(ballot_roll::branch_id.eq(branch))
            .filter(ballot_roll::id.eq_any(entries.to_vec()))
            .filter(ballot_roll::voted_on.is_null());
        marked += diesel::update(unmarked)
            .set((ballot_roll::voted_on.eq(Some(on)), ballot_roll::channel.eq(Some(channel))))
            .execute(act.conn())?;
    }
    Ok(marked)
}

/// Lines of a roll by their ids.
pub fn entries_among(conn: &mut Conn, ballot: &Ballot, ids: &[RollEntryId]) -> QueryResult<HashMap<RollEntryId, RollEntry>> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let entries: Vec<RollEntry> = ballot_roll::table
            .filter(ballot_roll::branch_id.eq(ballot.branch_id))
            .filter(ballot_roll::ballot_id.eq(ballot.id))
            .filter(ballot_roll::id.eq_any(ids.to_vec()))
            .select(RollEntry::as_select())
            .load(conn)?;
        found.extend(entries.into_iter().map(|entry| (entry.id, entry)));
    }
    Ok(found)
}

/// A member's line on the roll of a ballot.
pub fn entry_of(conn: &mut Conn, ballot: &Ballot, member: MemberId) -> QueryResult<Option<RollEntry>> {
    ballot_roll::table
        .filter(ballot_roll::branch_id.eq(ballot.branch_id))
        .filter(ballot_roll::ballot_id.eq(ballot.id))
        .filter(ballot_roll::member_id.eq(member))
        .select(RollEntry::as_select())
        .first(conn)
        .optional()
}

/// The line with a number on the roll of a ballot.
pub fn entry_numbered(conn: &mut Conn, ballot: &Ballot, number: i32) -> QueryResult<RollEntry> {
    ballot_roll::table
        .filter(ballot_roll::branch_id.eq(ballot.branch_id))
        .filter(ballot_roll::ballot_id.eq(ballot.id))
        .filter(ballot_roll::number.eq(number))
        .select(RollEntry::as_select())
        .first(conn)
}

/// The line to which a link or a code belongs, by the hash of either.
pub fn entry_by_secret(conn: &mut Conn, branch: BranchId, hash: &str) -> QueryResult<Option<RollEntry>> {
    ballot_roll::table
        .filter(ballot_roll::branch_id.eq(branch))
        .filter(ballot_roll::token_hash.eq(hash).or(ballot_roll::code_hash.eq(hash)))
        .select(RollEntry::as_select())
        .first(conn)
        .optional()
}

/// The whole roll of a ballot, by its numbers.
pub fn entries_of(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<RollEntry>> {
    ballot_roll::table
        .filter(ballot_roll::branch_id.eq(ballot.branch_id))
        .filter(ballot_roll::ballot_id.eq(ballot.id))
        .order(ballot_roll::number)
        .select(RollEntry::as_select())
        .load(conn)
}

/// How many are entitled, how many of them have voted, and how many on the roll are not entitled.
pub fn turnout(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Turnout> {
    let counted: Vec<(bool, Option<NaiveDate>, i64)> = ballot_roll::table
        .filter(ballot_roll::branch_id.eq(branch))
        .filter(ballot_roll::ballot_id.eq(ballot))
        .group_by((ballot_roll::entitled, ballot_roll::voted_on))
        .select((ballot_roll::entitled, ballot_roll::voted_on, diesel::dsl::count_star()))
        .load(conn)?;
    let mut turnout = Turnout::default();
    for (is_entitled, voted_on, number) in counted {
        match (is_entitled, voted_on) {
            (false, _) => turnout.excluded += number,
            (true, None) => turnout.entitled += number,
            (true, Some(_)) => (turnout.entitled, turnout.voted) = (turnout.entitled + number, turnout.voted + number),
        }
    }
    Ok(turnout)
}

/// The open elections in which a member is entitled, with whether the member has voted; the soonest to close first.
pub fn open_to(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<(Ballot, bool)>> {
    let found: Vec<(Ballot, Option<NaiveDate>)> = ballot_roll::table
        .inner_join(ballots::table)
        .filter(ballot_roll::branch_id.eq(branch))
        .filter(ballot_roll::member_id.eq(member))
        .filter(ballot_roll::entitled.eq(true))
        .filter(ballots::state.eq(State::Open))
        .filter(ballots::closes_at.is_not_null())
        .order(ballots::closes_at)
        .select((Ballot::as_select(), ballot_roll::voted_on))
        .load(conn)?;
    Ok(found.into_iter().map(|(ballot, voted_on)| (ballot, voted_on.is_some())).collect())
}

/// Writes every line of a roll again as it stands, in one transaction. PostgreSQL keeps beside each row the transaction that
/// wrote it last, and those of the marks would tell in which order people voted.
pub fn write_roll_anew(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<()> {
    let whole =
        ballot_roll::table.filter(ballot_roll::branch_id.eq(ballot.branch_id)).filter(ballot_roll::ballot_id.eq(ballot.id));
    diesel::update(whole).set(ballot_roll::number.eq(ballot_roll::number)).execute(act.conn()).map(|_| ())
}

/// Takes the marks off a roll on which nobody has to be looked up any more.
pub fn clear_marks(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<()> {
    let whole =
        ballot_roll::table.filter(ballot_roll::branch_id.eq(ballot.branch_id)).filter(ballot_roll::ballot_id.eq(ballot.id));
    diesel::update(whole)
        .set((ballot_roll::voted_on.eq(None::<NaiveDate>), ballot_roll::channel.eq(None::<Channel>)))
        .execute(act.conn())
        .map(|_| ())
}

/// Those who are entitled in a ballot, have not voted, and hold no printed paper.
pub fn unmarked(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<MemberId>> {
    ballot_roll::table
        .filter(ballot_roll::branch_id.eq(ballot.branch_id))
        .filter(ballot_roll::ballot_id.eq(ballot.id))
        .filter(ballot_roll::entitled.eq(true))
        .filter(ballot_roll::voted_on.is_null())
        .filter(ballot_roll::issued.is_null())
        .order(ballot_roll::number)
        .select(ballot_roll::member_id)
        .load(conn)
}

/// Gives a line that had no vote one, with the link and the code to cast it by.
pub fn give_a_vote(act: &mut Act<'_>, entry: RollEntryId, grounds: Vec<Ground>, secrets: &Secrets) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_roll::table.filter(ballot_roll::branch_id.eq(branch)).filter(ballot_roll::id.eq(entry)))
        .set((ballot_roll::entitled.eq(true), ballot_roll::grounds.eq(Json(grounds))))
        .execute(act.conn())?;
    renew_secret(act, entry, secrets)
}

/// As [`renew_secret`], by the member on the roll of a ballot.
pub fn renew_secret_of(act: &mut Act<'_>, ballot: &Ballot, member: MemberId, secrets: &Secrets) -> QueryResult<()> {
    let line = ballot_roll::table
        .filter(ballot_roll::branch_id.eq(ballot.branch_id))
        .filter(ballot_roll::ballot_id.eq(ballot.id))
        .filter(ballot_roll::member_id.eq(member));
    diesel::update(line)
        .set((ballot_roll::token_hash.eq(Some(secrets.token_hash())), ballot_roll::code_hash.eq(Some(secrets.code_hash()))))
        .execute(act.conn())
        .map(|_| ())
}

/// Gives an entry a new link and code; the old ones belong to nobody from now on.
pub fn renew_secret(act: &mut Act<'_>, entry: RollEntryId, secrets: &Secrets) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballot_roll::table.filter(ballot_roll::branch_id.eq(branch)).filter(ballot_roll::id.eq(entry)))
        .set((ballot_roll::token_hash.eq(Some(secrets.token_hash())), ballot_roll::code_hash.eq(Some(secrets.code_hash()))))
        .execute(act.conn())
        .map(|_| ())
}
