//! What visits leave behind is thrown away when nobody needs it any more.

use chrono::TimeDelta;

use super::{limits, store};
use crate::{
    audit::{Chore, Scribe},
    branch,
    db::Instant,
    web::{Once, Problem},
};

/// A form that was sent a week ago is not sent again by an impatient finger.
const FORMS_REMEMBERED: TimeDelta = TimeDelta::days(7);

/// Throws away worthless sign-in requests, sessions that are over and tokens of forms long answered. Returns how many.
///
/// # Errors
/// The database's.
pub fn sweep(scribe: &Scribe) -> Result<usize, Problem> {
    limits::forget_the_quiet();
    let mut swept = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        swept += scribe.chore::<_, Problem>(branch.id, Chore::Sweep, |conn, now| {
            let forms = Once::forget_before(conn, branch.id, Instant::from(now.0 - FORMS_REMEMBERED))?;
            Ok(forms + store::sweep(conn, branch.id, now)?)
        })?;
    }
    Ok(swept)
}
