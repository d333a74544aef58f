//! The tables `accounts` and `permissions`; sign-ins, sessions and second steps have files of their own.

mod devices;
pub mod erasing;
mod resets;
mod second_steps;
mod signed_in;
mod signing_in;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Address, Permission, notices};
use crate::{
    audit::{Act, hex},
    db::{
        AccountId, BranchId, Conn, Instant, RowId,
        schema::{accounts, permissions, sessions},
    },
    mail, native,
};

pub use devices::know_device;
pub use resets::{Officer, Reset, find_reset, note_stopped, officers, pending_resets, propose_reset, settle_reset};
pub use second_steps::{
    SecondStep, codes_left, count_wrong, forget_second_step, note_refused, note_taken, renew_recovery_codes, second_step,
    set_up, use_recovery_code,
};
pub use signed_in::{Device, devices, end_other_sessions, end_session, prove_session, see_session, session_of, start_session};
pub use signing_in::{
    CONSOLE, Secrets, SignIn, ask, ask_at_console, asked_by, count_try, note_answer, note_failure, sweep, use_up,
};

/// PostgreSQL takes 65,535 values in one statement, SQLite 32,766; these portions stay far below.
const ROWS_AT_ONCE: usize = 500;
const IDS_AT_ONCE: usize = 10_000;

/// An address that can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: AccountId,
    pub branch_id: BranchId,
    pub address: String,
    /// The name it goes by where two share an address.
    pub called: String,
}

/// The hash under which a secret is kept.
pub fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}

/// Opens an account for `called` at `address`.
pub fn open(act: &mut Act<'_>, address: &Address, called: &str) -> QueryResult<AccountId> {
    let id = AccountId::fresh();
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(id),
            accounts::branch_id.eq(branch),
            accounts::address.eq(address.as_str()),
            accounts::called.eq(called),
            accounts::opened_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("account.opened", format!("/accounts/{id}"), json!({}));
    Ok(id)
}

/// Opens many accounts at once, in the order given; the record has one entry for all of them.
pub fn open_all(act: &mut Act<'_>, people: &[(Address, String)]) -> QueryResult<Vec<AccountId>> {
    let (branch, at) = (act.branch(), act.at());
    let ids: Vec<AccountId> = people.iter().map(|_| AccountId::fresh()).collect();
    let rows: Vec<_> = people
        .iter()
        .zip(&ids)
        .map(|((address, called), id)| {
            (
                accounts::id.eq(*id),
                accounts::branch_id.eq(branch),
                accounts::address.eq(address.as_str()),
                accounts::called.eq(called.as_str()),
                accounts::opened_at.eq(at),
            )
        })
        .collect();
    for portion in rows.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), native => diesel::insert_into(accounts::table).values(portion.to_vec()).execute(native))?;
    }
    if !ids.is_empty() {
        act.record("accounts.opened", "/members", json!({ "accounts": ids.len() }));
    }
    Ok(ids)
}

/// Closes many accounts at once; the record has one entry for all of them.
pub fn close_all(act: &mut Act<'_>, ids: &[AccountId]) -> QueryResult<()> {
    let at = act.at();
    for portion in ids.chunks(IDS_AT_ONCE) {
        let closing = accounts::table.filter(accounts::id.eq_any(portion.to_vec()));
        diesel::update(closing).set(accounts::closed_at.eq(at)).execute(act.conn())?;
        diesel::delete(sessions::table.filter(sessions::account_id.eq_any(portion.to_vec()))).execute(act.conn())?;
    }
    if !ids.is_empty() {
        act.record("accounts.closed", "/members", json!({ "accounts": ids.len() }));
    }
    Ok(())
}

/// Lets a closed account sign in again.
pub fn reopen(act: &mut Act<'_>, account: AccountId) -> QueryResult<()> {
    let closed = accounts::table.find(account).filter(accounts::closed_at.is_not_null());
    if diesel::update(closed).set(accounts::closed_at.eq(None::<Instant>)).execute(act.conn())? > 0 {
        act.record("account.reopened", format!("/accounts/{account}"), json!({}));
    }
    Ok(())
}

/// Whether somebody can sign in by an account.
pub fn is_open(conn: &mut Conn, account: AccountId) -> QueryResult<bool> {
    let open = accounts::table.filter(accounts::id.eq(account)).filter(accounts::closed_at.is_null());
    diesel::select(diesel::dsl::exists(open)).get_result(conn)
}

