//! Messages of those who stand leave in the morning.

use super::{sending, store};
use crate::{
    audit::{Actor, Scribe},
    branch,
    db::Instant,
    web::Problem,
};

/// Passes on every message whose hour has come. Returns how many.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn pass_on(scribe: &Scribe) -> Result<usize, Problem> {
    let mut passed = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let now = Instant::from(scribe.clock().now());
        for message in scribe.read::<_, Problem>(|conn| Ok(store::due(conn, branch.id, now)?))? {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| sending::pass_on(act, &message))?;
            passed += 1;
        }
    }
    Ok(passed)
}
