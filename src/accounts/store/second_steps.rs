//! The tables `second_steps` and `recovery_codes`: what an account's app shares with the branch, and what stands in for it.

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::second_step::{self, AppKey},
    hash_of,
};
use crate::{
    audit::Act,
    db::{
        AccountId, Conn, Instant, Place, RowId, Vault,
        schema::{recovery_codes, second_steps, sessions},
    },
    web::Problem,
};

/// What is known of an account's second step.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = second_steps)]
pub struct SecondStep {
    pub account_id: AccountId,
    pub sealed_secret: String,
    pub set_up_at: Instant,
    pub last_window: i64,
    pub wrong_codes: i32,
    pub wrong_at: Option<Instant>,
}

impl SecondStep {
    /// The key that the app shares, where it was sealed with the key of this installation.
    pub fn key(&self, vault: &Vault) -> Option<AppKey> {
        vault.open(&place_of(self.account_id), &self.sealed_secret).and_then(|bytes| AppKey::of(&bytes))
    }
}

/// What the sealed secret is: it opens in no other row.
fn place_of(account: AccountId) -> String {
    Place { table: "second_steps", column: "sealed_secret", row: account.0 }.to_string()
}

/// The second step of an account, if it has set one up.
pub fn second_step(conn: &mut Conn, account: AccountId) -> QueryResult<Option<SecondStep>> {
    second_steps::table.find(account).select(SecondStep::as_select()).first(conn).optional()
}

/// Sets the second step up, in place of an earlier one. Gives back the recovery codes, which are kept as hashes only.
pub fn set_up(act: &mut Act<'_>, account: AccountId, key: &AppKey, window: i64) -> Result<Vec<String>, Problem> {
    let sealed = act.vault().and_then(|vault| vault.seal(&place_of(account), key.bytes())).map_err(Problem::broken)?;
    let (branch, at) = (act.branch(), act.at());
    diesel::delete(second_steps::table.find(account)).execute(act.conn())?;
    diesel::insert_into(second_steps::table)
        .values((
            second_steps::account_id.eq(account),
            second_steps::branch_id.eq(branch),
            second_steps::sealed_secret.eq(sealed),
            second_steps::set_up_at.eq(at),
            second_steps::last_window.eq(window),
            second_steps::wrong_codes.eq(0),
        ))
        .execute(act.conn())?;
    act.record("second-step.set-up", format!("/accounts/{account}"), json!({}));
    Ok(renew_recovery_codes(act, account)?)
}

/// New recovery codes in place of all earlier ones.
pub fn renew_recovery_codes(act: &mut Act<'_>, account: AccountId) -> QueryResult<Vec<String>> {
    let (branch, codes) = (act.branch(), second_step::recovery_codes());
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account))).execute(act.conn())?;
    for code in &codes {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::id.eq(RowId::random()),
                recovery_codes::branch_id.eq(branch),
                recovery_codes::account_id.eq(account),
                recovery_codes::code_hash.eq(hash_of(&code.replace('-', ""))),
            ))
            .execute(act.conn())?;
    }
    act.record("recovery-codes.made", format!("/accounts/{account}"), json!({ "codes": codes.len() }));
    Ok(codes)
}

/// How many recovery codes an account has left.
pub fn codes_left(conn: &mut Conn, account: AccountId) -> QueryResult<i64> {
    recovery_codes::table
        .filter(recovery_codes::account_id.eq(account))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(conn)
}

/// Uses a recovery code up; tells whether it was one.
pub fn use_recovery_code(act: &mut Act<'_>, account: AccountId, code: &str) -> QueryResult<bool> {
    let at = act.at();
    let fitting = recovery_codes::table
        .filter(recovery_codes::account_id.eq(account))
        .filter(recovery_codes::code_hash.eq(hash_of(code)))
        .filter(recovery_codes::used_at.is_null());
    let used = diesel::update(fitting).set(recovery_codes::used_at.eq(at)).execute(act.conn())? > 0;
    if used {
        act.record("recovery-code.used", format!("/accounts/{account}"), json!({}));
    }
    Ok(used)
}

/// Notes that the second step was taken, by the figures of `window` where it was by figures.
pub fn note_taken(act: &mut Act<'_>, step: &SecondStep, window: Option<i64>) -> QueryResult<()> {
    let account = step.account_id;
    diesel::update(second_steps::table.find(account))
        .set((
            second_steps::last_window.eq(window.unwrap_or(step.last_window)),
            second_steps::wrong_codes.eq(0),
            second_steps::wrong_at.eq(None::<Instant>),
        ))
        .execute(act.conn())?;
    act.record("second-step.taken", format!("/accounts/{account}"), json!({}));
    Ok(())
}

/// Counts a wrong code; gives back how many there were in a row.
pub fn count_wrong(act: &mut Act<'_>, step: &SecondStep) -> QueryResult<i32> {
    let (at, wrong) = (act.at(), step.wrong_codes.saturating_add(1));
    diesel::update(second_steps::table.find(step.account_id))
        .set((second_steps::wrong_codes.eq(wrong), second_steps::wrong_at.eq(at)))
        .execute(act.conn())?;
    note_refused(act, step.account_id);
    Ok(wrong)
}

/// Notes that a code did not count as the second step.
pub fn note_refused(act: &mut Act<'_>, account: AccountId) {
    act.record("second-step.failed", format!("/accounts/{account}"), json!({}));
}

/// Forgets the second step of an account and its recovery codes, and signs it out everywhere: it sets them up anew.
pub fn forget_second_step(act: &mut Act<'_>, account: AccountId) -> QueryResult<()> {
    diesel::delete(second_steps::table.find(account)).execute(act.conn())?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account))).execute(act.conn())?;
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account))).execute(act.conn())?;
    act.record("second-step.forgotten", format!("/accounts/{account}"), json!({}));
    Ok(())
}
