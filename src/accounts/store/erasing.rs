//! Forgetting whose an account was. The row stays, for the record and others point at it; it opens nothing any more.

use diesel::prelude::*;
use serde_json::json;

use super::{find, forget_second_step};
use crate::{
    audit::Act,
    db::{
        AccountId,
        schema::{accounts, known_devices, permissions, second_step_resets, sign_ins},
    },
};

/// What an erased account is called.
const CALLED: &str = "Somebody whose data was erased";

/// Closes an account and forgets its address, its name, what it might do and where it was signed in.
pub fn erase(act: &mut Act<'_>, account: AccountId) -> QueryResult<()> {
    let (before, at) = (find(act.conn(), account)?, act.at());
    let asked = sign_ins::table.filter(sign_ins::branch_id.eq(before.branch_id)).filter(sign_ins::address.eq(&before.address));
    diesel::delete(asked).execute(act.conn())?;
    forget_second_step(act, account)?;
    diesel::delete(known_devices::table.filter(known_devices::account_id.eq(account))).execute(act.conn())?;
    diesel::delete(second_step_resets::table.filter(second_step_resets::account_id.eq(account))).execute(act.conn())?;
    diesel::delete(permissions::table.filter(permissions::account_id.eq(account))).execute(act.conn())?;
    diesel::update(accounts::table.find(account))
        .set((accounts::address.eq(""), accounts::called.eq(CALLED), accounts::closed_at.eq(at)))
        .execute(act.conn())?;
    act.record("account.erased", format!("/accounts/{account}"), json!({}));
    Ok(())
}
