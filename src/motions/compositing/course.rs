//! The deeds in the room: each asks the rules and is written down.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{
    super::{Motion, State as MotionState, motion::Submission, rules::words_of, store as motions, withdrawing},
    composite::{Composite, Part, State, first_draft},
    notices,
    rules::{self, NotComposited},
    store,
};
use crate::{
    audit::Act,
    branch,
    db::{CompositeId, MemberId, MotionId},
    web::Problem,
};

/// Opens a room for these motions.
///
/// # Errors
/// [`NotComposited`].
pub fn open(act: &mut Act<'_>, ids: &[MotionId], title: &str) -> Result<CompositeId, Problem> {
    let branch = act.branch();
    let found: Vec<Motion> = ids.iter().map(|id| motions::find(act.conn(), branch, *id)).collect::<Result<_, _>>()?;
    rules::may_open(&found, title)?;
    for motion in &found {
        if store::of_motion(act.conn(), branch, motion.id)?.is_some() {
            return Err(NotComposited::InAnother { label: motion.label() }.into());
        }
    }
    let id = store::insert(act, title, &first_draft(&found), &found)?;
    let (composite, parts) = (store::find(act.conn(), branch, id)?, store::parts(act.conn(), branch, id)?);
    notices::opened(act, &composite, &movers(&parts, |_| true))?;
    Ok(id)
}

/// The room as a deed finds it.
fn room(act: &mut Act<'_>, id: CompositeId, member: MemberId) -> Result<(Composite, Vec<Part>), Problem> {
    let branch = act.branch();
    let (found, parts) = (store::find(act.conn(), branch, id)?, store::parts(act.conn(), branch, id)?);
    rules::may_work(&found, &parts, member)?;
    Ok((found, parts))
}

/// The motions among these that a member moves.
fn of_member(parts: &[Part], member: MemberId) -> Vec<MotionId> {
    parts.iter().filter(|part| part.motion.mover == member).map(|part| part.motion.id).collect()
}

/// The movers of those parts for which that holds, each once.
fn movers(parts: &[Part], holds: impl Fn(&Part) -> bool) -> Vec<MemberId> {
    let found: BTreeSet<MemberId> = parts.iter().filter(|part| holds(part)).map(|part| part.motion.mover).collect();
    found.into_iter().collect()
}

/// Other words, by whoever moves one of the motions; `seen` is the version that was changed. She has agreed to her own words.
///
/// # Errors
/// [`NotComposited`].
pub fn reword(act: &mut Act<'_>, id: CompositeId, member: MemberId, seen: i32, text: &str) -> Result<(), Problem> {
    let (found, parts) = room(act, id, member)?;
    let (text, branch) = (text.trim().replace("\r\n", "\n"), act.branch());
    if text.is_empty() {
        return Err(NotComposited::NoText.into());
    }
    let book = branch::find(act.conn(), branch)?.rulebook;
    let (words, limits) = (words_of(&text), book.motion_limits());
    if let Some(limit) = limits.value.words.filter(|limit| words > *limit) {
        return Err(NotComposited::TooLong { words, limit, clause: limits.clause }.into());
    }
    if seen != found.version {
        return Err(NotComposited::ChangedMeanwhile.into());
    }
    if text != found.text {
        store::reword(act, &found, &text)?;
        let had_agreed = movers(&parts, |part| part.agreed_to == found.version && part.motion.mover != member);
        notices::reworded(act, &found, member, &had_agreed)?;
    }
    let found = store::find(act.conn(), branch, id)?;
    Ok(store::agree(act, &found, &of_member(&parts, member))?)
}

/// A mover agrees to the words as they are. When the last one does, the composite is handed in: moved by the first mover, seconded by
/// the next, and the motions that it puts together are decided with it.
///
/// # Errors
/// [`NotComposited`].
pub fn agree(act: &mut Act<'_>, id: CompositeId, member: MemberId, seen: i32) -> Result<Option<Motion>, Problem> {
    let (found, parts) = room(act, id, member)?;
    if seen != found.version {
        return Err(NotComposited::ChangedMeanwhile.into());
    }
    store::agree(act, &found, &of_member(&parts, member))?;
    let branch = act.branch();
    let parts = store::parts(act.conn(), branch, id)?;
    if !found.is_agreed_by_all(&parts) {
        return Ok(None);
    }
    let motion = hand_in(act, &found, &parts)?;
    Ok(Some(motion))
}

fn hand_in(act: &mut Act<'_>, composite: &Composite, parts: &[Part]) -> Result<Motion, Problem> {
    let (id, at) = (act.branch(), act.at());
    let branch = branch::find(act.conn(), id)?;
    let mover = parts.first().map(|part| part.motion.mover).ok_or(NotComposited::TooFew)?;
    let seconder = parts.iter().map(|part| part.motion.mover).find(|other| *other != mover);
    let seconder = seconder.or(parts.iter().find_map(|part| part.motion.seconder.filter(|other| *other != mover)));
    let submission = Submission {
        title: composite.title.clone(),
        text: composite.text.clone(),
        mover,
        seconder,
        meeting: parts.iter().find_map(|part| part.motion.meeting),
        // What one of them needs to be taken after the deadline, their composite needs too.
        emergency_reason: parts.iter().find_map(|part| part.motion.emergency_reason.clone()),
        changes: parts.first().and_then(|part| part.motion.changes.clone()),
        sponsor: None,
        year: branch.date_of(at).year(),
        state: MotionState::WaitingForSeconder,
    };
    let motion = motions::submit(act, &submission, words_of(&composite.text))?;
    if let Some(seconder) = seconder {
        // Who agreed to every word has seconded it.
        motions::second(act, &motion, seconder)?;
    }
    for part in parts {
        withdrawing::take_off_agenda(act, &part.motion)?;
        motions::composite(act, &part.motion, motion.id)?;
    }
    store::settle(act, composite, State::Agreed, Some(motion.id))?;
    Ok(motion)
}

/// A mover takes her motions out of the room. Where fewer than two motions stay, the composite is given up.
///
/// # Errors
/// [`NotComposited`].
pub fn leave(act: &mut Act<'_>, id: CompositeId, member: MemberId) -> Result<(), Problem> {
    let (found, parts) = room(act, id, member)?;
    let theirs = of_member(&parts, member);
    store::leave(act, &found, &theirs)?;
    if parts.len() - theirs.len() < 2 {
        store::settle(act, &found, State::GivenUp, None)?;
    }
    Ok(())
}
