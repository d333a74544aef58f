//! What time brings: the day before a meeting those on its roll are reminded, with what has changed on the agenda.

use chrono::TimeDelta;

use super::{Reply, notices, store, versions};
use crate::{
    audit::{Act, Actor, Scribe},
    branch,
    db::{Instant, MeetingId},
    members::{self, Kind},
    web::Problem,
};

/// A reminder goes out so long before the meeting,
const AT_MOST: TimeDelta = TimeDelta::hours(24);
/// and not later than this: who is on the way needs none.
const AT_LEAST: TimeDelta = TimeDelta::hours(2);

/// Reminds of the meetings of tomorrow. Returns of how many.
///
/// # Errors
/// The database's.
pub fn remind(scribe: &Scribe) -> Result<usize, Problem> {
    let (now, mut reminded) = (scribe.clock().now(), 0);
    let span = (Instant::from(now + AT_LEAST), Instant::from(now + AT_MOST));
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        for meeting in scribe.read::<_, Problem>(|conn| Ok(store::to_remind(conn, branch.id, span)?))? {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| remind_of(act, meeting))?;
            reminded += 1;
        }
    }
    Ok(reminded)
}

/// Reminds everybody on the roll but those who have sent apologies, and those who want no reminders.
fn remind_of(act: &mut Act<'_>, id: MeetingId) -> Result<(), Problem> {
    let branch = act.branch();
    let meeting = store::find(act.conn(), branch, id)?;
    let items = store::items(act.conn(), branch, id)?;
    let titles: Vec<String> = items.into_iter().map(|item| item.title).collect();
    let first = store::versions(act.conn(), branch, id)?.into_iter().next();
    let changes = first.map(|first| versions::changes(&first.titles, &titles)).unwrap_or_default();
    let given = store::replies(act.conn(), branch, id)?;
    let stays_away = |member| given.iter().any(|given| given.member == member && given.reply == Reply::Apologies);
    let mut roll = store::on_roll(act.conn(), branch, id)?;
    let unwilling = members::who_refuse(act.conn(), branch, Kind::Meetings)?;
    roll.retain(|member| !stays_away(*member) && !unwilling.contains(member));
    let to = members::reach(act.conn(), branch, &roll)?.into_iter().map(|(_, recipient)| recipient).collect();
    store::note_reminded(act, &meeting)?;
    Ok(notices::tomorrow(act, &meeting, (&titles, &changes), to)?)
}