/// Which of these accounts are signed in somewhere: somebody has begun to use them.
pub fn in_use(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<Vec<AccountId>> {
    let mut used = Vec::new();
    for portion in ids.chunks(IDS_AT_ONCE) {
        let signed_in = sessions::table.filter(sessions::account_id.eq_any(portion.to_vec()));
        used.extend(signed_in.select(sessions::account_id).distinct().load::<AccountId>(conn)?);
    }
    Ok(used)
}

/// Changes where an account is reached and what it is called. Where the address is another one, the old address is told,
/// and wherever the account is signed in it is signed out: whoever reads the new mail signs in anew.
pub fn rename(act: &mut Act<'_>, account: AccountId, address: &Address, called: &str) -> QueryResult<()> {
    let before = find(act.conn(), account)?;
    if before.address != address.as_str() {
        diesel::delete(sessions::table.filter(sessions::account_id.eq(account))).execute(act.conn())?;
        notices::moved(act, &before)?;
        mail::revive(act, &before.address)?;
    }
    diesel::update(accounts::table.find(account))
        .set((accounts::address.eq(address.as_str()), accounts::called.eq(called)))
        .execute(act.conn())?;
    act.record("account.renamed", format!("/accounts/{account}"), json!({}));
    Ok(())
}

/// Closes an account: it can no longer sign in, and wherever it is signed in it is signed out.
pub fn close(act: &mut Act<'_>, account: AccountId) -> QueryResult<()> {
    let at = act.at();
    diesel::update(accounts::table.find(account)).set(accounts::closed_at.eq(at)).execute(act.conn())?;
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account))).execute(act.conn())?;
    act.record("account.closed", format!("/accounts/{account}"), json!({}));
    Ok(())
}

/// What the owners of these accounts are called.
pub fn called(conn: &mut Conn, ids: impl IntoIterator<Item = AccountId>) -> QueryResult<HashMap<AccountId, String>> {
    let ids: BTreeSet<AccountId> = ids.into_iter().collect();
    let rows = accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::called));
    Ok(rows.load(conn)?.into_iter().collect())
}

/// One account.
pub fn find(conn: &mut Conn, account: AccountId) -> QueryResult<Account> {
    accounts::table.find(account).select(Account::as_select()).first(conn)
}

/// Everybody who signs in by `address`: a couple may share one.
pub fn accounts_at(conn: &mut Conn, branch: BranchId, address: &Address) -> QueryResult<Vec<Account>> {
    accounts::table
        .filter(accounts::branch_id.eq(branch))
        .filter(accounts::address.eq(address.as_str()))
        .filter(accounts::closed_at.is_null())
        .order((accounts::called, accounts::id))
        .select(Account::as_select())
        .load(conn)
}

/// Lets an account do something, from a day until a day, by an office.
pub fn grant(
    act: &mut Act<'_>,
    account: AccountId,
    permission: Permission,
    by_office: &str,
    (from_on, until_on): (NaiveDate, Option<NaiveDate>),
) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(permissions::table)
        .values((
            permissions::id.eq(RowId::fresh()),
            permissions::branch_id.eq(branch),
            permissions::account_id.eq(account),
            permissions::permission.eq(permission),
            permissions::by_office.eq(by_office),
            permissions::from_on.eq(from_on),
            permissions::until_on.eq(until_on),
        ))
        .execute(act.conn())?;
    let facts = json!({ "permission": permission, "office": by_office, "from": from_on, "until": until_on });
    act.record("permission.granted", format!("/accounts/{account}"), facts);
    Ok(())
}

/// Lets what an office allows from `from_on` end with the end of `last_on`, earlier or later than it did. Another term of
/// the same office begins on another day and is not touched.
pub fn end_permissions(
    act: &mut Act<'_>,
    account: AccountId,
    by_office: &str,
    (from_on, last_on): (NaiveDate, NaiveDate),
) -> QueryResult<()> {
    let held = permissions::table
        .filter(permissions::account_id.eq(account))
        .filter(permissions::by_office.eq(by_office))
        .filter(permissions::from_on.eq(from_on));
    diesel::update(held).set(permissions::until_on.eq(Some(last_on))).execute(act.conn())?;
    let facts = json!({ "office": by_office, "from": from_on, "last": last_on });
    act.record("permission.ended", format!("/accounts/{account}"), facts);
    Ok(())
}

/// Lets what an office granted from a day run on to another, or until further notice.
pub fn let_permissions_run(
    act: &mut Act<'_>,
    account: AccountId,
    by_office: &str,
    (from_on, until_on): (NaiveDate, Option<NaiveDate>),
) -> QueryResult<()> {
    let held = permissions::table
        .filter(permissions::account_id.eq(account))
        .filter(permissions::by_office.eq(by_office))
        .filter(permissions::from_on.eq(from_on));
    diesel::update(held).set(permissions::until_on.eq(until_on)).execute(act.conn())?;
    let facts = json!({ "office": by_office, "from": from_on, "until": until_on });
    act.record("permission.resumed", format!("/accounts/{account}"), facts);
    Ok(())
}

/// What an account may do on a day.
pub fn holds(conn: &mut Conn, account: AccountId, on: NaiveDate) -> QueryResult<Vec<Permission>> {
    permissions::table
        .filter(permissions::account_id.eq(account))
        .filter(permissions::from_on.le(on))
        .filter(permissions::until_on.is_null().or(permissions::until_on.ge(on)))
        .select(permissions::permission)
        .distinct()
        .load(conn)
}
