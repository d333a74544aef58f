//! Whoever has something to do is reminded once, two days before it is due.

use chrono::Days;

use super::{notices, store};
use crate::{
    audit::{Actor, Scribe},
    branch,
    db::Instant,
    web::Problem,
};

/// So many days before, there is still time to do it.
const BEFORE: Days = Days::new(2);

/// Reminds of what is due. Returns how many were.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn remind(scribe: &Scribe) -> Result<usize, Problem> {
    let mut reminded = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let today = branch.date_of(Instant::from(scribe.clock().now()));
        let until = today.checked_add_days(BEFORE).unwrap_or(today);
        for action in scribe.read::<_, Problem>(|conn| Ok(store::to_remind(conn, branch.id, until)?))? {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| {
                store::reminded(act, &action)?;
                Ok(notices::reminded(act, &action)?)
            })?;
            reminded += 1;
        }
    }
    Ok(reminded)
}
