//! Sealed values under the newest key: at the start of the program what stood in plain words before it was sealed at all, and
//! what an older key sealed, is sealed anew.

use std::io;

use super::store::{self, Kept, SealedColumn};
use crate::{
    audit::{Chore, Scribe},
    branch,
    db::{BranchId, Conn, Vault, is_sealed},
    render::words::plural,
    web::Problem,
};

/// Seals anew whatever the newest key has not sealed; gives back how many values that were. What no key here opens is left as
/// it is.
///
/// # Errors
/// A key that cannot be read; the database's.
pub fn seal_anew(scribe: &Scribe) -> Result<usize, Problem> {
    let vault = scribe.vault().map_err(Problem::broken)?;
    let mut sealed = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        // Nobody waits for the pen where there is nothing to write.
        if !scribe.read::<_, Problem>(|conn| Ok(older(conn, vault, branch.id)?))?.is_empty() {
            sealed += scribe.chore(branch.id, Chore::SealAnew, |conn, _| seal_branch_anew(conn, vault, branch.id))?;
        }
    }
    Ok(sealed)
}

fn seal_branch_anew(conn: &mut Conn, vault: &Vault, branch: BranchId) -> Result<usize, Problem> {
    let mut sealed = 0;
    for (column, kept) in older(conn, vault, branch)? {
        if let Some(anew) = anew(vault, column, &kept).map_err(Problem::broken)? {
            sealed += store::replace(conn, branch, column, &kept, &anew)?;
        }
    }
    Ok(sealed)
}

/// What the newest key has not sealed.
fn older(conn: &mut Conn, vault: &Vault, branch: BranchId) -> diesel::QueryResult<Vec<(SealedColumn, Kept)>> {
    let mut older = Vec::new();
    for column in SealedColumn::all() {
        let kept = store::kept(conn, branch, column)?.into_iter().filter(|kept| !vault.is_newest(&kept.value));
        older.extend(kept.map(|kept| (column, kept)));
    }
    Ok(older)
}

/// The value sealed with the newest key; none where nobody here can open it.
fn anew(vault: &Vault, column: SealedColumn, kept: &Kept) -> io::Result<Option<String>> {
    let place = column.place(kept).to_string();
    let plain = if is_sealed(&kept.value) { vault.open(&place, &kept.value) } else { Some(kept.value.clone().into_bytes()) };
    plain.map(|plain| vault.seal(&place, &plain)).transpose()
}

/// Values that no key here opens, for `wardmote check`.
///
/// # Errors
/// The database's.
pub fn faults(conn: &mut Conn, branch: BranchId, vault: &Vault) -> diesel::QueryResult<Vec<String>> {
    let mut faults = Vec::new();
    for column in SealedColumn::all() {
        let opens = |kept: &Kept| vault.open(&column.place(kept).to_string(), &kept.value).is_some();
        let shut = store::kept(conn, branch, column)?.iter().filter(|kept| is_sealed(&kept.value) && !opens(kept)).count();
        if shut > 0 {
            faults.push(format!(
                "{} of “{}” cannot be opened with the keys that are here: bring back the file secrets.key or WARDMOTE_SECRETS_KEY",
                plural(shut as i128, "sealed value", "sealed values"),
                column.held.title
            ));
        }
    }
    Ok(faults)
}
