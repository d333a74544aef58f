//! Finding people by what was typed, and reading the register leaf by leaf. What either costs hangs on how much is shown and
//! not on how large the register is.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::super::{Person, words};
use super::people::persons;
use crate::{
    branch::Branch,
    db::{
        Backend, BranchId, Conn, MemberId,
        schema::{member_counts, member_words, members},
    },
    render::words::plural,
};

/// So many people are found at the most; of more it is only said that there are more.
pub const MOST_FOUND: usize = 200;

/// Everybody whom the typed words find, in the order of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// At most [`MOST_FOUND`]. Where there are more: those whose word is nearest to what was typed.
    pub ids: Vec<MemberId>,
    pub are_more: bool,
}

impl Found {
    /// "14 people".
    pub fn in_words(&self) -> String {
        match self.are_more {
            true => format!("More than {MOST_FOUND} people"),
            false => plural(self.ids.len() as i128, "person", "people"),
        }
    }
}

/// People of whom each typed word begins a word: of a name, the number or the postcode.
pub fn found(conn: &mut Conn, branch: BranchId, typed: &str) -> QueryResult<Found> {
    let typed = words::typed(typed);
    let Some(leading) = rarest(conn, branch, &typed)? else { return Ok(Found::default()) };
    let mut query = beginning_with(branch, leading);
    for other in typed.iter().filter(|word| *word != leading) {
        query = query.filter(member_words::words.like(format!("% {other}%")));
    }
    // Somebody of whom two words begin alike stands twice.
    let rows: Vec<(String, MemberId)> = query
        .order((member_words::word, member_words::sort_name, member_words::member_id))
        .limit(2 * limit())
        .select((member_words::sort_name, member_words::member_id))
        .load(conn)?;
    let mut seen = HashSet::new();
    let mut rows: Vec<_> = rows.into_iter().filter(|(_, id)| seen.insert(*id)).collect();
    let are_more = rows.len() > MOST_FOUND;
    rows.truncate(MOST_FOUND);
    if !are_more {
        rows.sort();
    }
    Ok(Found { ids: rows.into_iter().map(|(_, id)| id).collect(), are_more })
}

/// The word that the fewest people have, counted no further than it takes to know.
fn rarest<'a>(conn: &mut Conn, branch: BranchId, typed: &'a [String]) -> QueryResult<Option<&'a String>> {
    if let [] | [_] = typed {
        return Ok(typed.first());
    }
    let mut counted = Vec::with_capacity(typed.len());
    for word in typed {
        let some = beginning_with(branch, word).limit(limit()).select(member_words::member_id).load::<MemberId>(conn)?;
        counted.push((some.len(), std::cmp::Reverse(word.len()), word));
    }
    Ok(counted.into_iter().min().map(|(_, _, word)| word))
}

const fn limit() -> i64 {
    MOST_FOUND as i64 + 1
}

fn beginning_with(branch: BranchId, word: &str) -> member_words::BoxedQuery<'static, Backend> {
    member_words::table
        .filter(member_words::branch_id.eq(branch))
        .filter(member_words::word.ge(word.to_owned()))
        .filter(member_words::word.lt(format!("{word}{}", char::MAX)))
        .into_boxed()
}

/// At most `most` people whom the typed words find, by name.
pub fn search(conn: &mut Conn, branch: BranchId, typed: &str, most: i64) -> QueryResult<Vec<Person>> {
    let found = found(conn, branch, typed)?;
    let shown = found.ids.len().min(usize::try_from(most).unwrap_or_default());
    persons(conn, branch, &found.ids[..shown])
}

/// The same by their names alone: nobody is found by where they live.
pub fn named(conn: &mut Conn, branch: BranchId, typed: &str, most: i64) -> QueryResult<Vec<Person>> {
    let found = found(conn, branch, typed)?.ids;
    let names: HashMap<MemberId, Vec<String>> = members::table
        .filter(members::branch_id.eq(branch))
        .filter(members::id.eq_any(found.clone()))
        .select((members::id, (members::first_name, members::preferred_name, members::last_name)))
        .load::<(MemberId, (String, String, String))>(conn)?
        .into_iter()
        .map(|(id, (first, preferred, last))| (id, words::of(&[&first, &preferred, &last], "", "")))
        .collect();
    let typed = words::typed(typed);
    let begins = |names: &[String], word: &str| names.iter().any(|name| name.starts_with(word));
    let is_called = |id: &MemberId| names.get(id).is_some_and(|names| typed.iter().all(|word| begins(names, word)));
    let called = found.into_iter().filter(is_called).take(usize::try_from(most).unwrap_or_default());
    persons(conn, branch, &called.collect::<Vec<_>>())
}

