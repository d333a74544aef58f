//! What time brings before a shift: those who come are reminded, the day before and again some hours before.

use chrono::TimeDelta;

use super::{
    notices,
    store::{self, Reminder},
};
use crate::{
    audit::{Act, Actor, Scribe},
    branch,
    db::{Instant, ShiftId},
    web::Problem,
};

/// When each reminder goes out: so long before the shift at the most, and at the least. What is missed is not made up for later.
const REMINDERS: [(Reminder, TimeDelta, TimeDelta); 2] = [
    (Reminder::DayBefore, TimeDelta::hours(24), TimeDelta::hours(4)),
    (Reminder::HoursBefore, TimeDelta::hours(3), TimeDelta::minutes(30)),
];

/// Reminds those who come to the shifts ahead. Returns of how many shifts.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn remind(scribe: &Scribe) -> Result<usize, Problem> {
    let (now, mut reminded) = (scribe.clock().now(), 0);
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        for (which, most, least) in REMINDERS {
            let span = (Instant::from(now + least), Instant::from(now + most));
            for shift in scribe.read::<_, Problem>(|conn| Ok(store::to_remind(conn, branch.id, which, span)?))? {
                scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| remind_of(act, shift, which))?;
                reminded += 1;
            }
        }
    }
    Ok(reminded)
}

fn remind_of(act: &mut Act<'_>, id: ShiftId, which: Reminder) -> Result<(), Problem> {
    let branch = act.branch();
    let shift = store::find(act.conn(), branch, id)?;
    let coming = store::coming_to(act.conn(), branch, id)?;
    store::note_reminded(act, id, which)?;
    Ok(notices::reminder(act, &shift, &coming)?)
}
