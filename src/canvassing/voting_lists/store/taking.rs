//! A list going in, and out again.

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{
        fitting::Fit,
        voting_list::{Election, Kind, VotingList},
    },
    lists::close,
};
use crate::{
    audit::Act,
    canvassing::electors::{State, Terms},
    db::{
        BranchId, ElectorId, RegisterId, VotingListId,
        schema::{electors, voting_lists, voting_marks},
    },
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

/// Takes a waiting list in. An absent voters' list takes the place of those before it in the polling districts that it is
/// about: whoever is not on it any more votes at the polling station again.
pub fn take_in(act: &mut Act<'_>, list: &VotingList, fit: &Fit, terms: &Terms, election: Option<&Election>) -> QueryResult<()> {
    let (branch, at, id) = (act.branch(), act.at(), list.id);
    if list.kind == Kind::Absent {
        take_the_place(act, id, fit)?;
    }
    add_marks(act, branch, id, fit)?;
    diesel::update(voting_lists::table.filter(voting_lists::branch_id.eq(branch)).filter(voting_lists::id.eq(id)))
        .set((
            voting_lists::state.eq(State::Loaded),
            voting_lists::file.eq(None::<Vec<u8>>),
            voting_lists::marks.eq(i32::try_from(fit.marks.len()).unwrap_or(i32::MAX)),
            voting_lists::left_out.eq(i32::try_from(fit.problems.len()).unwrap_or(i32::MAX)),
            voting_lists::election.eq(election.map(|election| election.words.clone())),
            voting_lists::polled_on.eq(election.map(|election| election.polled_on)),
            voting_lists::basis.eq(Some(terms.basis)),
            voting_lists::destroy_on.eq(Some(terms.destroy_on)),
            voting_lists::settled_at.eq(Some(at)),
        ))
        .execute(act.conn())?;
    let facts = json!({
        "kind": list.kind, "marks": fit.marks.len(), "left_out": fit.problems.len(), "basis": terms.basis,
        "destroy_on": terms.destroy_on, "polled_on": election.map(|election| election.polled_on),
    });
    act.record("voting-list.taken-in", format!("/canvass/voting-lists/{id}"), facts);
    Ok(())
}

fn add_marks(act: &mut Act<'_>, branch: BranchId, id: VotingListId, fit: &Fit) -> QueryResult<()> {
    for marks in fit.marks.chunks(ROWS_AT_ONCE) {
        let row = |(elector, mark): &(ElectorId, _)| {
            (
                voting_marks::list_id.eq(id),
                voting_marks::elector_id.eq(*elector),
                voting_marks::branch_id.eq(branch),
                voting_marks::mark.eq(*mark),
            )
        };
        let rows: Vec<_> = marks.iter().map(row).collect();
        native!(act.conn(), c => diesel::insert_into(voting_marks::table).values(&rows).execute(c))?;
    }
    Ok(())
}

fn take_the_place(act: &mut Act<'_>, id: VotingListId, fit: &Fit) -> QueryResult<()> {
    let branch = act.branch();
    let before = voting_lists::table
        .filter(voting_lists::branch_id.eq(branch))
        .filter(voting_lists::kind.eq(Kind::Absent))
        .select(voting_lists::id);
    let there = electors::table
        .filter(electors::branch_id.eq(branch))
        .filter(electors::district_id.eq_any(fit.districts.clone()))
        .select(electors::id);
    diesel::update(voting_marks::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::replaced_by.is_null())
        .filter(voting_marks::list_id.eq_any(before))
        .filter(voting_marks::elector_id.eq_any(there))
        .set(voting_marks::replaced_by.eq(Some(id)))
        .execute(act.conn())
        .map(|_| ())
}

/// Takes a list back: what it said goes, and what it took the place of holds again.
pub fn undo(act: &mut Act<'_>, id: VotingListId) -> QueryResult<()> {
    let branch = act.branch();
    remove_marks(act, id)?;
    diesel::update(voting_marks::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::replaced_by.eq(Some(id)))
        .set(voting_marks::replaced_by.eq(None::<VotingListId>))
        .execute(act.conn())?;
    close(act, id)?;
    act.record("voting-list.undone", format!("/canvass/voting-lists/{id}"), json!({}));
    Ok(())
}

/// Destroys what a list said, on its day. What it took the place of stays replaced: an older list is no answer to its end.
pub fn destroy(act: &mut Act<'_>, id: VotingListId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let gone = remove_marks(act, id)?;
    diesel::update(voting_lists::table.filter(voting_lists::branch_id.eq(branch)).filter(voting_lists::id.eq(id)))
        .set((voting_lists::destroyed_at.eq(Some(at)), voting_lists::file.eq(None::<Vec<u8>>)))
        .execute(act.conn())?;
    act.record("voting-list.destroyed", format!("/canvass/voting-lists/{id}"), json!({ "marks": gone }));
    Ok(())
}

fn remove_marks(act: &mut Act<'_>, id: VotingListId) -> QueryResult<usize> {
    let branch = act.branch();
    diesel::delete(voting_marks::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::list_id.eq(id))
        .execute(act.conn())
}

/// Removes what lists say of the electors of a register; its going records it.
pub fn forget_electors_of(act: &mut Act<'_>, register: RegisterId) -> QueryResult<usize> {
    let branch = act.branch();
    let theirs =
        electors::table.filter(electors::branch_id.eq(branch)).filter(electors::register_id.eq(register)).select(electors::id);
    diesel::delete(voting_marks::table)
        .filter(voting_marks::branch_id.eq(branch))
        .filter(voting_marks::elector_id.eq_any(theirs))
        .execute(act.conn())
}
