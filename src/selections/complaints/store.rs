//! The table `selection_complaints`.

use diesel::prelude::*;

use super::complaint::Complaint;
use crate::{
    audit::Act,
    db::{AccountId, BranchId, Conn, RowId, SelectionId, schema::selection_complaints},
};

/// Keeps a new complaint.
pub fn make(act: &mut Act<'_>, complaint: &Complaint) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(selection_complaints::table)
        .values((
            selection_complaints::id.eq(complaint.id),
            selection_complaints::branch_id.eq(branch),
            selection_complaints::selection_id.eq(complaint.selection_id),
            selection_complaints::member_id.eq(complaint.member_id),
            selection_complaints::words.eq(complaint.words.kept()),
            selection_complaints::made_on.eq(complaint.made_on),
            selection_complaints::answer.eq(complaint.answer.kept()),
            selection_complaints::appeal.eq(complaint.appeal.kept()),
            selection_complaints::decision.eq(complaint.decision.kept()),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Keeps the answer and the appeal as they stand in `complaint`; `decided_by` decided it, where somebody has.
pub fn write(act: &mut Act<'_>, complaint: &Complaint, decided_by: Option<AccountId>) -> QueryResult<()> {
    let branch = act.branch();
    let row = selection_complaints::table.find(complaint.id).filter(selection_complaints::branch_id.eq(branch));
    diesel::update(row)
        .set((
            selection_complaints::answer.eq(complaint.answer.kept()),
            selection_complaints::answered_on.eq(complaint.answered_on),
            selection_complaints::answered_by.eq(complaint.answered_by),
            selection_complaints::appeal_until.eq(complaint.appeal_until),
            selection_complaints::appeal.eq(complaint.appeal.kept()),
            selection_complaints::appealed_on.eq(complaint.appealed_on),
            selection_complaints::decision.eq(complaint.decision.kept()),
            selection_complaints::decided_on.eq(complaint.decided_on),
            selection_complaints::decided_by.eq(decided_by),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// One complaint about a selection.
pub fn find(conn: &mut Conn, branch: BranchId, selection: SelectionId, complaint: RowId) -> QueryResult<Complaint> {
    selection_complaints::table
        .filter(selection_complaints::branch_id.eq(branch))
        .filter(selection_complaints::selection_id.eq(selection))
        .filter(selection_complaints::id.eq(complaint))
        .select(Complaint::as_select())
        .first(conn)
}

/// All complaints about a selection, the first before the others.
pub fn of_selection(conn: &mut Conn, branch: BranchId, selection: SelectionId) -> QueryResult<Vec<Complaint>> {
    selection_complaints::table
        .filter(selection_complaints::branch_id.eq(branch))
        .filter(selection_complaints::selection_id.eq(selection))
        .order((selection_complaints::made_on, selection_complaints::id))
        .select(Complaint::as_select())
        .load(conn)
}