/// Where a leaf of the register begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// With the first name that does not stand before these letters.
    At(String),
    After(MemberId),
    /// The leaf that ends right before somebody.
    Before(MemberId),
}

/// Some people of the register, in its order.
#[derive(Debug, Clone, Default)]
pub struct Leaf {
    pub people: Vec<Person>,
    pub is_first: bool,
    pub is_last: bool,
}

/// A leaf of the register. A place beside somebody who is no longer there is its beginning.
pub fn leaf(conn: &mut Conn, branch: BranchId, place: &Place, most: usize) -> QueryResult<Leaf> {
    let beside = match place {
        Place::At(letters) => (words::folded(letters), None),
        Place::After(id) | Place::Before(id) => {
            let stands = members::table.filter(members::branch_id.eq(branch)).find(*id).select(members::sort_name);
            match stands.first(conn).optional()? {
                Some(name) => (name, Some(*id)),
                None => return leaf(conn, branch, &Place::At(String::new()), most),
            }
        }
    };
    let is_back = matches!(place, Place::Before(_));
    let mut ids = in_order(conn, branch, &beside, is_back, most + 1)?;
    let are_beyond = ids.len() > most;
    ids.truncate(most);
    let are_behind = match place {
        Place::At(_) => !in_order(conn, branch, &beside, true, 1)?.is_empty(),
        Place::After(_) | Place::Before(_) => true,
    };
    if is_back {
        ids.reverse();
    }
    let (is_first, is_last) = if is_back { (!are_beyond, !are_behind) } else { (!are_behind, !are_beyond) };
    Ok(Leaf { people: persons(conn, branch, &ids)?, is_first, is_last })
}

/// Whoever comes next after a place in the register, or, backwards, before it.
fn in_order(
    conn: &mut Conn,
    branch: BranchId,
    (name, id): &(String, Option<MemberId>),
    is_back: bool,
    most: usize,
) -> QueryResult<Vec<MemberId>> {
    let all = members::table.filter(members::branch_id.eq(branch)).into_boxed::<Backend>();
    // Both databases follow the index where the name alone is bounded.
    let query = match (id, is_back) {
        (None, false) => all.filter(members::sort_name.ge(name)),
        (None, true) => all.filter(members::sort_name.lt(name)),
        (Some(id), false) => {
            all.filter(members::sort_name.ge(name)).filter(members::sort_name.gt(name).or(members::id.gt(*id)))
        }
        (Some(id), true) => all.filter(members::sort_name.le(name)).filter(members::sort_name.lt(name).or(members::id.lt(*id))),
    };
    let query = query.limit(i64::try_from(most).unwrap_or(i64::MAX)).select(members::id);
    if is_back {
        query.order((members::sort_name.desc(), members::id.desc())).load(conn)
    } else {
        query.order((members::sort_name, members::id)).load(conn)
    }
}

/// How many members there are: people with a membership that lasts, in a class that the rulebook has.
pub fn count(conn: &mut Conn, branch: &Branch) -> QueryResult<i64> {
    let of_classes = member_counts::class.eq_any(branch.rulebook.membership.classes.clone());
    counted(conn, member_counts::table.filter(member_counts::branch_id.eq(branch.id)).filter(of_classes).into_boxed())
}

/// How many people stand in the register, members or not.
pub fn count_entries(conn: &mut Conn, branch: BranchId) -> QueryResult<i64> {
    counted(conn, member_counts::table.filter(member_counts::branch_id.eq(branch)).into_boxed())
}

fn counted(conn: &mut Conn, counts: member_counts::BoxedQuery<'static, Backend>) -> QueryResult<i64> {
    Ok(counts.select(member_counts::people).load::<i64>(conn)?.into_iter().sum())
}
