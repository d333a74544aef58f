//! The tables `accounts`, `permissions`, `sign_ins` and `sessions`.

pub mod erasing;

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    Address, Permission, notices,
    rules::{Asked, LINK_LIVES, SESSION_LIVES},
};
use crate::{
    audit::{Act, hex},
    clock,
    db::{
        AccountId, BranchId, Conn, Instant, RowId, SessionId, SignInId,
        schema::{accounts, permissions, sessions, sign_ins},
    },
    native,
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

/// The secrets of one request: the link's, the code's, and that of the browser that asked.
pub struct Secrets {
    pub token: String,
    pub code: String,
    pub browser: String,
}

impl Secrets {
    /// Six signs of five bits each, bound to one request and five tries.
    pub fn drawn() -> Self {
        Self { token: clock::secret_token(), code: clock::spoken_code(6), browser: clock::secret_token() }
    }
}

/// Remembers that a sign-in was asked for.
pub fn ask(act: &mut Act<'_>, address: &Address, secrets: &Secrets) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(sign_ins::table)
        .values((
            sign_ins::id.eq(SignInId::fresh()),
            sign_ins::branch_id.eq(branch),
            sign_ins::address.eq(address.as_str()),
            sign_ins::token_hash.eq(hash_of(&secrets.token)),
            sign_ins::code_hash.eq(hash_of(&secrets.code)),
            sign_ins::browser_hash.eq(hash_of(&secrets.browser)),
            sign_ins::asked_at.eq(at),
            sign_ins::expires_at.eq(Instant::from(at.0 + LINK_LIVES)),
            sign_ins::tries.eq(0),
        ))
        .execute(act.conn())?;
    act.record("sign-in.asked", "/sign-in", json!({}));
    Ok(())
}

/// A sign-in asked for at the machine's console, and the code to type; it is bound to no browser.
pub fn ask_at_console(act: &mut Act<'_>, address: &Address) -> QueryResult<String> {
    let secrets = Secrets { browser: CONSOLE.to_owned(), code: clock::spoken_code(12), ..Secrets::drawn() };
    ask(act, address, &secrets)?;
    Ok(secrets.code)
}

/// Stands for the browser in requests made at the console.
pub const CONSOLE: &str = "console";

/// A request for a link, as it is looked up again.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sign_ins)]
pub struct SignIn {
    pub id: SignInId,
    pub address: String,
    pub token_hash: String,
    pub code_hash: String,
    pub expires_at: Instant,
    pub tries: i32,
    pub used_at: Option<Instant>,
}

impl SignIn {
    pub fn asked(&self) -> Asked {
        Asked { expires_at: self.expires_at.0, tries: self.tries, is_used: self.used_at.is_some() }
    }
}

/// The newest request that this browser made.
pub fn asked_by(conn: &mut Conn, branch: BranchId, browser: &str) -> QueryResult<Option<SignIn>> {
    sign_ins::table
        .filter(sign_ins::branch_id.eq(branch))
        .filter(sign_ins::browser_hash.eq(hash_of(browser)))
        .order(sign_ins::asked_at.desc())
        .select(SignIn::as_select())
        .first(conn)
        .optional()
}

/// Counts a wrong code.
pub fn count_try(act: &mut Act<'_>, sign_in: SignInId) -> QueryResult<()> {
    diesel::update(sign_ins::table.find(sign_in)).set(sign_ins::tries.eq(sign_ins::tries + 1)).execute(act.conn())?;
    note_failure(act);
    Ok(())
}

/// Notes that a code let nobody in.
pub fn note_failure(act: &mut Act<'_>) {
    act.record("sign-in.failed", "/sign-in", json!({}));
}

/// Notes that a code was right, and that whoever typed it has still to say which of several people they are.
pub fn note_answer(act: &mut Act<'_>) {
    act.record("sign-in.answered", "/sign-in", json!({}));
}

/// Throws away requests that have been worthless for a day, and sessions that are over.
pub fn sweep(conn: &mut Conn, branch: BranchId, now: Instant) -> QueryResult<usize> {
    let yesterday = Instant::from(now.0 - TimeDelta::days(1));
    let old = sign_ins::table.filter(sign_ins::branch_id.eq(branch)).filter(sign_ins::expires_at.lt(yesterday));
    let over = sessions::table.filter(sessions::branch_id.eq(branch)).filter(sessions::ends_at.lt(now));
    Ok(diesel::delete(old).execute(conn)? + diesel::delete(over).execute(conn)?)
}

/// Uses a request up.
pub fn use_up(act: &mut Act<'_>, sign_in: SignInId) -> QueryResult<()> {
    let at = act.at();
    diesel::update(sign_ins::table.find(sign_in)).set(sign_ins::used_at.eq(at)).execute(act.conn()).map(|_| ())
}

/// Signs an account in on a device and returns the secret that its cookie carries.
pub fn start_session(act: &mut Act<'_>, account: AccountId, device: &str) -> QueryResult<String> {
    let token = clock::secret_token();
    let (branch, at) = (act.branch(), act.at());
    let id = SessionId::fresh();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::branch_id.eq(branch),
            sessions::account_id.eq(account),
            sessions::token_hash.eq(hash_of(&token)),
            sessions::started_at.eq(at),
            sessions::last_seen_at.eq(at),
            sessions::ends_at.eq(Instant::from(at.0 + SESSION_LIVES)),
            sessions::device.eq(device),
        ))
        .execute(act.conn())?;
    act.record("session.started", format!("/accounts/{account}"), json!({ "session": id }));
    Ok(token)
}

/// A session with its account.
#[derive(Debug, Clone, Queryable)]
pub struct Session {
    pub id: SessionId,
    pub branch_id: BranchId,
    pub account_id: AccountId,
    pub last_seen_at: Instant,
    pub ends_at: Instant,
    pub called: String,
}

/// The session whose cookie carries `token`.
pub fn session_of(conn: &mut Conn, token: &str) -> QueryResult<Option<Session>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(hash_of(token)))
        .filter(accounts::closed_at.is_null())
        .select((
            sessions::id,
            sessions::branch_id,
            sessions::account_id,
            sessions::last_seen_at,
            sessions::ends_at,
            accounts::called,
        ))
        .first(conn)
        .optional()
}

/// Notes that a session was seen.
pub fn see_session(conn: &mut Conn, session: SessionId, now: Instant) -> QueryResult<()> {
    diesel::update(sessions::table.find(session)).set(sessions::last_seen_at.eq(now)).execute(conn).map(|_| ())
}

/// Ends a session.
pub fn end_session(act: &mut Act<'_>, session: SessionId, account: AccountId) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::id.eq(session)).filter(sessions::account_id.eq(account)))
        .execute(act.conn())?;
    act.record("session.ended", format!("/accounts/{account}"), json!({ "session": session }));
    Ok(())
}

/// Where an account is signed in.
#[derive(Debug, Clone, serde::Serialize, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Device {
    pub id: SessionId,
    pub device: String,
    pub started_at: Instant,
    pub last_seen_at: Instant,
}

/// Everywhere an account is signed in, the latest first.
pub fn devices(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Device>> {
    sessions::table
        .filter(sessions::account_id.eq(account))
        .order(sessions::last_seen_at.desc())
        .select(Device::as_select())
        .load(conn)
}
