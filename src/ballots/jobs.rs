//! What time brings: ballots close at their hour, and the traces of their order are swept away.

use super::{election, store};
use crate::{
    audit::{Actor, Scribe},
    branch,
    db::{BallotId, BranchId, Instant},
    web::Problem,
};

/// Closes and counts every election whose time has come, then sweeps the files of what was closed. Returns how many closed.
///
/// # Errors
/// The database's; a sweep that has to wait is tried again at the next run.
pub fn close_due(scribe: &Scribe) -> Result<usize, Problem> {
    let now = Instant::from(scribe.clock().now());
    let mut closed = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let due = scribe.read::<_, Problem>(|conn| Ok(store::due(conn, branch.id, now)?))?;
        for ballot in due {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| election::close_election(act, ballot.id, ""))?;
            closed += 1;
        }
        sweep(scribe, branch.id)?;
    }
    Ok(closed)
}

fn sweep(scribe: &Scribe, branch: BranchId) -> Result<(), Problem> {
    let unswept: Vec<BallotId> = scribe.read::<_, Problem>(|conn| Ok(store::unswept(conn, branch)?))?;
    if unswept.is_empty() || scribe.read::<_, Problem>(|conn| Ok(store::sweep(conn)?)).is_err() {
        return Ok(());
    }
    scribe.act::<_, Problem>(branch, Actor::Worker, |act| Ok(store::mark_swept(act, &unswept)?))
}
