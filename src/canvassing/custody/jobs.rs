//! What time brings: registers are destroyed on their day, and files that nobody loaded are thrown away.

use super::{
    notices,
    rules::{FILE_WAITS, NOT_BEFORE, TOLD_AHEAD},
};
use crate::{
    audit::{Act, Actor, Scribe},
    branch::{self, Branch},
    canvassing::{contacts, electors, follow_ups, phones, polling, voting_lists},
    db::{Instant, RegisterId},
    web::Problem,
};

/// Destroys every register whose day has come and throws away files that waited too long. Returns how many went.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn let_go(scribe: &Scribe) -> Result<usize, Problem> {
    let mut gone = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        for register in due(scribe, &branch)? {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| destroy(act, register))?;
            gone += 1;
        }
        for file in stale(scribe, &branch)? {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(electors::throw_away(act, file)?))?;
            gone += 1;
        }
        gone += let_lists_go(scribe, &branch)?;
    }
    Ok(gone)
}

/// The same for lists of voters, on which nothing hangs.
fn let_lists_go(scribe: &Scribe, branch: &Branch) -> Result<usize, Problem> {
    let today = scribe.clock().today(branch.zone);
    let since = Instant::from(scribe.clock().now() - voting_lists::FILE_WAITS);
    let due = scribe.read::<_, Problem>(|conn| Ok(voting_lists::due_for_destruction(conn, branch.id, today)?))?;
    let stale = scribe.read::<_, Problem>(|conn| Ok(voting_lists::waiting_since(conn, branch.id, since)?))?;
    for list in &due {
        scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(voting_lists::destroy(act, *list)?))?;
    }
    for file in &stale {
        scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(voting_lists::throw_away(act, *file)?))?;
    }
    Ok(due.len() + stale.len())
}

fn due(scribe: &Scribe, branch: &Branch) -> Result<Vec<RegisterId>, Problem> {
    let today = scribe.clock().today(branch.zone);
    let told_before = Instant::from(scribe.clock().now() - NOT_BEFORE);
    scribe.read(|conn| Ok(electors::due_for_destruction(conn, branch.id, today, told_before)?))
}

/// Tells those who coordinate the canvass which registers go in the days ahead. Returns of how many.
///
/// # Errors
/// The database's; what was not told is told at the next run.
pub fn tell(scribe: &Scribe) -> Result<usize, Problem> {
    let mut told = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let by = scribe.clock().today(branch.zone) + TOLD_AHEAD;
        let going = scribe.read::<_, Problem>(|conn| Ok(electors::to_tell_of(conn, branch.id, by)?))?;
        if !going.is_empty() {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| {
                going.iter().try_for_each(|file| electors::note_told(act, file.id))?;
                Ok(notices::registers_go(act, &branch, &going)?)
            })?;
            told += going.len();
        }
    }
    Ok(told)
}

fn stale(scribe: &Scribe, branch: &Branch) -> Result<Vec<RegisterId>, Problem> {
    let since = Instant::from(scribe.clock().now() - FILE_WAITS);
    scribe.read(|conn| Ok(electors::waiting_since(conn, branch.id, since)?))
}

/// The entries go, and with them what their people said, unless they stand on a register in force by another number; where no register lists a door any more, what happened there goes
/// too. That somebody wishes no visit stays on the door: forgetting it would break the promise.
fn destroy(act: &mut Act<'_>, register: RegisterId) -> Result<(), Problem> {
    let branch = act.branch();
    let doors = electors::doors_of_register(act.conn(), branch, register)?;
    follow_ups::follow_persons(act, register)?;
    contacts::follow_persons(act, register)?;
    polling::forget_votes_of(act, register)?;
    voting_lists::forget_electors_of(act, register)?;
    let asked = follow_ups::forget_electors_of(act, register)?;
    let said = contacts::forget_electors_of(act, register)? + phones::forget_held_at(act, &doors)?;
    electors::destroy(act, register)?;
    let heard = contacts::forget_at_unlisted(act, &doors)? + follow_ups::forget_at_unlisted(act, &doors)?;
    electors::note_destruction(act, register, asked + said + heard);
    Ok(())
}
