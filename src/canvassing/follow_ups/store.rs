//! The table `follow_ups`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{FollowUp, Kind};
use crate::{
    audit::Act,
    canvassing::electors::in_force_of,
    db::{
        AccountId, BranchId, Conn, DoorId, ElectorId, Instant, MemberId, PhoneId, RegisterId, RoundId, RowId, ShiftId,
        schema::{doors, electors, follow_ups, round_doors},
    },
};

/// Doors of one statement; SQLite takes 32,766 values at the most.
const DOORS_AT_ONCE: usize = 10_000;

/// That a phone told it, which may be long after it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub phone: PhoneId,
    /// The id that the phone gave it, so that it counts once however often it is sent.
    pub client: String,
    /// When it happened, by the branch's clock.
    pub at: Instant,
}

/// A follow-up to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFollowUp {
    pub round: RoundId,
    pub door: DoorId,
    pub shift: Option<ShiftId>,
    pub elector: Option<ElectorId>,
    pub account: AccountId,
    pub kind: Kind,
    pub words: String,
    pub due_on: NaiveDate,
    /// Nothing where it is entered on a page.
    pub told: Option<Told>,
}

/// What nobody has seen to or taken back.
#[diesel::dsl::auto_type(no_type_alias)]
fn is_open() -> _ {
    follow_ups::done_at.is_null().and(follow_ups::withdrawn_at.is_null())
}

/// Keeps a follow-up. The branch's record says of which kind it is, not what it says.
pub fn open(act: &mut Act<'_>, new: &NewFollowUp) -> QueryResult<RowId> {
    let (branch, at, id) = (act.branch(), act.at(), RowId::fresh());
    act.record("follow-up.opened", format!("/canvass/follow-ups/{id}"), json!({ "kind": new.kind, "door": new.door }));
    diesel::insert_into(follow_ups::table)
        .values((
            follow_ups::id.eq(id),
            follow_ups::branch_id.eq(branch),
            follow_ups::round_id.eq(new.round),
            follow_ups::door_id.eq(new.door),
            follow_ups::shift_id.eq(new.shift),
            follow_ups::elector_id.eq(new.elector),
            follow_ups::account_id.eq(new.account),
            follow_ups::client_id.eq(new.told.as_ref().map(|told| told.client.as_str())),
            follow_ups::phone_id.eq(new.told.as_ref().map(|told| told.phone)),
            follow_ups::kind.eq(new.kind),
            follow_ups::words.eq(&new.words),
            follow_ups::due_on.eq(new.due_on),
            follow_ups::opened_at.eq(new.told.as_ref().map_or(at, |told| told.at)),
            follow_ups::received_at.eq(new.told.as_ref().map(|_| at)),
        ))
        .execute(act.conn())?;
    Ok(id)
}

/// One follow-up.
pub fn find(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<FollowUp> {
    follow_ups::table.filter(follow_ups::branch_id.eq(branch)).find(id).select(FollowUp::as_select()).first(conn)
}

/// What is still to be seen to, the most urgent first; of one member where one is asked for.
pub fn open_of(conn: &mut Conn, branch: BranchId, member: Option<MemberId>) -> QueryResult<Vec<FollowUp>> {
    let mut query = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(is_open())
        .order((follow_ups::due_on, follow_ups::opened_at, follow_ups::id))
        .select(FollowUp::as_select())
        .into_boxed();
    if let Some(member) = member {
        query = query.filter(follow_ups::member_id.eq(Some(member)));
    }
    query.load(conn)
}

/// What was done since a moment, the latest first; of one member where one is asked for.
pub fn done_since(conn: &mut Conn, branch: BranchId, since: Instant, member: Option<MemberId>) -> QueryResult<Vec<FollowUp>> {
    let mut query = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::done_at.ge(Some(since)))
        .filter(follow_ups::withdrawn_at.is_null())
        .order((follow_ups::done_at.desc(), follow_ups::id))
        .select(FollowUp::as_select())
        .into_boxed();
    if let Some(member) = member {
        query = query.filter(follow_ups::member_id.eq(Some(member)));
    }
    query.load(conn)
}

