//! A kept list as somebody who may use it opens it: whom its question finds today, and who of them is left out.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    asks::{Asks, Typed},
    columns,
    store::{self, Saved},
};
use crate::{
    branch::Branch,
    db::{AccountId, BranchId, Conn, MemberId, RowId},
    web::Problem,
};

/// Which list, and who opens it.
pub type Whose = (RowId, AccountId);

/// A kept list with the people it finds.
#[derive(Debug, Clone)]
pub struct Kept {
    pub list: Saved,
    pub question: Typed,
    pub asks: Asks,
    /// Those who are on it, by name.
    pub on: Vec<MemberId>,
    /// Those whom the question finds and whom somebody left out, by name.
    pub out: Vec<MemberId>,
}

impl Kept {
    /// Finds them anew.
    ///
    /// # Errors
    /// A list that is not there, or that somebody else keeps for themselves.
    pub fn open(conn: &mut Conn, branch: &Branch, whose: Whose, today: NaiveDate) -> Result<Self, Problem> {
        let list = usable(conn, branch.id, whose)?;
        let question = Typed::of_query(&list.asks).unwrap_or_default();
        let asks =
            question.read().map_err(|_| Problem::refused("The question of this list cannot be read any more. Ask anew."))?;
        let found = store::found(conn, branch, &asks, today)?;
        let left_out = left_out(conn, branch.id, list.id, &found)?;
        let (out, on) = found.into_iter().partition(|id| left_out.contains(id));
        Ok(Self { list, question, asks, on, out })
    }
}

/// A list that somebody may use: their own, or one that is shared.
///
/// # Errors
/// A list that is not there, or that somebody else keeps for themselves.
pub fn usable(conn: &mut Conn, branch: BranchId, (list, by): Whose) -> Result<Saved, Problem> {
    store::saved(conn, branch, by)?.into_iter().find(|saved| saved.id == list).ok_or(Problem::NotFound)
}

fn left_out(conn: &mut Conn, branch: BranchId, list: RowId, found: &[MemberId]) -> Result<HashSet<MemberId>, Problem> {
    let Some(place) = columns::place_of(conn, branch, list)? else { return Ok(HashSet::new()) };
    let cells = columns::cells(conn, branch, &[place.id], found)?.remove(&place.id).unwrap_or_default();
    Ok(found.iter().copied().filter(|id| !cells.shown(*id).is_empty()).collect())
}
