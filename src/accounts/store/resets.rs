//! The table `second_step_resets`: officers who let another set up the second step anew, and where each officer stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::rules::Proposed;
use crate::{
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant, ResetId,
        schema::{accounts, permissions, second_step_resets, second_steps},
    },
};

/// A proposal that somebody sets up the second step anew.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = second_step_resets)]
pub struct Reset {
    pub id: ResetId,
    pub account_id: AccountId,
    pub proposed_by: AccountId,
    pub proposed_at: Instant,
    pub settled_at: Option<Instant>,
}

impl Reset {
    pub fn proposed(&self) -> Proposed {
        Proposed { of: self.account_id, by: self.proposed_by, at: self.proposed_at.0 }
    }
}

/// Somebody who holds an office, and when the second step was set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    pub account: AccountId,
    pub called: String,
    /// The words that offices are kept under.
    pub offices: Vec<String>,
    pub set_up_at: Option<Instant>,
}

/// Proposes that somebody sets up the second step anew; what was proposed before is settled by it.
pub fn propose_reset(act: &mut Act<'_>, of: AccountId, by: AccountId) -> QueryResult<()> {
    let (branch, at, id) = (act.branch(), act.at(), ResetId::fresh());
    let pending = second_step_resets::table.filter(second_step_resets::account_id.eq(of));
    diesel::update(pending.filter(second_step_resets::settled_at.is_null()))
        .set((second_step_resets::settled_at.eq(at), second_step_resets::settled_by.eq(by)))
        .execute(act.conn())?;
    diesel::insert_into(second_step_resets::table)
        .values((
            second_step_resets::id.eq(id),
            second_step_resets::branch_id.eq(branch),
            second_step_resets::account_id.eq(of),
            second_step_resets::proposed_by.eq(by),
            second_step_resets::proposed_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("second-step.reset-proposed", format!("/accounts/{of}"), json!({ "reset": id }));
    Ok(())
}

/// Settles a proposal: it was confirmed, or stopped.
pub fn settle_reset(act: &mut Act<'_>, reset: &Reset, by: AccountId) -> QueryResult<()> {
    let at = act.at();
    diesel::update(second_step_resets::table.find(reset.id))
        .set((second_step_resets::settled_at.eq(at), second_step_resets::settled_by.eq(by)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes that a proposal was stopped.
pub fn note_stopped(act: &mut Act<'_>, reset: &Reset) {
    act.record("second-step.reset-stopped", format!("/accounts/{}", reset.account_id), json!({ "reset": reset.id }));
}

/// One proposal.
pub fn find_reset(conn: &mut Conn, branch: BranchId, reset: ResetId) -> QueryResult<Reset> {
    second_step_resets::table
        .find(reset)
        .filter(second_step_resets::branch_id.eq(branch))
        .select(Reset::as_select())
        .first(conn)
}

/// Proposals that nobody has settled.
pub fn pending_resets(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Reset>> {
    second_step_resets::table
        .filter(second_step_resets::branch_id.eq(branch))
        .filter(second_step_resets::settled_at.is_null())
        .select(Reset::as_select())
        .load(conn)
}

/// Everybody who holds an office on a day, by name.
pub fn officers(conn: &mut Conn, branch: BranchId, on: NaiveDate) -> QueryResult<Vec<Officer>> {
    let held: Vec<(AccountId, String, String, Option<Instant>)> = accounts::table
        .inner_join(permissions::table)
        .left_join(second_steps::table)
        .filter(accounts::branch_id.eq(branch))
        .filter(accounts::closed_at.is_null())
        .filter(permissions::from_on.le(on))
        .filter(permissions::until_on.is_null().or(permissions::until_on.ge(on)))
        .select((accounts::id, accounts::called, permissions::by_office, second_steps::set_up_at.nullable()))
        .distinct()
        .load(conn)?;
    let mut officers: BTreeMap<AccountId, Officer> = BTreeMap::new();
    for (account, called, office, set_up_at) in held {
        let officer = officers.entry(account).or_insert(Officer { account, called, offices: Vec::new(), set_up_at });
        officer.offices.push(office);
    }
    let mut officers: Vec<Officer> = officers.into_values().collect();
    officers.iter_mut().for_each(|officer| officer.offices.sort());
    officers.sort_by(|one, other| one.called.cmp(&other.called).then(one.account.cmp(&other.account)));
    Ok(officers)
}
