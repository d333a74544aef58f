//! What the page of a selection says of messages.

use serde::Serialize;

use super::store;
use crate::{
    members,
    selections::{Selection, applying, store as selections},
    web::{Look, Visitor},
};

/// Messages of those who stand, as far as the reader sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Access {
    /// How many each may send, and the most words; none where nobody sends anything.
    pub each: Option<u32>,
    pub words: u32,
    pub clause: String,
    /// Whether the reader stands.
    pub stands: bool,
    /// How many were handed in, for whoever runs ballots.
    pub all: Option<usize>,
}

/// What the reader sees of them.
pub fn access(look: &mut Look<'_>, selection: &Selection, visitor: &Visitor) -> diesel::QueryResult<Access> {
    let Some(rule) = look.branch.rulebook.selections.as_ref().and_then(|rule| rule.messages.clone()) else {
        return Ok(Access::default());
    };
    let member = members::of_account(look.conn, look.branch.id, visitor.account)?.map(|member| member.id);
    let candidates = selections::candidates_of(look.conn, look.branch.id, selection.id)?;
    let all = match applying::runs(look, selection.id, visitor) {
        true => Some(store::of_selection(look.conn, look.branch.id, selection.id)?.len()),
        false => None,
    };
    Ok(Access {
        each: Some(rule.each),
        words: rule.words,
        clause: rule.src,
        stands: candidates.iter().any(|candidate| Some(candidate.member_id) == member),
        all,
    })
}
