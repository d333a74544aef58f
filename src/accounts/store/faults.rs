//! What must hold of those who sign in.

use diesel::prelude::*;

use super::second_steps_of;
use crate::db::{BranchId, Conn, Vault};

/// Second steps that were sealed with another key than the one that is here.
///
/// # Errors
/// The database's.
pub fn faults(conn: &mut Conn, branch: BranchId, vault: &Vault) -> QueryResult<Vec<String>> {
    let unread = second_steps_of(conn, branch)?.iter().filter(|step| step.key(vault).is_none()).count();
    let words = || {
        format!(
            "{unread} second steps of signing in do not open with the key that is here: bring back the file secrets.key or WARDMOTE_SECRETS_KEY"
        )
    };
    Ok((unread > 0).then(words).into_iter().collect())
}