/// How many are open that were noted before a moment; in one polling district where one is asked for.
pub fn gone_by(
    conn: &mut Conn,
    branch: BranchId,
    before: Instant,
    district: Option<crate::db::DistrictId>,
) -> QueryResult<i64> {
    let mut query = follow_ups::table
        .inner_join(doors::table)
        .filter(follow_ups::branch_id.eq(branch))
        .filter(is_open())
        .filter(follow_ups::opened_at.lt(before))
        .into_boxed();
    if let Some(district) = district {
        query = query.filter(doors::district_id.eq(district));
    }
    query.count().get_result(conn)
}

/// What is still to be seen to at the doors of a round, oldest first.
pub fn open_at(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<HashMap<DoorId, Vec<FollowUp>>> {
    let here = round_doors::table.filter(round_doors::round_id.eq(round)).select(round_doors::door_id);
    let found: Vec<FollowUp> = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::door_id.eq_any(here))
        .filter(is_open())
        .order((follow_ups::opened_at, follow_ups::id))
        .select(FollowUp::as_select())
        .load(conn)?;
    let mut at: HashMap<DoorId, Vec<FollowUp>> = HashMap::new();
    for each in found {
        at.entry(each.door).or_default().push(each);
    }
    Ok(at)
}

/// Who gave a number at these doors and has not taken that back, oldest first; those who were called already among them.
pub fn may_be_called_at(conn: &mut Conn, branch: BranchId, at: &[DoorId]) -> QueryResult<Vec<FollowUp>> {
    let mut found = Vec::new();
    for ids in at.chunks(DOORS_AT_ONCE) {
        let here: Vec<FollowUp> = follow_ups::table
            .filter(follow_ups::branch_id.eq(branch))
            .filter(follow_ups::kind.eq(Kind::Call))
            .filter(follow_ups::withdrawn_at.is_null())
            .filter(follow_ups::door_id.eq_any(ids.to_vec()))
            .order((follow_ups::opened_at, follow_ups::id))
            .select(FollowUp::as_select())
            .load(conn)?;
        found.extend(here);
    }
    Ok(found)
}

/// Everything that was noted on a round, with the phone that told it, oldest first.
pub fn on_round(conn: &mut Conn, branch: BranchId, round: RoundId) -> QueryResult<Vec<(FollowUp, Option<PhoneId>)>> {
    follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::round_id.eq(round))
        .order((follow_ups::opened_at, follow_ups::id))
        .select((FollowUp::as_select(), follow_ups::phone_id))
        .load(conn)
}

/// The names of these electors, of whichever register.
pub fn names(conn: &mut Conn, branch: BranchId, ids: &[ElectorId]) -> QueryResult<HashMap<ElectorId, String>> {
    let rows: Vec<(ElectorId, String, String)> = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::id.eq_any(ids.to_vec()))
        .select((electors::id, electors::forenames, electors::surname))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, first, last)| (id, format!("{first} {last}").trim().to_owned())).collect())
}

/// Which of these ids, given by phones, came in already.
pub fn told_as(conn: &mut Conn, branch: BranchId, ids: &[String]) -> QueryResult<HashSet<String>> {
    let rows: Vec<Option<String>> = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::client_id.eq_any(ids.to_vec()))
        .select(follow_ups::client_id)
        .load(conn)?;
    Ok(rows.into_iter().flatten().collect())
}

/// Gives it to a member, who sees to it by a day.
pub fn give(act: &mut Act<'_>, id: RowId, member: MemberId, due_on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(follow_ups::table.find(id))
        .filter(follow_ups::branch_id.eq(branch))
        .set((follow_ups::member_id.eq(Some(member)), follow_ups::due_on.eq(due_on)))
        .execute(act.conn())?;
    act.record("follow-up.given", format!("/canvass/follow-ups/{id}"), json!({ "member": member, "due_on": due_on }));
    Ok(())
}

/// Notes that it is done.
pub fn finish(act: &mut Act<'_>, id: RowId, by: AccountId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(follow_ups::table.find(id))
        .filter(follow_ups::branch_id.eq(branch))
        .set((follow_ups::done_at.eq(Some(at)), follow_ups::done_by.eq(Some(by))))
        .execute(act.conn())?;
    act.record("follow-up.done", format!("/canvass/follow-ups/{id}"), json!({}));
    Ok(())
}

