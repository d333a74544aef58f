//! Amendments beside each other: which meet, in which order they are best put, and the text with those carried in it.

use super::{
    super::{
        Motion,
        amendments::{
            Edit, Operation,
            merge::{self, Collision, Meeting},
            order::{Tradition, suggested},
            tidied,
        },
    },
    Amendment, State,
    links::{Link, waits},
    marked::{Marked, marked},
    rules::NotAmended,
};
use crate::web::Problem;

/// A motion with the amendments in it that were carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// The substantive motion, its joins tidied.
    pub text: String,
    /// The numbers of those carried, in the order in which they were.
    pub by: Vec<i32>,
}

/// An amendment with what it does.
pub struct Read<'a> {
    pub amendment: &'a Amendment,
    pub edit: Edit,
}

/// Reads what amendments do to the text of their motion.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn read<'a>(motion: &Motion, amendments: &'a [Amendment]) -> Result<Vec<Read<'a>>, Problem> {
    let read = |amendment: &'a Amendment| Ok(Read { amendment, edit: amendment.edit(&motion.text)? });
    amendments.iter().map(read).collect()
}

/// The motion as it stands by what was carried so far; none where nothing was.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn amended(motion: &Motion, amendments: &[Amendment]) -> Result<Option<Amended>, Problem> {
    let carried = carried(amendments);
    if carried.is_empty() {
        return Ok(None);
    }
    let text = with(motion, &carried)?.map_err(|collisions| Problem::from(collides(&carried, &collisions)))?;
    Ok(Some(Amended { text, by: carried.iter().map(|amendment| amendment.number).collect() }))
}

/// Those that were carried, in the order in which they were.
pub fn carried(amendments: &[Amendment]) -> Vec<Amendment> {
    let mut carried: Vec<Amendment> = amendments.iter().filter(|one| one.state == State::Carried).cloned().collect();
    carried.sort_by_key(|one| (one.decided_at.map(|at| at.0), one.number));
    carried
}

/// The motion with these amendments in it, in this order, or where they collide.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn with(motion: &Motion, carried: &[Amendment]) -> Result<Result<String, Vec<Collision>>, Problem> {
    let edits = lasting(motion, carried)?;
    let edits: Vec<&Edit> = edits.iter().collect();
    Ok(merge::substantive(&motion.text, &edits).map(|standing| tidied(&standing).text))
}

/// These amendments, in this order, as one edit of the text, or where they collide.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn joined(motion: &Motion, carried: &[Amendment]) -> Result<Result<Edit, Vec<Collision>>, Problem> {
    let edits = lasting(motion, carried)?;
    Ok(merge::joined(&motion.text, &edits.iter().collect::<Vec<_>>()))
}

/// The edits of which something is left: a passage that was changed can still be left out or replaced as a whole.
fn lasting(motion: &Motion, carried: &[Amendment]) -> Result<Vec<Edit>, Problem> {
    let mut edits: Vec<Edit> = Vec::new();
    for next in read(motion, carried)? {
        edits.retain(|before| !is_within(before, &next.edit));
        edits.push(next.edit);
    }
    Ok(edits)
}

/// Whether everything that one edit touches is taken away by another.
fn is_within(one: &Edit, other: &Edit) -> bool {
    let takes = |inner: &Operation| {
        other.operations().iter().any(|outer| outer.from <= inner.from && inner.to <= outer.to && outer.from < outer.to)
    };
    one != other && one.operations().iter().all(takes)
}

/// What stands in the way of an amendment, if anything that was carried does.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn hindered(motion: &Motion, amendments: &[Amendment], one: &Amendment) -> Result<Option<NotAmended>, Problem> {
    let mut both = carried(amendments);
    both.retain(|other| other.id != one.id);
    both.push(one.clone());
    Ok(with(motion, &both)?.err().map(|collisions| collides(&both, &collisions)))
}

fn collides(amendments: &[Amendment], collisions: &[Collision]) -> NotAmended {
    let first = collisions.first();
    NotAmended::Collides {
        number: first.and_then(|collision| amendments.get(collision.one)).map_or(0, |amendment| amendment.number),
        words: first.map(|collision| collision.at.words.clone()).unwrap_or_default(),
    }
}

/// The proposed ones that have nothing left to change once `carried` is.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn falling(motion: &Motion, amendments: &[Amendment], carried: &Amendment) -> Result<Vec<Amendment>, Problem> {
    let edit = carried.edit(&motion.text)?;
    let open = amendments.iter().filter(|other| other.id != carried.id && other.state == State::Proposed).cloned();
    let mut falling = Vec::new();
    for other in open {
        if merge::falls(&other.edit(&motion.text)?, &edit) {
            falling.push(other);
        }
    }
    Ok(falling)
}

/// Those that are still to be decided, in the order in which they are best put: what another hangs on first, then the widest.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn in_order<'a>(motion: &Motion, amendments: &'a [Amendment], links: &[Link]) -> Result<Vec<&'a Amendment>, Problem> {
    let read = read(motion, amendments)?;
    let open: Vec<&Read<'a>> = read.iter().filter(|read| read.amendment.state == State::Proposed).collect();
    let edits: Vec<&Edit> = open.iter().map(|read| &read.edit).collect();
    let waits = waits(links, &open.iter().map(|read| read.amendment).collect::<Vec<_>>());
    Ok(suggested(&edits, &waits, Tradition::WidestFirst).into_iter().map(|nth| open[nth].amendment).collect())
}

/// How two amendments meet, in a sentence with their numbers.
pub fn said(amendments: &[Amendment], collision: &Collision) -> String {
    let number = |nth: usize| amendments.get(nth).map_or(0, |amendment| amendment.number);
    sentence(number(collision.one), number(collision.other), collision)
}

fn sentence(one: i32, other: i32, collision: &Collision) -> String {
    let words = &collision.at.words;
    match collision.how {
        Meeting::Alike => format!("{one} and {other} do the very same."),
        Meeting::Overlapping => format!("{one} and {other} change the same words, “{words}”: not both can stand in the text."),
        Meeting::SamePoint => format!("{one} and {other} both insert at one point: the one carried first stands first."),
        Meeting::Touching | Meeting::Apart => {
            format!("{one} and {other} change words that stand side by side; both can be carried.")
        }
    }
}

/// Every pair that meets, each in a sentence.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn meetings(motion: &Motion, amendments: &[Amendment]) -> Result<Vec<String>, Problem> {
    let read = read(motion, amendments)?;
    let edits: Vec<&Edit> = read.iter().map(|read| &read.edit).collect();
    Ok(merge::collisions(&motion.text, &edits).iter().map(|collision| said(amendments, collision)).collect())
}

/// The text of a motion with what one amendment does marked in it.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn shown(motion: &Motion, amendment: &Amendment) -> Result<Marked, Problem> {
    Ok(marked(&motion.text, &amendment.edit(&motion.text)?))
}

/// How the edit of an amendment with that number meets the amendments that are proposed or carried.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn meets(number: i32, motion: &Motion, amendments: &[Amendment], edit: &Edit) -> Result<Vec<String>, Problem> {
    let mut told = Vec::new();
    for other in amendments.iter().filter(|one| matches!(one.state, State::Proposed | State::Carried)) {
        let theirs = other.edit(&motion.text)?;
        let meeting = merge::collisions(&motion.text, &[edit, &theirs]);
        told.extend(meeting.iter().map(|collision| sentence(number, other.number, collision)));
    }
    Ok(told)
}
