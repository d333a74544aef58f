//! What time brings: acts that can no longer be undone are forgotten, and so is what stands in columns and lists that were put away.
//! And whoever is forgotten is forgotten here.

use super::{acts, columns};
use crate::{
    audit::{Act, Actor, Scribe},
    branch,
    db::MemberId,
    web::Problem,
};

/// Forgets what nobody can bring back any more; says how much that was.
///
/// # Errors
/// The database's.
pub fn let_go(scribe: &Scribe) -> Result<usize, Problem> {
    let mut gone = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let today = scribe.clock().today(branch.zone);
        let Some((day, moment)) = acts::kept_since(&branch, today) else { continue };
        if scribe
            .read::<_, Problem>(|conn| Ok(acts::are_old(conn, &branch, moment)? || columns::are_old(conn, branch.id, day)?))?
        {
            gone += scribe
                .act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(acts::sweep(act, moment)? + columns::sweep(act, day)?))?;
        }
    }
    Ok(gone)
}

/// Forgets what is noted about somebody, and where they are named in notes about others.
pub fn forget(act: &mut Act<'_>, member: MemberId) -> diesel::QueryResult<()> {
    acts::forget(act, member)?;
    columns::forget(act, member)
}
