//! The tables `requisitions` and `requisition_signatures`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{
    super::Meeting,
    requisition::{Requisition, Signature},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MeetingId, MemberId, RequisitionId, RowId,
        schema::{requisition_signatures, requisitions},
    },
};

/// One requisition.
pub fn find(conn: &mut Conn, branch: BranchId, id: RequisitionId) -> QueryResult<Requisition> {
    requisitions::table.filter(requisitions::branch_id.eq(branch)).find(id).select(Requisition::as_select()).first(conn)
}

/// All of them, the newest first.
pub fn list(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Requisition>> {
    requisitions::table
        .filter(requisitions::branch_id.eq(branch))
        .order((requisitions::begun_at.desc(), requisitions::id))
        .select(Requisition::as_select())
        .load(conn)
}

/// Whether a requisition was answered with this meeting.
pub fn brought_about(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<bool> {
    let answered = requisitions::table.filter(requisitions::branch_id.eq(branch)).filter(requisitions::meeting_id.eq(meeting));
    diesel::select(diesel::dsl::exists(answered)).get_result(conn)
}

/// Every signature, also those that were taken back, in the order of signing.
pub fn signatures(conn: &mut Conn, branch: BranchId, id: RequisitionId) -> QueryResult<Vec<Signature>> {
    requisition_signatures::table
        .filter(requisition_signatures::branch_id.eq(branch))
        .filter(requisition_signatures::requisition_id.eq(id))
        .order((requisition_signatures::signed_at, requisition_signatures::id))
        .select(Signature::as_select())
        .load(conn)
}

pub fn begin(act: &mut Act<'_>, member: MemberId, purpose: &str) -> QueryResult<Requisition> {
    let (id, branch, at) = (RequisitionId::fresh(), act.branch(), act.at());
    diesel::insert_into(requisitions::table)
        .values((
            requisitions::id.eq(id),
            requisitions::branch_id.eq(branch),
            requisitions::purpose.eq(purpose),
            requisitions::begun_by.eq(member),
            requisitions::begun_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("requisition.begun", format!("/requisitions/{id}"), json!({ "by": member }));
    find(act.conn(), branch, id)
}

/// Keeps a signature, of a member or of a body.
pub fn sign(act: &mut Act<'_>, on: &Requisition, member: Option<MemberId>, body: Option<&str>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(requisition_signatures::table)
        .values((
            requisition_signatures::id.eq(RowId::fresh()),
            requisition_signatures::branch_id.eq(branch),
            requisition_signatures::requisition_id.eq(on.id),
            requisition_signatures::member_id.eq(member),
            requisition_signatures::body.eq(body),
            requisition_signatures::signed_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("requisition.signed", on.href(), json!({ "member": member, "is_body": body.is_some() }));
    Ok(())
}

/// Notes that a signature was taken back; that it was given stays.
pub fn withdraw(act: &mut Act<'_>, on: &Requisition, signature: &Signature) -> QueryResult<()> {
    let at = act.at();
    diesel::update(requisition_signatures::table.find(signature.id))
        .set(requisition_signatures::withdrawn_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("requisition.withdrawn", on.href(), json!({ "member": signature.member }));
    Ok(())
}

pub fn reach(act: &mut Act<'_>, requisition: &Requisition, on: NaiveDate) -> QueryResult<()> {
    diesel::update(requisitions::table.find(requisition.id)).set(requisitions::reached_on.eq(Some(on))).execute(act.conn())?;
    act.record("requisition.reached", requisition.href(), json!({ "on": on }));
    Ok(())
}

pub fn answer(act: &mut Act<'_>, requisition: &Requisition, meeting: &Meeting) -> QueryResult<()> {
    diesel::update(requisitions::table.find(requisition.id))
        .set(requisitions::meeting_id.eq(Some(meeting.id)))
        .execute(act.conn())?;
    act.record("requisition.answered", requisition.href(), json!({ "meeting": meeting.id }));
    Ok(())
}
