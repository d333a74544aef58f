//! The tables `selection_listings` and `selection_lists`. Their events name nobody who is left out: the record is open to
//! every member, and each reads her own reason alone.

use diesel::prelude::*;
use serde_json::json;

use super::super::{
    application::Incumbency,
    listing::{List, Listing, Settled},
    selection::path,
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, RowId, SelectionId,
        schema::{selection_applications, selection_candidates, selection_listings, selection_lists},
    },
};

/// Keeps where each who applied stands, as it is ticked now.
pub fn keep_listings(act: &mut Act<'_>, selection: SelectionId, listings: &[Listing]) -> QueryResult<()> {
    let branch = act.branch();
    let before = selection_listings::table
        .filter(selection_listings::branch_id.eq(branch))
        .filter(selection_listings::selection_id.eq(selection));
    diesel::delete(before).execute(act.conn())?;
    for listing in listings {
        diesel::insert_into(selection_listings::table)
            .values((
                selection_listings::selection_id.eq(selection),
                selection_listings::branch_id.eq(branch),
                selection_listings::member_id.eq(listing.member_id),
                selection_listings::on_longlist.eq(listing.on_longlist),
                selection_listings::on_shortlist.eq(listing.on_shortlist),
                selection_listings::reason.eq(&listing.reason),
            ))
            .execute(act.conn())?;
    }
    act.record("lists.ticked", path(selection), json!({ "applied": listings.len() }));
    Ok(())
}

/// How many are on a list that is settled, and how many are not.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub on: usize,
    pub by_right: usize,
    pub left_out: usize,
}

/// Settles a list.
pub fn settle(act: &mut Act<'_>, selection: SelectionId, settled: &Settled, sizes: Sizes) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(selection_lists::table)
        .values((
            selection_lists::selection_id.eq(selection),
            selection_lists::branch_id.eq(branch),
            selection_lists::list.eq(settled.list),
            selection_lists::settled_on.eq(settled.settled_on),
            selection_lists::decided_by.eq(&settled.decided_by),
            selection_lists::except_because.eq(&settled.except_because),
        ))
        .execute(act.conn())?;
    let deed = match settled.list {
        List::Longlist => "longlist.settled",
        List::Shortlist => "shortlist.settled",
    };
    let facts = json!({
        "on": sizes.on, "by_right": sizes.by_right, "left_out": sizes.left_out, "is_exception": !settled.except_because.is_empty(),
    });
    act.record(deed, path(selection), facts);
    Ok(())
}

/// Undoes the settling of a list.
pub fn unsettle(act: &mut Act<'_>, selection: SelectionId, list: List) -> QueryResult<()> {
    let branch = act.branch();
    let row = selection_lists::table
        .filter(selection_lists::branch_id.eq(branch))
        .filter(selection_lists::selection_id.eq(selection))
        .filter(selection_lists::list.eq(list));
    diesel::delete(row).execute(act.conn())?;
    let deed = match list {
        List::Longlist => "longlist.undone",
        List::Shortlist => "shortlist.undone",
    };
    act.record(deed, path(selection), json!({}));
    Ok(())
}

/// Takes a member's name off those who stand, where it is there.
pub fn unname(act: &mut Act<'_>, selection: SelectionId, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    let found: Option<RowId> = selection_candidates::table
        .filter(selection_candidates::branch_id.eq(branch))
        .filter(selection_candidates::selection_id.eq(selection))
        .filter(selection_candidates::member_id.eq(member))
        .select(selection_candidates::id)
        .first(act.conn())
        .optional()?;
    found.map_or(Ok(()), |candidate| super::withdraw(act, selection, candidate))
}

/// Notes whether somebody who applied holds the office now.
pub fn set_incumbency(act: &mut Act<'_>, selection: SelectionId, application: RowId, is: Incumbency) -> QueryResult<()> {
    let branch = act.branch();
    let row = selection_applications::table
        .filter(selection_applications::branch_id.eq(branch))
        .filter(selection_applications::selection_id.eq(selection))
        .filter(selection_applications::id.eq(application));
    if diesel::update(row).set(selection_applications::incumbency.eq(is)).execute(act.conn())? == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    act.record("application.incumbent", path(selection), json!({ "is": is }));
    Ok(())
}

/// Where each stands who was ticked or not.
pub fn listings_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Listing>> {
    selection_listings::table
        .filter(selection_listings::branch_id.eq(branch))
        .filter(selection_listings::selection_id.eq(selection))
        .select(Listing::as_select())
        .load(conn)
}

/// The lists that are settled.
pub fn settled_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Settled>> {
    selection_lists::table
        .filter(selection_lists::branch_id.eq(branch))
        .filter(selection_lists::selection_id.eq(selection))
        .order(selection_lists::list)
        .select(Settled::as_select())
        .load(conn)
}