/// Opens it again after a slip.
pub fn reopen(act: &mut Act<'_>, id: RowId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(follow_ups::table.find(id))
        .filter(follow_ups::branch_id.eq(branch))
        .set((follow_ups::done_at.eq(None::<Instant>), follow_ups::done_by.eq(None::<AccountId>)))
        .execute(act.conn())?;
    act.record("follow-up.reopened", format!("/canvass/follow-ups/{id}"), json!({}));
    Ok(())
}

/// Takes it back: nobody asked for it.
pub fn withdraw(act: &mut Act<'_>, id: RowId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(follow_ups::table.find(id))
        .filter(follow_ups::branch_id.eq(branch))
        .set(follow_ups::withdrawn_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("follow-up.withdrawn", format!("/canvass/follow-ups/{id}"), json!({}));
    Ok(())
}

/// Whoever gave a number wishes no call any more: the number goes.
pub fn wishes_no_call(act: &mut Act<'_>, id: RowId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(follow_ups::table.find(id))
        .filter(follow_ups::branch_id.eq(branch))
        .set(follow_ups::words.eq(""))
        .execute(act.conn())?;
    withdraw(act, id)
}

/// Takes back what `account` noted on a phone; whether there was something to take back.
pub fn withdraw_told(act: &mut Act<'_>, round: RoundId, account: AccountId, client: &str) -> QueryResult<bool> {
    let branch = act.branch();
    let found: Option<RowId> = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::round_id.eq(round))
        .filter(follow_ups::account_id.eq(account))
        .filter(follow_ups::client_id.eq(client))
        .filter(follow_ups::withdrawn_at.is_null())
        .select(follow_ups::id)
        .first(act.conn())
        .optional()?;
    match found {
        Some(id) => withdraw(act, id).map(|()| true),
        None => Ok(false),
    }
}

/// Takes back what somebody typed in on a round at one moment.
pub fn withdraw_typed(act: &mut Act<'_>, round: RoundId, account: AccountId, at: Instant) -> QueryResult<()> {
    let branch = act.branch();
    let typed: Vec<RowId> = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::round_id.eq(round))
        .filter(follow_ups::account_id.eq(account))
        .filter(follow_ups::opened_at.eq(at))
        .filter(follow_ups::client_id.is_null())
        .filter(follow_ups::withdrawn_at.is_null())
        .select(follow_ups::id)
        .load(act.conn())?;
    typed.into_iter().try_for_each(|id| withdraw(act, id))
}

/// Moves what the electors of a register asked for to the entries in force of the same persons.
pub fn follow_persons(act: &mut Act<'_>, register: RegisterId) -> QueryResult<()> {
    let branch = act.branch();
    let theirs = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(register))
        .select(electors::id.nullable());
    let asked: Vec<ElectorId> = follow_ups::table
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::elector_id.eq_any(theirs))
        .select(follow_ups::elector_id.assume_not_null())
        .distinct()
        .load(act.conn())?;
    for (before, now) in in_force_of(act.conn(), branch, &asked)? {
        diesel::update(follow_ups::table)
            .filter(follow_ups::branch_id.eq(branch))
            .filter(follow_ups::elector_id.eq(Some(before)))
            .set(follow_ups::elector_id.eq(Some(now.elector)))
            .execute(act.conn())?;
    }
    Ok(())
}

/// Removes what the electors of a register asked for; its destruction records it.
pub fn forget_electors_of(act: &mut Act<'_>, register: RegisterId) -> QueryResult<usize> {
    let branch = act.branch();
    let theirs = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::register_id.eq(register))
        .select(electors::id.nullable());
    diesel::delete(follow_ups::table)
        .filter(follow_ups::branch_id.eq(branch))
        .filter(follow_ups::elector_id.eq_any(theirs))
        .execute(act.conn())
}

/// Removes what was asked for at those of these doors that no register lists any more.
pub fn forget_at_unlisted(act: &mut Act<'_>, at: &[DoorId]) -> QueryResult<usize> {
    let branch = act.branch();
    let mut gone = 0;
    for ids in at.chunks(DOORS_AT_ONCE) {
        let unlisted = doors::table
            .filter(doors::branch_id.eq(branch))
            .filter(doors::is_listed.eq(false))
            .filter(doors::id.eq_any(ids.to_vec()))
            .select(doors::id);
        gone += diesel::delete(follow_ups::table)
            .filter(follow_ups::branch_id.eq(branch))
            .filter(follow_ups::door_id.eq_any(unlisted))
            .execute(act.conn())?;
    }
    Ok(gone)
}
