//! The table `sign_ins`: who asked for a link and a code, until one of them is used.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{
        Address,
        rules::{Asked, LINK_LIVES},
    },
    hash_of,
};
use crate::{
    audit::Act,
    clock,
    db::{
        BranchId, Conn, Instant, SignInId,
        schema::{sessions, sign_ins},
    },
};

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
