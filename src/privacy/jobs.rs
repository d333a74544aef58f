//! What time brings: those who left long ago are proposed to be forgotten, a few at a time, and what was confirmed is done
//! on its day unless something has come in between.

use chrono::NaiveDate;

use super::{
    erasure::{Erasure, Ground},
    forgotten,
    rules::{self, NotErased},
    store,
};
use crate::{
    audit::{Act, Actor, Scribe},
    ballots,
    branch::{self, Branch},
    db::{MemberId, RowId},
    lists, meetings, members,
    web::Problem,
};

/// Proposes those whom the rulebook keeps no longer, and erases those whose day has come; says how many those were.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn let_go(scribe: &Scribe) -> Result<usize, Problem> {
    let mut gone = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let today = scribe.clock().today(branch.zone);
        for member in outdated(scribe, &branch, today)? {
            gone += done(scribe.act(branch.id, Actor::Worker, |act| propose(act, &branch, member, today)))?;
        }
        for due in scribe.read::<_, Problem>(|conn| Ok(store::due(conn, branch.id, today)?))? {
            gone += done(scribe.act(branch.id, Actor::Worker, |act| erase(act, &branch, due.id, today)))?;
        }
    }
    forgotten::keep(scribe)?;
    Ok(gone)
}

/// How many were done: none where somebody else was quicker, or the rules say no by now.
fn done(deed: Result<(), Problem>) -> Result<usize, Problem> {
    match deed {
        Ok(()) => Ok(1),
        Err(Problem::Refused { .. }) => Ok(0),
        Err(cause) => Err(cause),
    }
}

fn propose(act: &mut Act<'_>, branch: &Branch, member: MemberId, today: NaiveDate) -> Result<(), Problem> {
    rules::may_propose(&store::standing(act.conn(), branch, member, today)?)?;
    Ok(store::propose(act, member, Ground::Left, today)?)
}

/// Those who left longer ago than the rulebook keeps what is known of them, as many as may be proposed at once.
fn outdated(scribe: &Scribe, branch: &Branch, today: NaiveDate) -> Result<Vec<MemberId>, Problem> {
    let Some(rule) = branch.rulebook.retention.get("left-member") else { return Ok(Vec::new()) };
    let before = rule.keep.before(today);
    scribe.read(|conn| {
        let left = members::who_left(conn, branch.id, before)?;
        if left.is_empty() {
            return Ok(Vec::new());
        }
        let people = members::count_entries(conn, branch.id)?;
        let lately = store::lately_proposed(conn, branch.id, rules::lately(today))?;
        let most = rules::still_proposable(people, lately);
        // A proposal that somebody stopped is not made again.
        let considered = store::considered(conn, branch.id)?;
        let mut outdated = Vec::new();
        for (member, _) in left.into_iter().filter(|(member, _)| !considered.contains(member)) {
            if outdated.len() == most {
                break;
            }
            if rules::may_propose(&store::standing(conn, branch, member, today)?).is_ok() {
                outdated.push(member);
            }
        }
        Ok(outdated)
    })
}

/// Forgets one person; where something has come in between, the erasure is stopped and says why.
fn erase(act: &mut Act<'_>, branch: &Branch, id: RowId, today: NaiveDate) -> Result<(), Problem> {
    let erasure = &store::find(act.conn(), branch.id, id)?;
    if !erasure.is_open() {
        return Err(NotErased::NotOpen.into());
    }
    // Entries of theirs that were laid aside say as much of them, and are held by as much.
    let aside = members::laid_aside_for(act.conn(), branch.id, erasure.member_id)?;
    for entry in std::iter::once(&erasure.member_id).chain(&aside) {
        let person = store::standing(act.conn(), branch, *entry, today)?;
        if let Err(why) = rules::may_erase(&person) {
            let why = match why {
                NotErased::Member(_) => "a member again".to_owned(),
                other => other.to_string(),
            };
            return Ok(store::stop(act, erasure, today, &why)?);
        }
    }
    forget(act, branch, erasure, today)?;
    aside.into_iter().try_for_each(|entry| forget_at_once(act, branch, (entry, erasure.ground)))
}

fn forget(act: &mut Act<'_>, branch: &Branch, erasure: &Erasure, today: NaiveDate) -> Result<(), Problem> {
    let member = members::find(act.conn(), branch.id, erasure.member_id)?;
    members::erase(act, &member)?;
    lists::forget(act, member.id)?;
    meetings::end_links(act, member.id)?;
    ballots::forget_portraits_of(act, member.id)?;
    Ok(store::done(act, erasure, today)?)
}

/// Forgets somebody of whom that was decided already: whom a backup has brought back, or another entry of one who is forgotten.
pub fn forget_at_once(act: &mut Act<'_>, branch: &Branch, (member, ground): (MemberId, Ground)) -> Result<(), Problem> {
    let today = branch.date_of(act.at());
    if store::open_for(act.conn(), branch.id, member)?.is_none() {
        store::propose(act, member, ground, today)?;
    }
    let erasure = store::open_for(act.conn(), branch.id, member)?.ok_or(NotErased::NotOpen)?;
    // The backup may be of a day on which they were a member.
    members::end_membership_of(act, member, today)?;
    forget(act, branch, &erasure, today)
}
