//! What the page of a selection says of complaints.

use chrono::NaiveDate;
use serde::Serialize;

use super::{rules, store};
use crate::{
    members,
    rulebook::Plan,
    selections::{Selection, applying},
    web::{Look, Visitor},
};

/// Complaints about a selection, as far as the reader sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Hearing {
    /// The last day on which one is taken; none where the rules set no time.
    pub until: Option<NaiveDate>,
    pub is_over: bool,
    /// How many the reader has made.
    pub own: usize,
    /// How many there are, and how many wait, for whoever runs ballots.
    pub all: Option<usize>,
    pub open: usize,
}

/// What the reader sees of them.
pub fn hearing(look: &mut Look<'_>, selection: &Selection, plan: &Plan, visitor: &Visitor) -> diesel::QueryResult<Hearing> {
    let complaints = store::of_selection(look.conn, look.branch.id, selection.id)?;
    let member = members::of_account(look.conn, look.branch.id, visitor.account)?.map(|member| member.id);
    let until = rules::complaints_end(plan);
    let may_read = applying::runs(look, selection.id, visitor);
    Ok(Hearing {
        until,
        is_over: until.is_some_and(|until| until < look.today()),
        own: complaints.iter().filter(|complaint| Some(complaint.member_id) == member).count(),
        all: may_read.then_some(complaints.len()),
        open: if may_read { complaints.iter().filter(|complaint| complaint.is_open()).count() } else { 0 },
    })
}
