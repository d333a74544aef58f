//! The table `known_devices`: browsers that an account has signed in from.

use diesel::prelude::*;

use super::hash_of;
use crate::{
    audit::Act,
    db::{AccountId, schema::known_devices},
};

/// Remembers the browser whose cookie carries `token`; tells whether it was not known before. The session that begins with it
/// stands in the record.
pub fn know_device(act: &mut Act<'_>, account: AccountId, token: &str) -> QueryResult<bool> {
    let (branch, at, hash) = (act.branch(), act.at(), hash_of(token));
    let known: i64 = known_devices::table.find((account, &hash)).count().get_result(act.conn())?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(known_devices::table)
        .values((
            known_devices::account_id.eq(account),
            known_devices::branch_id.eq(branch),
            known_devices::token_hash.eq(hash),
            known_devices::known_since.eq(at),
        ))
        .execute(act.conn())?;
    Ok(true)
}
