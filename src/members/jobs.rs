//! What is done without anybody asking. Whoever was entered by an older program is made to be found; the files of membership
//! lists are thrown away after thirty days, and after two years it is forgotten who looked at whom.

use super::{looks, store};
use crate::{
    audit::{Actor, Chore, Scribe},
    branch,
    db::Instant,
    web::Problem,
};

/// So many are made findable at once.
const WORDED_AT_ONCE: i64 = 2_000;

/// Writes the words of everybody who has none yet; says how many people those were.
///
/// # Errors
/// The database's.
pub fn word_all(scribe: &Scribe) -> Result<usize, Problem> {
    let mut worded = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        loop {
            let some = scribe.read::<_, Problem>(|conn| Ok(store::without_words(conn, branch.id, WORDED_AT_ONCE)?))?;
            if some.is_empty() {
                break;
            }
            worded += some.len();
            scribe
                .chore::<_, Problem>(branch.id, Chore::IndexMembers, |conn, _| Ok(store::word_anew(conn, branch.id, &some)?))?;
        }
    }
    Ok(worded)
}

/// Throws away what can no longer be taken back; says how many files that were.
///
/// # Errors
/// The database's.
pub fn forget_old_files(scribe: &Scribe) -> Result<usize, Problem> {
    let now = Instant::from(scribe.clock().now());
    let mut forgotten = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let old = scribe.read::<_, Problem>(|conn| Ok(store::outdated(conn, branch.id, now)?))?;
        if !old.is_empty() {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(store::forget_files(act, &old)?))?;
            forgotten += old.len();
        }
    }
    Ok(forgotten)
}

/// Forgets who looked at whom when it is two years ago; says how many looks those were.
///
/// # Errors
/// The database's.
pub fn forget_old_looks(scribe: &Scribe) -> Result<usize, Problem> {
    let mut forgotten = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let since = looks::kept_since(scribe.clock().today(branch.zone));
        let old = scribe.read::<_, Problem>(|conn| Ok(store::count_old_looks(conn, branch.id, since)?))?;
        if old > 0 {
            forgotten += scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(store::forget_looks(act, since)?))?;
        }
    }
    Ok(forgotten)
}
