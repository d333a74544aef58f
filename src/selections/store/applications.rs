//! The table `selection_applications`. Its events name nobody: the record is open to every member, and who applies is not
//! shown before applications are closed.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    application::{Application, Belonging, Incumbency},
    selection::path,
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, PortraitId, RowId, SelectionId,
        schema::{selection_applications, selection_candidates},
    },
};

/// What an application says.
#[derive(Debug, Clone)]
pub struct Applying {
    pub statement: String,
    pub belongs: Belonging,
    pub applied_on: NaiveDate,
    pub incumbency: Incumbency,
}

/// Hands an application in, or changes the one there is.
pub fn apply(act: &mut Act<'_>, selection: SelectionId, member: MemberId, applying: &Applying) -> QueryResult<()> {
    let branch = act.branch();
    let said = (
        selection_applications::statement.eq(&applying.statement),
        selection_applications::belongs.eq(applying.belongs),
        selection_applications::applied_on.eq(applying.applied_on),
        selection_applications::incumbency.eq(applying.incumbency),
    );
    let changed = diesel::update(own(branch, selection, member))
        .set((said, selection_applications::withdrawn_on.eq(None::<NaiveDate>)))
        .execute(act.conn())?;
    if changed == 0 {
        let whose = (
            selection_applications::id.eq(RowId::random()),
            selection_applications::branch_id.eq(branch),
            selection_applications::selection_id.eq(selection),
            selection_applications::member_id.eq(member),
        );
        diesel::insert_into(selection_applications::table).values((whose, said)).execute(act.conn())?;
    }
    act.record("application.made", path(selection), json!({}));
    Ok(())
}

/// Puts a portrait beside an application, or takes it away; the one before it is no longer shown anywhere.
pub fn set_portrait(act: &mut Act<'_>, application: RowId, portrait: Option<PortraitId>) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(selection_applications::table.find(application).filter(selection_applications::branch_id.eq(branch)))
        .set(selection_applications::portrait_id.eq(portrait))
        .execute(act.conn())
        .map(|_| ())
}

/// Takes an application back, and the name off the list where it stands there.
pub fn withdraw_application(act: &mut Act<'_>, selection: SelectionId, member: MemberId, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    let changed = diesel::update(own(branch, selection, member).filter(selection_applications::withdrawn_on.is_null()))
        .set(selection_applications::withdrawn_on.eq(on))
        .execute(act.conn())?;
    if changed == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    let named = selection_candidates::table
        .filter(selection_candidates::branch_id.eq(branch))
        .filter(selection_candidates::selection_id.eq(selection))
        .filter(selection_candidates::member_id.eq(member));
    diesel::delete(named).execute(act.conn())?;
    act.record("application.withdrawn", path(selection), json!({}));
    Ok(())
}

/// The member's own application, withdrawn or not.
pub fn application_of(
    conn: &mut Conn,
    branch: BranchId,
    selection: SelectionId,
    member: MemberId,
) -> QueryResult<Option<Application>> {
    own(branch, selection, member).select(Application::as_select()).first(conn).optional()
}

/// Every application, withdrawn or not.
pub fn all_applications_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Application>> {
    selection_applications::table
        .filter(selection_applications::branch_id.eq(branch))
        .filter(selection_applications::selection_id.eq(selection))
        .order(selection_applications::id)
        .select(Application::as_select())
        .load(conn)
}

/// Every application that stands, by the names' keys: in no order that tells who came first.
pub fn applications_of(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Application>> {
    selection_applications::table
        .filter(selection_applications::branch_id.eq(branch))
        .filter(selection_applications::selection_id.eq(selection))
        .filter(selection_applications::withdrawn_on.is_null())
        .order(selection_applications::id)
        .select(Application::as_select())
        .load(conn)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn own(branch: BranchId, selection: SelectionId, member: MemberId) -> _ {
    let branch: BranchId = branch;
    let selection: SelectionId = selection;
    let member: MemberId = member;
    selection_applications::table
        .filter(selection_applications::branch_id.eq(branch))
        .filter(selection_applications::selection_id.eq(selection))
        .filter(selection_applications::member_id.eq(member))
}
