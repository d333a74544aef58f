//! What time brings: papers that came back are replaced, ballots close at their hour, the traces of their order are swept away,
//! and after a year their papers go.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{
    Ballot, election, keeping, printed, replacing,
    store::{self, Sweep},
};
use crate::{
    audit::{Actor, Scribe},
    branch,
    db::{BallotId, BranchId, Conn, Instant},
    web::Problem,
};

/// Closes and counts every election whose time has come, then sweeps the files of what was closed. Returns how many closed.
/// What goes wrong with one ballot or one branch is written to the log and stops no other.
///
/// # Errors
/// The database's, where not even the branches can be read.
pub fn close_due(scribe: &Scribe) -> Result<usize, Problem> {
    let mut closed = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        match close_in(scribe, branch.id) {
            Ok(number) => closed += number,
            Err(cause) => tracing::error!(branch = %branch.id, %cause, "the ballots of a branch could not be looked at"),
        }
        if let Err(cause) = sweep(scribe, branch.id) {
            tracing::error!(branch = %branch.id, %cause, "the files were not swept after a close; it is tried again");
        }
    }
    Ok(closed)
}

fn close_in(scribe: &Scribe, branch: BranchId) -> Result<usize, Problem> {
    let now = Instant::from(scribe.clock().now());
    let due = scribe.read::<_, Problem>(|conn| due(conn, branch, now))?;
    Ok(due.iter().filter(|ballot| is_closed(scribe, ballot)).count())
}

/// The elections that close by themselves now. One whose printed papers are out waits for its tellers, and somebody closes it.
fn due(conn: &mut Conn, branch: BranchId, now: Instant) -> Result<Vec<Ballot>, Problem> {
    let mut due = Vec::new();
    for ballot in store::due(conn, branch, now)? {
        if !printed::waits_for_tellers(conn, &ballot, now)? {
            due.push(ballot);
        }
    }
    Ok(due)
}

/// Closes one ballot; a count that panics is undone like any other fault, and the next ballot has its turn.
fn is_closed(scribe: &Scribe, ballot: &Ballot) -> bool {
    let close =
        || scribe.act::<_, Problem>(ballot.branch_id, Actor::Worker, |act| election::close_election(act, ballot.id, ""));
    let closed = catch_unwind(AssertUnwindSafe(close)).unwrap_or_else(|_| Err(Problem::broken("the count panicked")));
    if let Err(cause) = &closed {
        tracing::error!(ballot = %ballot.id, ?cause, "a ballot whose time has come was not closed; it is tried again");
    }
    closed.is_ok()
}

/// Replaces the papers that mail did not bring. Returns how many.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn replace_lost(scribe: &Scribe) -> Result<usize, Problem> {
    let mut replaced = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        for ballot in scribe.read::<_, Problem>(|conn| Ok(store::open(conn, branch.id)?))? {
            if !scribe.read::<_, Problem>(|conn| Ok(replacing::lost(conn, &ballot)?))?.is_empty() {
                replaced += scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| replacing::replace(act, &ballot))?;
            }
        }
    }
    Ok(replaced)
}

/// Destroys papers and marks whose time is over. Returns of how many.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn let_go(scribe: &Scribe) -> Result<usize, Problem> {
    let mut gone = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let today = scribe.clock().today(branch.zone);
        for (ballot, kept) in scribe.read::<_, Problem>(|conn| Ok(keeping::due(conn, &branch, today)?))? {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| keeping::let_go(act, &ballot, kept, today))?;
            gone += 1;
        }
    }
    Ok(gone)
}

fn sweep(scribe: &Scribe, branch: BranchId) -> Result<(), Problem> {
    let unswept: Vec<BallotId> = scribe.read::<_, Problem>(|conn| Ok(store::unswept(conn, branch)?))?;
    if unswept.is_empty() {
        return Ok(());
    }
    match scribe.read::<_, Problem>(|conn| Ok(store::sweep(conn)?))? {
        Sweep::Clean => scribe.act::<_, Problem>(branch, Actor::Worker, |act| Ok(store::mark_swept(act, &unswept)?)),
        Sweep::HeldUp => {
            tracing::warn!(%branch, "somebody reads at length, so the files are swept later");
            Ok(())
        }
    }
}
